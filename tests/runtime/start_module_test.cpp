// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/start_module.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace tenon::literals;

namespace {

// The same module in three versions of a program.
namespace first {
struct note {
    std::int64_t id = 0;
    std::string text{};

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
struct notes : tenon::database_module<"app.notes", note> {};
}  // namespace first

namespace second {
struct note {
    std::int64_t id = 0;
    std::string body{};
    std::optional<std::string> author{};

    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::index("author"),
                     tenon::column("body").renamed_from("text"), tenon::check("body <> ''"));
};
struct notes : tenon::database_module<"app.notes", note> {};
}  // namespace second

namespace third {
struct note {
    std::int64_t id = 0;
    std::string body{};

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
struct notes : tenon::database_module<"app.notes", note> {
    static void initial_data(tenon::integrity_session<notes>& session) {
        session(tenon::insert<note>(), note{.body = "initial"});
    }
};
}  // namespace third

tenon::settings in(const scratch& dir) {
    tenon::settings result;
    result.directory = dir.path().string();
    return result;
}

template <class Module>
void start(const tenon::settings& settings) {
    tenon::registry<Module> db(settings);
    db.start();
}

std::string file_of(const scratch& dir) { return dir / "notes.db"; }

void by_hand(const scratch& dir, std::string_view sql) {
    tenon::sqlite::connection(file_of(dir)).execute(sql);
}

std::string text_of(const scratch& dir, std::string_view sql) {
    tenon::sqlite::connection file(file_of(dir));
    auto statement = file.lease(query(sql));
    return statement.step() && !statement.reader().is_null(0) ? std::string(statement.reader().text(0))
                                                              : "nothing";
}

std::vector<tenon::schema::history_entry> history_of(const scratch& dir) {
    tenon::sqlite::connection file(file_of(dir));
    return tenon::schema::history(file, "app.notes");
}

constexpr std::string_view texts = "SELECT group_concat(body) FROM notes";

void fill_first(const scratch& dir) {
    start<first::notes>(in(dir));
    by_hand(dir, "INSERT INTO notes (text) VALUES ('one'), ('two')");
}

}  // namespace

TEST_CASE("a start brings the database to what the program declares, and remembers it") {
    const scratch dir;
    fill_first(dir);
    start<second::notes>(in(dir));
    start<second::notes>(in(dir));
    CHECK(text_of(dir, texts) == "one,two");
    const auto entries = history_of(dir);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].version == 1);
    CHECK(entries[0].name == "create");
    CHECK(contains(entries[0].steps, "CREATE TABLE \"notes\""));
    CHECK(entries[1].version == 2);
    CHECK(entries[1].name == "diff");
    CHECK(contains(entries[1].steps, "ALTER TABLE \"notes\" RENAME COLUMN \"text\" TO \"body\""));
    CHECK(entries[1].fingerprint_before == entries[0].fingerprint_after);
    CHECK(entries[1].fingerprint_after != entries[0].fingerprint_after);
    CHECK(entries[1].checksum.size() == 16);
    CHECK(entries[1].applied_at.size() == 26);
    CHECK(entries[1].library == tenon::library_version);
    CHECK(text_of(dir, "SELECT CAST(user_version AS TEXT) FROM pragma_user_version") == "2");
}

TEST_CASE("what would lose something stops the start and names the word") {
    const scratch dir;
    fill_first(dir);
    start<second::notes>(in(dir));
    by_hand(dir, "UPDATE notes SET author = 'ada'");
    const auto refused = error_from([&] { start<third::notes>(in(dir)); });
    CHECK(refused.code == "WORD_NEEDED");
    CHECK(refused.module_name == "app.notes");
    CHECK(contains(refused.message, "the word `drop`"));
    CHECK(contains(refused.message, "column `author` would be lost"));
    CHECK(text_of(dir, "SELECT min(author) FROM notes") == "ada");
    tenon::settings settings = in(dir);
    settings.allow.drop = true;
    start<third::notes>(settings);
    CHECK(text_of(dir, texts) == "one,two");
    CHECK(history_of(dir).size() == 3);
}

TEST_CASE("a start may only check, or not look") {
    const scratch dir;
    fill_first(dir);
    tenon::settings settings = in(dir);
    settings.migrate = tenon::migrate_mode::check;
    start<first::notes>(settings);
    const auto refused = error_from([&] { start<second::notes>(settings); });
    CHECK(refused.code == "SCHEMA_PENDING");
    CHECK(contains(refused.message, "rename column `notes.body`: it was `text`"));
    CHECK(contains(refused.message, "migrate = apply"));
    settings.migrate = tenon::migrate_mode::off;
    start<second::notes>(settings);
    CHECK(text_of(dir, "SELECT group_concat(text) FROM notes") == "one,two");
    CHECK(history_of(dir).size() == 1);
}

