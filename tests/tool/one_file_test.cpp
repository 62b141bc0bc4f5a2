// SPDX-License-Identifier: BSL-1.0
#include <tenon/command_line.hpp>
#include <tenon/migrations.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace {

struct account {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("items", tenon::primary_key("id"));
};
struct users : tenon::database_module<"test.users", account> {
    static constexpr std::string_view prefix = "u_";
};

struct item {
    std::int64_t id = 0;
    std::int64_t account_id = 0;
    std::int64_t cents = 0;

    static constexpr auto table =
        tenon::table("items", tenon::primary_key("id"), tenon::autoincrement,
                     tenon::foreign_key("account_id").references<account>("id").on_delete(tenon::cascade));
};
struct shop : tenon::database_module<"test.shop", item> {
    using depends_on = tenon::modules<users>;
    static constexpr std::string_view prefix = "s_";
    static void migrations(tenon::migrations& to) {
        to.add({"001_create.sql",
                "CREATE TABLE {prefix}items (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, account_id "
                "INTEGER NOT NULL "
                "REFERENCES "
                "u_items (id) ON DELETE CASCADE) STRICT;\n-- down\nDROP TABLE {prefix}items;"});
    }
};

class place {
public:
    place() { how.directory = directory_.path(); }

    template <class... Words>
    int run(Words... words) const {
        const char* const given[] = {"manage", words...};
        return tenon::command_line<tenon::one_file_registry<users, shop>>(1 + sizeof...(words), given, how);
    }
    [[nodiscard]] std::vector<std::string> read(std::string_view sql) const {
        tenon::sqlite::connection on(directory_ / "database.db");
        return tenon::schema::detail::texts_from(on, sql);
    }
    [[nodiscard]] std::string operator/(std::string_view name) const { return directory_ / name; }
    tenon::settings how;

private:
    scratch directory_;
};

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("the command line works on the one file of a program's modules") {
    const place here;
    CHECK(here.run("check") == 1);
    CHECK(here.run("status") == 0);
    CHECK(here.run("plan") == 0);
    CHECK_FALSE(std::filesystem::exists(here / "database.db"));
    CHECK(here.run("apply") == 0);
    CHECK(here.run("check") == 0);
    CHECK(here.read("SELECT name FROM sqlite_schema WHERE name LIKE '%items' ORDER BY name") ==
          texts{"s_items", "u_items"});
    CHECK(here.read("SELECT name FROM pragma_table_info('s_items')") == texts{"id", "account_id", "cents"});
    CHECK(here.read("SELECT \"table\" FROM pragma_foreign_key_list('s_items')") == texts{"u_items"});
    for (const std::string file : {"shop.db", "users.db"}) CHECK_FALSE(std::filesystem::exists(here / file));
    CHECK(here.run("inspect") == 0);
    CHECK(here.run("diagram") == 0);
    CHECK(here.run("rollback") == 2);  // the column that the start has added would be lost
    CHECK(here.run("rollback", "--allow", "drop", "--count", "2") == 0);
    CHECK(here.read("SELECT name FROM sqlite_schema WHERE name LIKE '%items'") == texts{"u_items"});
    CHECK(here.run("check") == 1);
}

TEST_CASE("the next migration of a module in the one file is written for its tables there") {
    const place here;
    CHECK(here.run("apply") == 0);
    {
        tenon::sqlite::connection on(here / "database.db");
        on.execute("ALTER TABLE s_items DROP COLUMN cents");
    }
    CHECK(here.run("check") == 2);
    const std::string into = here / "migrations";
    CHECK(here.run("new", "cents", "--module", "shop", "--allow", "drift", "--directory", into.c_str()) == 0);
    tenon::migrations all;
    tenon::add_directory(all, into + "/shop");
    REQUIRE(all.all().size() == 1);
    CHECK(contains(all.all()[0].up, "\"{prefix}items\""));
    CHECK(contains(all.all()[0].up, "\"tenon_rebuild_{prefix}items\""));
    CHECK(contains(all.all()[0].up, "FROM sqlite_sequence WHERE name = '{prefix}items'"));
    CHECK(contains(all.all()[0].up, "REFERENCES \"u_items\""));
    for (const std::string wrong : {"\"s_items", "'s_items", "rebuild_s_items"})
        CHECK_FALSE(contains(all.all()[0].up, wrong));
    CHECK_FALSE(contains(all.all()[0].down, "\"s_items"));
    CHECK(all.all()[0].version == 2);
}

