// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

namespace sqlite = tenon::sqlite;
using tenon::category;

namespace {

tenon::error run(sqlite::connection& on, std::string_view sql) {
    return error_from([&] { on.lease(query(sql, 0, tenon::unknown_count)).step(); });
}

}  // namespace

TEST_CASE("a broken constraint names table and columns") {
    sqlite::connection db(":memory:");
    db.execute(R"(
        CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0),
                                UNIQUE (email, age)) STRICT;
        CREATE TABLE orders (customer_id INTEGER REFERENCES customers (id));
        CREATE TRIGGER refuse BEFORE DELETE ON customers BEGIN SELECT RAISE(ABORT, 'never deleted'); END;
        INSERT INTO customers VALUES (1, 'ada@example.com', 36);)");
    db.set_purpose("place order");

    const auto unique = run(db, "INSERT INTO customers VALUES (2, 'ada@example.com', 1)");
    CHECK(unique.code == "UNIQUE_VIOLATION");
    CHECK(unique.category == category::constraint);
    CHECK(contains(unique.message, "customers.email"));
    CHECK(unique.purpose == "place order");
    CHECK(unique.sql == "INSERT INTO customers VALUES (2, 'ada@example.com', 1)");
    CHECK(unique.native_code == SQLITE_CONSTRAINT_UNIQUE);
    CHECK_FALSE(unique.retryable);

    const auto key = run(db, "INSERT INTO customers VALUES (1, 'b', 1)");
    CHECK(key.code == "PRIMARY_KEY_VIOLATION");
    CHECK(contains(key.message, "customers.id"));
    const auto null = run(db, "INSERT INTO customers VALUES (3, NULL, 1)");
    CHECK(null.code == "NOT_NULL_VIOLATION");
    CHECK(contains(null.message, "customers.email"));
    const auto check = run(db, "INSERT INTO customers VALUES (3, 'c', -1)");
    CHECK(check.code == "CHECK_VIOLATION");
    CHECK(contains(check.message, "age >= 0"));
    const auto foreign = run(db, "INSERT INTO orders VALUES (99)");
    CHECK(foreign.code == "FOREIGN_KEY_VIOLATION");
    CHECK(foreign.category == category::constraint);
    const auto type = run(db, "INSERT INTO customers VALUES (3, 'c', 'old')");
    CHECK(type.code == "WRONG_STORAGE_CLASS");
    CHECK(contains(type.message, "customers.age"));
    const auto trigger = run(db, "DELETE FROM customers");
    CHECK(trigger.code == "TRIGGER_VIOLATION");
    CHECK(contains(trigger.message, "never deleted"));
    const auto rowid = run(db, "INSERT INTO customers (rowid, email) VALUES ('x', 'c')");
    CHECK(rowid.category == category::value);
}

TEST_CASE("a locked database is BUSY and may be retried") {
    const scratch dir;
    sqlite::connection writer(dir / "a.db");
    writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    sqlite::connection other(dir / "a.db", {.busy_timeout = std::chrono::milliseconds(0)});
    sqlite::transaction held(writer);

    const auto begins = error_from([&] { sqlite::transaction second(other); });
    CHECK(begins.code == "BUSY");
    CHECK(begins.retryable);
    CHECK(begins.category == category::query);
    CHECK(begins.sql == "BEGIN IMMEDIATE");
    const auto writes = run(other, "INSERT INTO t VALUES (2)");
    CHECK(writes.code == "BUSY");
    CHECK(writes.retryable);

    held.rollback();
    sqlite::transaction reads(other, sqlite::transaction_kind::deferred);
    CHECK(other.lease(query("SELECT a FROM t")).step());
    writer.execute("INSERT INTO t VALUES (3)");
    const auto stale = run(other, "INSERT INTO t VALUES (2)");
    CHECK(stale.code == "BUSY");
    CHECK(stale.native_code == SQLITE_BUSY_SNAPSHOT);
    CHECK(stale.retryable);
    CHECK(contains(stale.message, "immediate"));
}

TEST_CASE("a table that is being read is LOCKED against its end") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)");
    auto rows = db.lease(query("SELECT a FROM t"));
    REQUIRE(rows.step());
    const auto error = error_from([&] { db.execute("DROP TABLE t"); });
    CHECK(error.code == "LOCKED");
    CHECK_FALSE(error.retryable);
    CHECK(error.sql == "DROP TABLE t");
}

TEST_CASE("a full database is DISK_FULL") {
    const scratch dir;
    sqlite::connection db(dir / "a.db");
    db.execute("CREATE TABLE t (a); PRAGMA max_page_count = 10");
    const auto error = run(db, "INSERT INTO t VALUES (zeroblob(1000000))");
    CHECK(error.code == "DISK_FULL");
    CHECK(error.category == category::connection);
    CHECK(run(db, "INSERT INTO t VALUES (zeroblob(1000000))").code == "DISK_FULL");
    CHECK_NOTHROW(db.execute("INSERT INTO t VALUES (1)"));
}

TEST_CASE("an interrupted statement is cancelled") {
    sqlite::connection db(":memory:");
    const auto stop = [](sqlite3_context* context, int, sqlite3_value**) {
        sqlite3_interrupt(sqlite3_context_db_handle(context));
    };
    sqlite3_create_function(db.handle(), "stop", 0, SQLITE_UTF8, nullptr, stop, nullptr, nullptr);
    const auto error =
        run(db, "WITH RECURSIVE g (i) AS (SELECT stop() UNION ALL SELECT 1 FROM g) SELECT sum(i) FROM g");
    CHECK(error.code == "INTERRUPTED");
    CHECK(error.category == category::cancelled);
}

TEST_CASE("a code that SQLite has not just returned is described all the same") {
    CHECK(sqlite::error_of(nullptr, SQLITE_NOMEM).code == "OUT_OF_MEMORY");
    CHECK(sqlite::error_of(nullptr, SQLITE_IOERR_FSYNC).code == "IO_ERROR");
    CHECK(sqlite::error_of(nullptr, SQLITE_CORRUPT_VTAB).code == "CORRUPT");
    CHECK(sqlite::error_of(nullptr, 12345).code == "QUERY_FAILED");
    const sqlite::connection db(":memory:");
    CHECK(contains(sqlite::error_of(db.handle(), SQLITE_FULL, "COMMIT").message, "full"));
}
