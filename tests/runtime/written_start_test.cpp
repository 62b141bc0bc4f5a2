// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrations.hpp>
#include <tenon/raw_sql.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace {

struct person {
    std::int64_t id = 0;
    std::string first{};
    std::string last{};

    static constexpr auto table = tenon::table("people", tenon::primary_key("id"));
};

struct visit {
    std::int64_t id = 0;
    std::int64_t person_id = 0;

    static constexpr auto table =
        tenon::table("visits", tenon::primary_key("id"),
                     tenon::foreign_key("person_id").references<person>("id").on_delete(tenon::cascade));
};

// What the file of each test has, by way of what a module's function adds.
std::vector<tenon::migration_file> written;

struct guests : tenon::database_module<"test.guests", person, visit> {
    static void migrations(tenon::migrations& to) { to.add(written); }
};

struct other_row {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("other_rows", tenon::primary_key("id"));
};

struct other : tenon::database_module<"test.other", other_row> {};

struct last : tenon::database_module<"test.last", other_row> {
    using depends_on = tenon::modules<guests>;
};

constexpr tenon::migration_file split_names{"001_split_names.sql", R"(
    ALTER TABLE people ADD COLUMN first TEXT NOT NULL DEFAULT '';
    ALTER TABLE people ADD COLUMN last TEXT NOT NULL DEFAULT '';
    UPDATE people SET first = substr(name, 1, instr(name, ' ') - 1), last = substr(name, instr(name, ' ') + 1);
    ALTER TABLE people DROP COLUMN name;
    -- down
    ALTER TABLE people ADD COLUMN name TEXT NOT NULL DEFAULT '';
    UPDATE people SET name = first || ' ' || last;)"};

class place {
public:
    place() {
        written.clear();
        settings.directory = directory_.path();
    }
    /// A database as the program before the structs made it.
    void fill() const {
        tenon::sqlite::connection on(directory_ / "guests.db");
        on.execute(
            "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE visits (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES people (id) "
            "ON "
            "DELETE CASCADE); INSERT INTO people VALUES (1, 'Ada Lovelace'); INSERT INTO visits VALUES (5, "
            "1)");
    }
    [[nodiscard]] std::vector<std::string> history() const {
        tenon::sqlite::connection on(directory_ / "guests.db");
        std::vector<std::string> names;
        for (const auto& each : tenon::schema::history(on, "test.guests")) names.push_back(each.name);
        return names;
    }
    tenon::settings settings;

private:
    scratch directory_;
};

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("a start runs what is written, then what is left to do") {
    place here;
    here.fill();
    written = {split_names};
    tenon::registry<guests> db(here.settings);
    db.start();
    {
        auto session = db.read_session<guests>("look");
        const person ada = session(tenon::select<person>()).one();
        CHECK(ada.first == "Ada");
        CHECK(ada.last == "Lovelace");
        CHECK(session(tenon::select<visit>()).one().id == 5);
    }
    const names after = here.history();
    REQUIRE(after.size() >= 2);
    CHECK(after[0] == "baseline");
    CHECK(after[1] == "001_split_names");
    SECTION("and nothing the second time") {
        db.start();
        CHECK(here.history() == after);
    }
    SECTION("a changed file stops the next start") {
        written = {{"001_split_names.sql", "ALTER TABLE people ADD COLUMN first TEXT"}};
        tenon::registry<guests> changed(here.settings);
        const tenon::error e = error_from([&] { changed.start(); });
        CHECK(e.code == "MIGRATION_CHANGED");
        CHECK(e.module_name == "test.guests");
    }
    SECTION("an older program says that it is older") {
        written = {split_names, {"002_more.sql", "CREATE INDEX more ON people (last)"}};
        tenon::registry<guests>(here.settings).start();
        written = {split_names};
        CHECK(error_from([&] { tenon::registry<guests>(here.settings).start(); }).code ==
              "UNKNOWN_MIGRATION");
    }
    SECTION("what was taken back runs again") {
        db.stop();
        tenon::migrations all;
        all.add(written);
        {
            tenon::sqlite::connection on(db.path<guests>());
            CHECK(tenon::schema::roll_back(on, "test.guests", all) == names{"001_split_names"});
        }
        tenon::settings drop = here.settings;
        drop.allow.drop = true;  // the name that the way back has added, and the way there does not take
        tenon::registry<guests> again(drop);
        const tenon::error e = error_from([&] { again.start(); });
        CHECK(e.code == "QUERY_FAILED");  // the columns are there still: this way back was careless
        CHECK(contains(e.message, "migration `001_split_names`, line 2: duplicate column name"));
    }
}