namespace {

std::vector<tenon::migration_file> written;

struct visit {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("visits", tenon::primary_key("id"));
};
struct guests : tenon::database_module<"test.guests", visit> {
    static void migrations(tenon::migrations& to) { to.add(written); }
};

/// What a program prints.
template <class Run>
std::string printed(Run run) {
    std::fflush(stdout);
    std::FILE* const file = std::tmpfile();
    const int before = ::dup(STDOUT_FILENO);
    REQUIRE(::dup2(::fileno(file), STDOUT_FILENO) >= 0);
    run();
    std::fflush(stdout);
    ::dup2(before, STDOUT_FILENO);
    ::close(before);
    std::rewind(file);
    std::string result(10'000, '\0');
    result.resize(std::fread(result.data(), 1, result.size(), file));
    std::fclose(file);
    return result;
}

template <class... Modules>
int run_for(const tenon::settings& how, std::vector<const char*> words) {
    words.insert(words.begin(), "manage");
    return tenon::command_line<Modules...>(static_cast<int>(words.size()), words.data(), how);
}

}  // namespace

TEST_CASE("a migration that did not run in a new database is not told as one that did") {
    const place here;
    written = {{"001_audit.sql", "UPDATE older SET a = 1;"}};
    const std::string text = printed([&] { CHECK(run_for<guests>(here.how, {"apply"}) == 0); });
    CHECK(contains(text, "test.guests: 001_audit (counted as done, did not run: the database is new)"));
}

TEST_CASE("a migration that needs rows is nothing that is wrong with a database") {
    const place here;
    written.clear();
    CHECK(run_for<guests>(here.how, {"apply"}) == 0);
    tenon::sqlite::connection(here / "guests.db").execute("INSERT INTO visits VALUES (7)");
    written = {
        {"001_last.sql",
         "CREATE TABLE last (id INTEGER NOT NULL); INSERT INTO last VALUES ((SELECT max(id) FROM visits))"}};
    CHECK(run_for<guests>(here.how, {"check"}) == 1);
    const std::string text = printed([&] { CHECK(run_for<guests>(here.how, {"plan"}) == 0); });
    CHECK(contains(text, "run 001_last (written)\n  what comes after them is not known"));
    CHECK(run_for<guests>(here.how, {"apply"}) == 0);
    CHECK(run_for<guests>(here.how, {"check"}) == 0);
}

TEST_CASE("a text with several lines ends no comment of a migration's file") {
    const place here;
    written.clear();
    CHECK(run_for<guests>(here.how, {"apply"}) == 0);
    tenon::sqlite::connection(here / "guests.db")
        .execute(
            "DROP TABLE visits; CREATE TABLE visits (id INTEGER PRIMARY KEY NOT NULL CHECK (id <> 'a\n; DROP "
            "TABLE people; --'))");
    const std::string into = here / "migrations";
    CHECK(run_for<guests>(here.how, {"new", "x", "--allow", "drift,strict", "--directory", into.c_str()}) ==
          0);
    tenon::migrations all;
    tenon::add_directory(all, into + "/guests");
    tenon::sqlite::connection on(here / "guests.db");
    on.execute("CREATE TABLE people (id)");
    for (const std::string& script : {all.all().at(0).up, all.all().at(0).down}) {
        on.execute_raw(script);
        CHECK(tenon::schema::detail::has_table(on, "people"));
    }
}

TEST_CASE("of several modules with changes one is chosen for a way back") {
    const place here;
    written.clear();
    CHECK(run_for<guests, users>(here.how, {"apply"}) == 0);
    written = {{"001_more.sql", "CREATE TABLE more (a);\n-- down\nDROP TABLE more;"}};
    CHECK(run_for<guests, users>(here.how, {"apply"}) == 0);
    CHECK(run_for<guests, users>(here.how, {"rollback"}) == 0);  // the other one has none
    CHECK(run_for<guests, users>(here.how, {"apply"}) == 0);
    tenon::sqlite::connection(here / "users.db")
        .execute("DROP TABLE items; CREATE TABLE items (id INTEGER PRIMARY KEY NOT NULL) STRICT");
    CHECK(run_for<guests, users>(here.how, {"apply", "--allow", "drift,not_null"}) == 0);
    CHECK(run_for<guests, users>(here.how, {"rollback"}) == 2);
    CHECK(run_for<guests, users>(here.how, {"check"}) == 0);
    CHECK(run_for<guests, users>(here.how, {"rollback", "--module", "guests"}) == 0);
    CHECK(run_for<guests, users>(here.how, {"check"}) == 1);
}