TEST_CASE("a start that only checks makes no file, and no directory") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.directory = dir / "data/databases";
    settings.migrate = tenon::migrate_mode::check;
    const auto refused = error_from([&] { start<first::notes>(settings); });
    CHECK(refused.code == "SCHEMA_PENDING");
    CHECK(refused.module_name == "app.notes");
    CHECK(refused.purpose == "start");
    CHECK(contains(refused.message, "there is no file `" + (dir / "data/databases/notes.db") + "`: "));
    CHECK(contains(refused.message, "create table `notes`"));
    CHECK_FALSE(std::filesystem::exists(dir / "data"));
    settings.migrate = tenon::migrate_mode::apply;
    start<first::notes>(settings);
    settings.migrate = tenon::migrate_mode::check;
    start<first::notes>(settings);
}

TEST_CASE("a database that something else has changed stops the start") {
    for (const std::string_view change :
         {"ALTER TABLE notes ADD COLUMN mood TEXT", "CREATE INDEX extra ON notes (text)",
          "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END"}) {
        INFO(change);
        const scratch dir;
        fill_first(dir);
        by_hand(dir, change);
        const auto drift = error_from([&] { start<first::notes>(in(dir)); });
        CHECK(drift.code == "SCHEMA_DRIFT");
        CHECK(drift.category == tenon::category::schema);
        CHECK(contains(drift.message, "What was changed: "));
        CHECK(contains(drift.message, "the word `drift`"));
        tenon::settings settings = in(dir);
        settings.allow.drift = true;
        settings.allow.drop = true;
        start<first::notes>(settings);
        start<first::notes>(in(dir));
        CHECK(text_of(dir, "SELECT group_concat(text) FROM notes") == "one,two");
    }
}

TEST_CASE("what others do to the file is no drift: their tables and views, statistics, and a vacuum") {
    const scratch dir;
    fill_first(dir);
    by_hand(dir, "CREATE TABLE other (a INT); CREATE VIEW seen AS SELECT * FROM other; ANALYZE; VACUUM");
    start<first::notes>(in(dir));
    start<second::notes>(in(dir));
    CHECK(text_of(dir, texts) == "one,two");
    CHECK(text_of(dir, "SELECT group_concat(name) FROM sqlite_schema WHERE name IN ('other', 'seen')") ==
          "other,seen");
    CHECK(history_of(dir).size() == 2);
}

TEST_CASE("views that somebody else made follow a rename") {
    const scratch dir;
    fill_first(dir);
    by_hand(dir, "CREATE VIEW seen AS SELECT text FROM notes WHERE text <> 'one'");
    start<second::notes>(in(dir));
    start<second::notes>(in(dir));
    CHECK(text_of(dir, "SELECT * FROM seen") == "two");
    CHECK(contains(text_of(dir, "SELECT sql FROM sqlite_schema WHERE name = 'seen'"), "body"));
}

TEST_CASE("a migration by hand to what the program declares is accepted") {
    const scratch dir;
    fill_first(dir);
    by_hand(dir, "ALTER TABLE notes RENAME COLUMN text TO body");
    start<third::notes>(in(dir));
    CHECK(text_of(dir, texts) == "one,two");
}

TEST_CASE("a program that is older than the database does not start") {
    const scratch dir;
    fill_first(dir);
    start<second::notes>(in(dir));
    const auto older = error_from([&] { start<first::notes>(in(dir)); });
    CHECK(older.code == "DATABASE_NEWER");
    CHECK(contains(older.message, "the word `older`"));
    CHECK(text_of(dir, texts) == "one,two");
}

TEST_CASE("initial data is not put into a file that had the module's tables before") {
    const scratch dir;
    by_hand(dir,
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, body VARCHAR(100) NOT NULL); INSERT INTO notes "
            "VALUES (7, 'x')");
    start<third::notes>(in(dir));
    start<third::notes>(in(dir));
    CHECK(text_of(dir, texts) == "x");
    REQUIRE(history_of(dir).size() == 1);
    CHECK(history_of(dir)[0].name == "baseline");
    CHECK(history_of(dir)[0].steps == "");
}