TEST_CASE("a start that shall only check says which migrations wait") {
    place here;
    here.fill();
    written = {split_names, {"002_more.sql", "CREATE INDEX more ON people (last)"}};
    here.settings.migrate = tenon::migrate_mode::check;
    tenon::registry<guests> db(here.settings);
    const tenon::error e = error_from([&] { db.start(); });
    CHECK(e.code == "SCHEMA_PENDING");
    CHECK(contains(e.message, "`001_split_names` has not run, nor have 1"));
    CHECK(here.history().empty());
    SECTION("where there is no file, too, and makes none") {
        std::filesystem::remove(db.path<guests>());
        CHECK(contains(error_from([&] { db.start(); }).message, "`001_split_names` has not run"));
        CHECK_FALSE(std::filesystem::exists(db.path<guests>()));
    }
}

TEST_CASE("a module whose migration fails leaves the others as they were, and says so") {
    place here;
    here.fill();
    written = {{"001_fine.sql", "CREATE INDEX fine ON people (name)"},
               {"002_bad.sql", "DELETE FROM people;\nINSERT INTO nowhere VALUES (1)"}};
    tenon::registry<other, guests, last> db(here.settings);
    const tenon::error e = error_from([&] { db.start(); });
    CHECK(e.module_name == "test.guests");
    CHECK(contains(e.message, "migration `002_bad`, line 2"));
    CHECK(here.history() == names{"baseline", "001_fine"});
    tenon::sqlite::connection on(db.path<guests>());
    CHECK(tenon::schema::detail::number_from(on, "SELECT count(*) FROM people") == 1);
    CHECK_NOTHROW(db.read_session<other>("it has started"));
    CHECK(error_from([&] { db.read_session<last>("it has not"); }).code == "NOT_STARTED");
}

TEST_CASE("a new database comes from the structs where files can't make it; initial data goes in once") {
    place here;
    written = {split_names, {"init.sql", "INSERT INTO people (first, last) VALUES ('first', 'guest')"}};
    for (int time = 0; time < 2; ++time) {
        tenon::registry<guests> db(here.settings);
        db.start();
        auto session = db.read_session<guests>("look");
        CHECK(session(tenon::select<person>()).one().last == "guest");
    }
    CHECK(here.history()[0] == "001_split_names");
}

TEST_CASE("what only files make that can't run in a new database is not left out without a word") {
    place here;
    const tenon::migration_file audit{
        "002_audit.sql",
        "CREATE TABLE IF NOT EXISTS main.\"Audit\" (line TEXT);"
        "CREATE TRIGGER seen AFTER INSERT ON visits BEGIN "
        "INSERT INTO audit VALUES ('seen'); INSERT INTO audit VALUES ('x'); END;"
        "-- ; a comment\n CREATE INDEX audit_line ON audit (line)"};
    const auto refused = [&] { return error_from([&] { tenon::registry<guests>(here.settings).start(); }); };
    written = {split_names, audit};
    const tenon::error e = refused();
    CHECK(e.code == "NOT_DECLARED");
    CHECK(e.category == tenon::category::schema);
    CHECK(e.module_name == "test.guests");
    CHECK(contains(e.message, "the table `Audit`, which the migration `002_audit` makes"));
    CHECK(
        contains(e.message, "`001_split_names`, line 2: no such table: people), and no struct declares it"));
    CHECK(here.history().empty());

    SECTION("unless init.sql makes it") {
        written = {split_names, audit, {"init.sql", "CREATE TABLE IF NOT EXISTS audit (line TEXT);"}};
        CHECK(contains(refused().message, "the trigger `seen`"));
        written = {split_names,
                   audit,
                   {"init.sql",
                    "CREATE TABLE audit (line TEXT);"
                    "CREATE TRIGGER seen AFTER INSERT ON visits BEGIN "
                    "INSERT INTO audit VALUES ('seen'); END"}};
        tenon::registry<guests> db(here.settings);
        db.start();
        CHECK(here.history()[1] == "002_audit");
    }
    SECTION("unless another file drops it") {
        written = {split_names, audit, {"003_drop.sql", "DROP TRIGGER seen; DROP TABLE IF EXISTS audit"}};
        tenon::registry<guests>(here.settings).start();
    }
    SECTION("unless it is an older name, or is renamed to a name that is declared") {
        written = {split_names,
                   {"002_visits.sql",
                    "CREATE TABLE calls (id INTEGER PRIMARY KEY);"
                    "ALTER TABLE calls RENAME TO visits"}};
        tenon::registry<guests>(here.settings).start();
    }
    SECTION("a database that has the tables gets it") {
        here.fill();
        tenon::registry<guests> db(here.settings);
        db.start();
        auto session = db.read_session("guests", "look");
        CHECK(session(tenon::raw_sql<std::int64_t>("SELECT count(*) FROM audit")).scalar() == 0);
    }
}

TEST_CASE("initial data is not put into a database that had its tables before") {
    place here;
    here.fill();
    written = {split_names, {"init.sql", "INSERT INTO people (first, last) VALUES ('first', 'guest')"}};
    tenon::registry<guests> db(here.settings);
    db.start();
    auto session = db.read_session<guests>("look");
    CHECK(session(tenon::select<person>()).all().size() == 1);
}
