// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

using namespace std::string_view_literals;
namespace sqlite = tenon::sqlite;

static_assert(!std::is_copy_constructible_v<sqlite::connection>);
static_assert(std::is_nothrow_move_constructible_v<sqlite::connection>);

namespace {

std::int64_t number(sqlite::connection& on, std::string_view sql) {
    auto row = on.lease(query(sql));
    REQUIRE(row.step());
    return row.reader().integer(0);
}

}  // namespace

TEST_CASE("a script runs statement by statement") {
    sqlite::connection db(":memory:");
    db.execute("");
    db.execute("-- nothing\n;");
    db.execute("CREATE TABLE t (a); SELECT 1; INSERT INTO t VALUES (1), (2); -- end");
    CHECK(db.changes() == 2);
    const auto error =
        error_from([&] { db.execute("INSERT INTO t VALUES (3); INSERT INTO u VALUES (4); nonsense"); });
    CHECK(error.code == "NO_SUCH_TABLE");
    CHECK(number(db, "SELECT count(*) FROM t") == 3);
    CHECK(error_from([&] { db.execute("SELECT 1\0; DROP TABLE t"sv); }).code == "MISUSE");
    CHECK(number(db, "SELECT count(*) FROM t") == 3);
}

TEST_CASE("a transaction that a script ends takes the ranges with it") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2); BEGIN");
    CHECK(db.in_transaction());
    auto rows = db.lease(query("SELECT a FROM t"));
    REQUIRE(rows.step());
    db.execute("COMMIT");
    CHECK_FALSE(db.in_transaction());
    CHECK(error_from([&] { rows.step(); }).code == "SESSION_ENDED");
}

TEST_CASE("another file can be attached for reading only") {
    const scratch dir;
    {
        sqlite::connection(dir / "users.db").execute("CREATE TABLE users (id); INSERT INTO users VALUES (1)");
    }
    sqlite::connection db(dir / "shop.db");
    db.attach_read_only(dir / "users.db", "users");
    CHECK(number(db, "SELECT id FROM users.users") == 1);
    CHECK(error_from([&] { db.execute("INSERT INTO users.users VALUES (2)"); }).code == "READ_ONLY");
    sqlite::connection owner(dir / "users.db");
    owner.execute("INSERT INTO users VALUES (2)");
    CHECK(number(db, "SELECT count(*) FROM users.users") == 2);
    {
        sqlite::transaction local(db);  // does not lock the other file
        CHECK_NOTHROW(owner.execute("INSERT INTO users VALUES (3)"));
    }
    const auto missing = error_from([&] { db.attach_read_only(dir / "missing.db", "missing"); });
    CHECK(missing.code == "CANNOT_OPEN");
    CHECK(missing.category == tenon::category::connection);
    CHECK(contains(missing.message, dir / "missing.db"));
    CHECK_FALSE(std::filesystem::exists(dir / "missing.db"));
    CHECK_THROWS_AS(db.attach_read_only(dir / "users.db", "users"), tenon::query_error);  // the name is taken
}

TEST_CASE("closing rolls back, even under a lease that lives on") {
    const scratch dir;
    std::optional<sqlite::connection> db(std::in_place, dir / "a.db");
    db->execute("CREATE TABLE t (a)");
    std::optional<sqlite::transaction> open(std::in_place, *db);
    db->lease(query("INSERT INTO t VALUES (1)", 0, 0)).step();
    auto rows = db->lease(query("SELECT a FROM t"));
    REQUIRE(rows.step());
    db.reset();
    sqlite::connection other(dir / "a.db", {.busy_timeout = std::chrono::milliseconds(0)});
    CHECK(number(other, "SELECT count(*) FROM t") == 0);
    CHECK_NOTHROW(other.execute("INSERT INTO t VALUES (2)"));
    CHECK_FALSE(open->active());
    CHECK(error_from([&] { open->commit(); }).code == "ROLLED_BACK");
    open.reset();
    CHECK(number(other, "SELECT count(*) FROM t") == 1);
}