TEST_CASE("a table that is not STRICT stays so, and its values are checked") {
    const scratch dir;
    by_hand(dir,
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, body VARCHAR(100) NOT NULL); INSERT INTO notes "
            "VALUES (7, x'00')");
    {
        tenon::registry<third::notes> db(in(dir));
        db.start();
        auto session = db.read_session<third::notes>("read");
        CHECK(error_from([&] { static_cast<void>(session(tenon::select<third::note>()).all()); }).code ==
              "WRONG_STORAGE_CLASS");
    }
    CHECK(contains(text_of(dir, "SELECT sql FROM sqlite_schema WHERE name = 'notes'"), "VARCHAR(100)"));
    tenon::settings settings = in(dir);
    settings.allow.strict = true;
    const auto blocked = error_from([&] { start<third::notes>(settings); });
    CHECK(blocked.code == "MIGRATION_BLOCKED");
    CHECK(contains(blocked.message, "column `body` holds what STRICT tables refuse there"));
    by_hand(dir, "UPDATE notes SET body = 'x'");
    start<third::notes>(settings);
    CHECK(contains(text_of(dir, "SELECT sql FROM sqlite_schema WHERE name = 'notes'"), "STRICT"));
}

TEST_CASE("of eight processes that migrate at once one does it, and none fails") {
    const int rounds =
        std::getenv("TENON_TEST_ROUNDS") != nullptr ? std::atoi(std::getenv("TENON_TEST_ROUNDS")) : 3;
    for (int round = 0; round < rounds; ++round) {
        const scratch dir;
        fill_first(dir);
        by_hand(dir, "INSERT INTO notes (text) SELECT value FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9]')");
        std::vector<int> results;
        {
            starting_line line;
            std::vector<pid_t> children;
            for (int i = 0; i < 8; ++i)
                children.push_back(fork_child([&] {
                    line.wait();
                    start<second::notes>(in(dir));
                }));
            line.go();
            for (const pid_t child : children) results.push_back(status_of(child));
        }
        CHECK(results == std::vector<int>(8, 0));
        CHECK(history_of(dir).size() == 2);
        CHECK(text_of(dir, texts) == "one,two,1,2,3,4,5,6,7,8,9");
    }
}

namespace {

struct stock {
    std::int64_t id = 0;

    static constexpr auto table =
        tenon::table("stocks", tenon::primary_key("id"), tenon::index("id").named("stocks_index"));
};
struct item {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("items", tenon::primary_key("id"));
};
struct order {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

namespace before_move {
struct shop : tenon::database_module<"app.shop", item, stock> {};
struct store : tenon::database_module<"app.store", order> {};
}  // namespace before_move

namespace after_move {
struct shop : tenon::database_module<"app.shop", item> {};
struct store : tenon::database_module<"app.store", order, stock> {};
}  // namespace after_move

template <class... Modules>
void start_in_one_file(const scratch& dir, const tenon::schema::words& allow = {}) {
    tenon::settings how;
    how.file = file_of(dir);
    how.allow = allow;
    tenon::registry<Modules...> db(how);
    db.start();
}

}  // namespace

TEST_CASE("a table that another module of the same file has now stays, with its rows") {
    for (const bool owner_first : {false, true}) {
        const scratch dir;
        start_in_one_file<before_move::shop, before_move::store>(dir);
        by_hand(dir, "INSERT INTO stocks VALUES (1), (2)");
        for (int time = 0; time < 2; ++time) {
            if (owner_first)
                start_in_one_file<after_move::store, after_move::shop>(dir, {.drop = true});
            else
                start_in_one_file<after_move::shop, after_move::store>(dir, {.drop = true});
            CHECK(text_of(dir, "SELECT group_concat(id) FROM stocks") == "1,2");
            CHECK(
                text_of(dir, "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'stocks'") ==
                "stocks_index");
        }
        by_hand(dir, "DROP INDEX stocks_index");
        CHECK(error_from([&] { start_in_one_file<after_move::shop, after_move::store>(dir); }).module_name ==
              "app.store");
    }
}

namespace {

struct person {
    std::int64_t id = 0;

    static constexpr auto table =
        tenon::table("people", tenon::primary_key("id"), tenon::renamed_from("users"));
};
struct user {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("users", tenon::primary_key("id"));
};
struct people : tenon::database_module<"app.people", person> {};
struct users : tenon::database_module<"app.users", user> {};

}  // namespace

TEST_CASE("an older name of a table does not mean another module's table") {
    const scratch dir;
    start_in_one_file<users>(dir);
    by_hand(dir, "INSERT INTO users VALUES (1)");
    start_in_one_file<users, people>(dir);
    CHECK(text_of(dir, "SELECT count(*) || '' FROM users") == "1");
    CHECK(text_of(dir, "SELECT count(*) || '' FROM people") == "0");
}
