// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/atomic_scope.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

namespace sqlite = tenon::sqlite;

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

TEST_CASE_METHOD(fixture, "alone, an atomic scope is a transaction") {
    {
        sqlite::atomic_scope scope(db);
        CHECK(db.in_transaction());
        add();
        add();
        scope.commit();
        CHECK_FALSE(db.in_transaction());
    }
    CHECK(rows() == 2);
    {
        const sqlite::atomic_scope scope(db);
        add();
    }
    CHECK_FALSE(db.in_transaction());
    CHECK(rows() == 2);
}

TEST_CASE_METHOD(fixture, "inside a transaction it is a part of it") {
    sqlite::transaction transaction(db);
    add();
    {
        sqlite::atomic_scope scope(db);
        add();
        scope.commit();
        CHECK(transaction.active());
    }
    CHECK(rows() == 2);
    {
        const sqlite::atomic_scope scope(db);
        add();
    }
    CHECK(transaction.active());
    CHECK(rows() == 2);
    transaction.rollback();
    CHECK(rows() == 0);
}

TEST_CASE_METHOD(fixture, "atomic scopes nest") {
    auto outer = begin_atomic(db);
    add();
    {
        auto kept = begin_atomic(db);
        add();
        {
            const auto lost = begin_atomic(db);
            add();
        }
        kept.commit();
    }
    CHECK(rows() == 2);
    outer.commit();
    CHECK_FALSE(db.in_transaction());
    CHECK(rows() == 2);
}

TEST_CASE_METHOD(fixture, "rows that are read over a part of a transaction can be read on") {
    add();
    add();
    const sqlite::transaction transaction(db);
    auto reading = db.lease(query("SELECT a FROM t"));
    REQUIRE(reading.step());
    {
        sqlite::atomic_scope scope(db);
        add();
        scope.commit();
    }
    CHECK(reading.step());
}
