// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/module_start.hpp>
#include <tenon/migrate/start.hpp>
#include <tenon/tenon.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace {

namespace version_1 {
struct note {
    std::int64_t id = 0;
    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
}  // namespace version_1

namespace version_2 {
struct note {
    std::int64_t id = 0;
    std::optional<std::string> text{};
    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
}  // namespace version_2

namespace version_3 {
struct note {
    std::int64_t id = 0;
    std::optional<std::string> text{};
    std::optional<std::string> author{};
    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
}  // namespace version_3

template <class Table>
void start(tenon::sqlite::connection& on) {
    schema::detail::module_start work("notes", schema::detail::declare<Table>(), {}, false);
    work.migrate(on);
    tenon::sqlite::transaction rest(on);
    work.finish(on);
    rest.commit();
}

// What another process does while this one looks.
struct meanwhile {
    tenon::sqlite::connection other;
    bool done = false;
};

int when_the_schema_is_read(unsigned, void* data, void* statement, void*) {
    auto& self = *static_cast<meanwhile*>(data);
    const std::string_view sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    if (self.done || !contains(sql, "sqlite_schema")) return 0;
    self.done = true;
    start<version_2::note>(self.other);
    return 0;
}

}  // namespace

TEST_CASE("a migration of another process between two looks is no drift") {
    const scratch dir;
    tenon::sqlite::connection on(dir / "notes.db");
    start<version_1::note>(on);
    meanwhile there{tenon::sqlite::connection(dir / "notes.db")};
    sqlite3_trace_v2(on.handle(), SQLITE_TRACE_STMT, &when_the_schema_is_read, &there);
    start<version_3::note>(on);
    sqlite3_trace_v2(on.handle(), 0, nullptr, nullptr);
    CHECK(there.done);
    CHECK(found(on, "SELECT name FROM pragma_table_info('notes')") == "'id';'text';'author';");
    CHECK(schema::history(on, "notes").size() == 3);
}

TEST_CASE("a history that another process has just begun is seen inside a transaction, too") {
    const scratch dir;
    tenon::sqlite::connection on(dir / "notes.db");
    on.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)");
    {
        tenon::sqlite::connection other(dir / "notes.db");
        start<version_2::note>(other);
    }
    const tenon::sqlite::transaction open(on);
    CHECK(schema::history(on, "notes").size() == 1);
}

TEST_CASE("a history of an earlier version of the library goes on") {
    tenon::sqlite::connection on(":memory:");
    start<version_1::note>(on);
    on.execute("ALTER TABLE tenon_migrations DROP COLUMN before");
    CHECK(schema::history(on, "notes").size() == 1);
    start<version_2::note>(on);
    CHECK(schema::history(on, "notes").size() == 2);
    CHECK(found(on, "SELECT length(before) > 0 FROM tenon_migrations") == "0;1;");
}

TEST_CASE("a number that another program keeps in user_version stays") {
    tenon::sqlite::connection on(":memory:");
    const auto version = [&] { return found(on, "PRAGMA user_version"); };
    SECTION("another one than the count") {
        on.execute("PRAGMA user_version = 7");
        start<version_1::note>(on);
        start<version_2::note>(on);
        CHECK(version() == "7;");
    }
    SECTION("also where it comes to be the count") {
        on.execute("PRAGMA user_version = 2");
        start<version_1::note>(on);
        start<version_2::note>(on);
        start<version_3::note>(on);
        CHECK(version() == "2;");
    }
    SECTION("also where it takes the count's place, and goes back to it") {
        start<version_1::note>(on);
        CHECK(version() == "1;");
        on.execute("PRAGMA user_version = 5");
        start<version_2::note>(on);
        on.execute("PRAGMA user_version = 2");
        start<version_3::note>(on);
        CHECK(version() == "2;");
    }
    SECTION("in a file that is the other one's, from 0 on") {
        on.execute("CREATE TABLE theirs (a)");
        start<version_1::note>(on);
        CHECK(version() == "0;");
    }
    SECTION("in a file that was taken over") {
        on.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT");
        start<version_1::note>(on);
        on.execute("PRAGMA user_version = 1");
        start<version_2::note>(on);
        CHECK(version() == "1;");
    }
    SECTION("where an earlier version of the library has not said whose it is") {
        start<version_1::note>(on);
        on.execute("ALTER TABLE tenon_migrations DROP COLUMN user_version");
        start<version_2::note>(on);
        CHECK(version() == "1;");
        CHECK(schema::history(on, "notes").size() == 2);
    }
}

TEST_CASE("user_version counts what the library has done to a file of its own") {
    tenon::sqlite::connection on(":memory:");
    start<version_1::note>(on);
    start<version_2::note>(on);
    start<version_3::note>(on);
    CHECK(found(on, "PRAGMA user_version") == "3;");
}
