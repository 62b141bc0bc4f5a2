// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"
#include "shim_vfs.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace sqlite = tenon::sqlite;

static_assert(!std::is_copy_constructible_v<sqlite::transaction>);
static_assert(std::is_nothrow_destructible_v<sqlite::transaction>);

namespace {

constexpr auto insert = tenon::plain_statement("INSERT INTO t VALUES (1)");

struct fixture {
    sqlite::connection db{":memory:"};

    fixture() { db.execute("CREATE TABLE t (a)"); }
    void add() { db.lease(insert).step(); }
    std::int64_t rows() {
        auto row = db.lease(query("SELECT count(*) FROM t"));
        REQUIRE(row.step());
        return row.reader().integer(0);
    }
};

}  // namespace

TEST_CASE_METHOD(fixture, "a transaction is kept only when it was committed") {
    {
        sqlite::transaction transaction(db);
        add();
        CHECK(db.in_transaction());
        CHECK(transaction.active());
        transaction.commit();
        CHECK_FALSE(transaction.active());
        CHECK(error_from([&] { transaction.commit(); }).code == "MISUSE");
        CHECK(error_from([&] { transaction.rollback(); }).code == "MISUSE");
    }
    CHECK(rows() == 1);
    {
        const sqlite::transaction transaction(db, sqlite::transaction_kind::deferred);
        add();
    }
    CHECK(rows() == 1);
    try {
        const sqlite::transaction transaction(db);
        add();
        throw std::runtime_error("no");
    } catch (const std::runtime_error&) {
    }
    CHECK(rows() == 1);
    sqlite::transaction transaction(db);
    add();
    transaction.rollback();
    CHECK_FALSE(db.in_transaction());
    CHECK(rows() == 1);
}

TEST_CASE_METHOD(fixture, "a transaction inside another is refused") {
    sqlite::transaction outer(db);
    const auto error = error_from([&] { sqlite::transaction inner(db); });
    CHECK(error.code == "MISUSE");
    CHECK(contains(error.message, "savepoint"));
    CHECK(outer.active());
}

TEST_CASE_METHOD(fixture, "a transaction moves") {
    std::optional<sqlite::transaction> kept;
    {
        sqlite::transaction transaction(db);
        kept.emplace(std::move(transaction));
    }
    add();
    CHECK(kept->active());
    kept->commit();
    CHECK(rows() == 1);
}

TEST_CASE_METHOD(fixture, "a commit goes through under open RETURNING rows") {
    sqlite::transaction transaction(db);
    auto returning = db.lease(query("INSERT INTO t VALUES (1), (2) RETURNING a"));
    REQUIRE(returning.step());
    transaction.commit();
    CHECK(rows() == 2);
    CHECK(error_from([&] { returning.step(); }).code == "SESSION_ENDED");
}

TEST_CASE_METHOD(fixture, "a transaction that the database itself has rolled back") {
    db.execute("CREATE UNIQUE INDEX u ON t (a)");
    {
        sqlite::transaction transaction(db);
        add();
        auto rows_read = db.lease(query("SELECT a FROM t"));
        REQUIRE(rows_read.step());
        CHECK(error_from([&] {
                  db.lease(query("INSERT OR ROLLBACK INTO t VALUES (1)", 0, 0)).step();
              }).code == "UNIQUE_VIOLATION");
        CHECK_FALSE(transaction.active());
        CHECK(error_from([&] { rows_read.step(); }).code == "SESSION_ENDED");
        const auto error = error_from([&] { transaction.commit(); });
        CHECK(error.code == "ROLLED_BACK");
        CHECK(error.category == tenon::category::query);
    }
    {
        sqlite::transaction transaction(db);
        add();
        CHECK_THROWS(db.lease(query("INSERT OR ROLLBACK INTO t VALUES (1)", 0, 0)).step());
        CHECK_NOTHROW(transaction.rollback());
    }
    CHECK(rows() == 0);
    std::optional<sqlite::transaction> lost(std::in_place, db);
    add();
    CHECK_THROWS(db.lease(query("INSERT OR ROLLBACK INTO t VALUES (1)", 0, 0)).step());
    sqlite::transaction later(db);
    add();
    lost.reset();  // is not the one that is open now
    CHECK(later.active());
    later.commit();
    CHECK(rows() == 1);
}

TEST_CASE_METHOD(fixture, "a commit that a deferred foreign key forbids leaves the transaction open") {
    db.execute(
        "CREATE TABLE p (id INTEGER PRIMARY KEY);"
        "CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)");
    sqlite::transaction transaction(db);
    db.execute("INSERT INTO c VALUES (1)");
    CHECK(error_from([&] { transaction.commit(); }).code == "FOREIGN_KEY_VIOLATION");
    CHECK(transaction.active());
    db.execute("INSERT INTO p VALUES (1)");
    CHECK_NOTHROW(transaction.commit());
}

TEST_CASE("a commit that the disk fails has an unknown outcome") {
    const scratch dir;
    shim_vfs shim;
    sqlite::connection db(dir / "a.db");
    db.execute("CREATE TABLE t (a)");
    db.set_purpose("place order");
    sqlite::transaction transaction(db);
    db.lease(insert).step();
    shim.syncs_fail = true;
    const auto error = error_from([&] { transaction.commit(); });
    CHECK(error.code == "UNKNOWN_OUTCOME");
    CHECK(error.category == tenon::category::unknown_outcome);
    CHECK_FALSE(error.retryable);
    CHECK(error.purpose == "place order");
    CHECK_FALSE(transaction.active());
    CHECK(error_from([&] { db.lease(insert).step(); }).code == "UNKNOWN_OUTCOME");  // its own transaction
    shim.syncs_fail = false;
    CHECK_NOTHROW(db.lease(insert).step());
}

TEST_CASE("rolling back a new schema ends the trust in verified tables") {
    static constexpr std::string_view tables[] = {"t"};
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a); INSERT INTO t VALUES ('old')");
    auto data = query("SELECT a FROM t");
    data.checked = 0;
    data.tables = tables;
    data.table_count = 1;
    const auto reads = [&] {
        auto row = db.lease(data);
        REQUIRE(row.step());
        (void)row.reader().integer(0);
    };
    {
        sqlite::transaction transaction(db);
        db.execute("DROP TABLE t; CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)");
        db.mark_verified("t");
        CHECK_NOTHROW(reads());
    }
    CHECK_THROWS_AS(reads(), tenon::value_error);
    sqlite::transaction transaction(db);
    db.execute("DROP TABLE t; CREATE TABLE t (a ANY) STRICT; INSERT INTO t VALUES ('x')");
    db.mark_verified("t");
    transaction.commit();
    CHECK_NOTHROW(reads());
    {
        const sqlite::transaction nothing(db);
    }
    CHECK_NOTHROW(reads());
}
