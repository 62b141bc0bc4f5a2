// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/savepoint.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlite = tenon::sqlite;

static_assert(std::is_nothrow_destructible_v<sqlite::savepoint>);

namespace {

struct fixture {
    sqlite::connection db{":memory:"};

    fixture() { db.execute("CREATE TABLE t (a INTEGER)"); }
    void add(std::int64_t value) {
        auto insert = db.lease(query("INSERT INTO t VALUES (?1)", 1, 0));
        insert.bind_integer(1, value);
        insert.step();
    }
    std::string values() {
        auto rows = db.lease(query("SELECT a FROM t ORDER BY rowid"));
        std::string all;
        while (rows.step()) all += std::to_string(rows.reader().integer(0)) + ' ';
        return all;
    }
};

}  // namespace

TEST_CASE_METHOD(fixture, "savepoints nest, and each is taken back alone") {
    sqlite::transaction transaction(db);
    add(1);
    {
        sqlite::savepoint outer(db);
        add(2);
        {
            const sqlite::savepoint inner(db);
            add(3);
        }
        CHECK(values() == "1 2 ");
        {
            sqlite::savepoint inner(db);
            add(4);
            inner.release();
            CHECK_FALSE(inner.active());
            CHECK(error_from([&] { inner.release(); }).code == "MISUSE");
        }
        CHECK(values() == "1 2 4 ");
        {
            sqlite::savepoint inner(db);
            add(5);
            inner.rollback();
            add(6);
        }
        outer.release();
    }
    CHECK(values() == "1 2 4 6 ");
    {
        const sqlite::savepoint outer(db);
        add(7);
    }
    transaction.commit();
    CHECK(values() == "1 2 4 6 ");
    CHECK(error_from([&] { sqlite::savepoint none(db); }).code == "MISUSE");
}

TEST_CASE_METHOD(fixture, "savepoints nest deep") {
    sqlite::transaction transaction(db);
    std::vector<sqlite::savepoint> open;
    for (int i = 0; i < 105; ++i) {
        open.emplace_back(db);
        add(i);
    }
    for (int i = 0; i < 102; ++i) {
        open.back().rollback();
        open.pop_back();
    }
    while (!open.empty()) {
        open.back().release();
        open.pop_back();
    }
    transaction.commit();
    CHECK(values() == "0 1 2 ");
}

TEST_CASE_METHOD(fixture, "a savepoint cannot be released over one inside it") {
    sqlite::transaction transaction(db);
    std::optional<sqlite::savepoint> outer(std::in_place, db);
    std::optional<sqlite::savepoint> inner(std::in_place, db);
    CHECK(error_from([&] { outer->release(); }).code == "MISUSE");
    add(1);
    outer.reset();  // takes the inner one with it
    CHECK_FALSE(inner->active());
    inner.reset();
    CHECK(values().empty());
    CHECK(transaction.active());
}

TEST_CASE_METHOD(fixture, "a savepoint is over with its transaction") {
    std::optional<sqlite::transaction> transaction(std::in_place, db);
    std::optional<sqlite::savepoint> stale(std::in_place, db);
    add(1);
    transaction->commit();
    CHECK_FALSE(stale->active());
    transaction.emplace(db);
    sqlite::savepoint current(db);
    add(2);
    CHECK_FALSE(stale->active());
    CHECK(error_from([&] { stale->release(); }).code == "MISUSE");
    stale.reset();  // has the name of the current one, and leaves it alone
    current.release();
    transaction->commit();
    CHECK(values() == "1 2 ");
}

TEST_CASE_METHOD(fixture, "rows around a savepoint can be read on") {
    sqlite::transaction transaction(db);
    for (int i = 1; i <= 4; ++i) add(i);
    auto rows = db.lease(query("SELECT a FROM t WHERE a < 5 ORDER BY a DESC"));
    std::string seen;
    while (rows.step()) {
        const auto value = rows.reader().integer(0);
        seen += std::to_string(value);
        sqlite::savepoint part(db);
        add(10 + value);
        if (value % 2 == 0) part.release();
    }
    CHECK(seen == "4321");
    CHECK(values() == "1 2 3 4 14 12 ");
    transaction.commit();
}

TEST_CASE_METHOD(fixture,
                 "open RETURNING rows keep a savepoint from being released, not from being taken back") {
    sqlite::transaction transaction(db);
    sqlite::savepoint part(db);
    auto returning = db.lease(query("INSERT INTO t VALUES (1), (2) RETURNING a"));
    REQUIRE(returning.step());
    const auto error = error_from([&] { part.release(); });
    CHECK(error.code == "STATEMENT_OPEN");
    CHECK_FALSE(error.retryable);
    CHECK(part.active());
    part.rollback();
    CHECK(error_from([&] { returning.step(); }).code == "SESSION_ENDED");
    CHECK(values().empty());
    {
        sqlite::savepoint again(db);
        auto more = db.lease(query("INSERT INTO t VALUES (3), (4) RETURNING a"));
        while (more.step()) {
        }
        again.release();
    }
    transaction.commit();
    CHECK(values() == "3 4 ");
}

TEST_CASE_METHOD(fixture, "a savepoint moves") {
    sqlite::transaction transaction(db);
    std::optional<sqlite::savepoint> kept;
    {
        sqlite::savepoint part(db);
        kept.emplace(std::move(part));
    }
    add(1);
    kept->release();
    CHECK(values() == "1 ");
}
