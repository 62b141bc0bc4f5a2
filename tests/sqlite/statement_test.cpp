// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/statement.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace std::string_view_literals;
using tenon::lifetime;
namespace sqlite = tenon::sqlite;

static_assert(!std::is_copy_constructible_v<sqlite::statement>);
static_assert(std::is_nothrow_move_constructible_v<sqlite::statement>);

namespace {

constexpr auto three_rows = query("SELECT column1 FROM (VALUES (1), (2), (3))");

}  // namespace

TEST_CASE("values come back as they were bound") {
    sqlite::connection db(":memory:");
    auto echo = db.lease(query("SELECT ?1, typeof(?1), length(CAST(?1 AS BLOB))", 1, 3));
    const auto type = [&] { return std::string(echo.reader().text(1)); };
    const auto next = [&] {
        REQUIRE(echo.step());
        return echo.reader();
    };
    echo.bind_integer(1, INT64_MIN);
    CHECK(next().integer(0) == INT64_MIN);
    echo.rewind();
    echo.bind_real(1, -0.5);
    CHECK(next().real(0) == -0.5);
    for (const auto keep : {lifetime::outlives, lifetime::copied}) {
        echo.rewind();
        echo.bind_text(1, "a\0b"sv, keep);
        CHECK(next().text(0) == "a\0b"sv);
        CHECK(echo.reader().integer(2) == 3);
        echo.rewind();
        echo.bind_text(1, std::string_view(), keep);
        CHECK(next().text(0).empty());
        CHECK(type() == "text");
        echo.rewind();
        echo.bind_blob(1, {}, keep);
        CHECK(next().blob(0).empty());
        CHECK(type() == "blob");
        echo.rewind();
        const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}};
        echo.bind_blob(1, bytes, keep);
        CHECK(next().blob(0).size() == 2);
        CHECK(echo.reader().blob(0)[1] == std::byte{255});
    }
    echo.rewind();
    echo.bind_null(1);
    CHECK(next().is_null(0));
}

TEST_CASE("a copied text may change at once") {
    sqlite::connection db(":memory:");
    for (const std::size_t size : {5u, 100'000u}) {
        auto echo = db.lease(query("SELECT ?1", 1, 1));
        std::string text(size, 'a');
        echo.bind_text(1, text, lifetime::copied);
        text.assign(size, 'b');
        REQUIRE(echo.step());
        CHECK(echo.reader().text(0) == std::string(size, 'a'));
    }
    auto again = db.lease(query("SELECT ?1", 1, 1));
    REQUIRE(again.step());
    CHECK(again.reader().is_null(0));  // an idle statement does not keep a large copy
}

TEST_CASE("a bind that SQLite refuses is an error that names the parameter") {
    sqlite::connection db(":memory:");
    auto statement = db.lease(query("SELECT :name", 1, 1));
    const auto range = error_from([&] { statement.bind_integer(2, 1); });
    CHECK(range.code == "MISUSE");
    CHECK(range.category == tenon::category::usage);
    sqlite3_limit(db.handle(), SQLITE_LIMIT_LENGTH, 10);
    const auto large = error_from([&] { statement.bind_text(1, "more than ten bytes", lifetime::outlives); });
    CHECK(large.code == "VALUE_TOO_LARGE");
    CHECK(contains(large.message, "parameter :name"));
    CHECK(error_from([&] { statement.bind_text(1, {"", std::size_t{1} << 32}, lifetime::outlives); }).code ==
          "VALUE_TOO_LARGE");
    CHECK(error_from([&] {
              const std::byte none{};
              statement.bind_blob(1, {&none, (std::size_t{1} << 32) + 1}, lifetime::outlives);
          }).code == "VALUE_TOO_LARGE");
    REQUIRE(statement.step());
    const auto running = error_from([&] { statement.bind_integer(1, 1); });
    CHECK(running.code == "MISUSE");
    CHECK(contains(running.message, "while the statement runs"));
}

TEST_CASE("after the last row there is none, until the statement is rewound") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a)");
    auto insert = db.lease(query("INSERT INTO t VALUES (1)", 0, 0));
    CHECK_FALSE(insert.step());
    CHECK_FALSE(insert.step());
    CHECK(db.changes() == 1);
    auto count = db.lease(query("SELECT count(*) FROM t"));
    REQUIRE(count.step());
    CHECK(count.reader().integer(0) == 1);
    insert.rewind();
    CHECK_FALSE(insert.step());
    count.rewind();
    REQUIRE(count.step());
    CHECK(count.reader().integer(0) == 2);
    CHECK(db.last_insert_rowid() == 2);
}

TEST_CASE("a failed statement is not run again by chance") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)");
    auto insert = db.lease(query("INSERT INTO t VALUES (?1)", 1, 0));
    insert.bind_integer(1, 1);
    CHECK_THROWS_AS(insert.step(), tenon::constraint_error);
    CHECK(error_from([&] { insert.step(); }).code == "MISUSE");
    insert.rewind();
    insert.bind_integer(1, 2);
    CHECK_FALSE(insert.step());
}

TEST_CASE("an error after the first row is thrown by the step that meets it") {
    sqlite::connection db(":memory:");
    auto rows = db.lease(query("SELECT abs(column1) FROM (VALUES (1), (-9223372036854775807 - 1))"));
    REQUIRE(rows.step());
    const auto error = error_from([&] { rows.step(); });
    CHECK(error.code == "QUERY_FAILED");
    CHECK(contains(error.message, "integer overflow"));
}

TEST_CASE("a range cannot be read past the end of its transaction") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a)");
    db.set_purpose("report");
    for (const bool commits : {true, false}) {
        sqlite::transaction transaction(db);
        auto rows = db.lease(three_rows);
        auto waiting = db.lease(query("SELECT 5"));
        REQUIRE(rows.step());
        const auto before = db.generation();
        commits ? transaction.commit() : transaction.rollback();
        CHECK(db.generation() != before);
        const auto error = error_from([&] { rows.step(); });
        CHECK(error.code == "SESSION_ENDED");
        CHECK(error.category == tenon::category::usage);
        CHECK(contains(error.message, "the transaction that this range reads in has ended"));
        CHECK(error.purpose == "report");
        CHECK_THROWS_AS(waiting.step(), tenon::usage_error);
        CHECK_THROWS_AS(waiting.rewind(), tenon::usage_error);
        auto later = db.lease(three_rows);
        CHECK(later.step());
    }
    auto rows = db.lease(three_rows);  // back in the cache, it runs again
    CHECK(rows.step());
    db.end_reads();
    CHECK_THROWS_AS(rows.step(), tenon::usage_error);
}

TEST_CASE("a lease may outlive its connection") {
    auto db = std::make_unique<sqlite::connection>(":memory:");
    auto running = db->lease(three_rows);
    auto waiting = db->lease(query("SELECT ?1", 1, 1));
    REQUIRE(running.step());
    db.reset();
    CHECK(error_from([&] { running.step(); }).code == "SESSION_ENDED");
    CHECK_NOTHROW(waiting.bind_text(1, "x", lifetime::copied));
    CHECK(error_from([&] { waiting.step(); }).code == "SESSION_ENDED");
    CHECK(running.sql() == three_rows.sql());
}

TEST_CASE("leases and connections move") {
    sqlite::connection first(":memory:");
    auto rows = first.lease(three_rows);
    REQUIRE(rows.step());
    sqlite::connection second = std::move(first);
    auto moved = std::move(rows);
    REQUIRE(moved.step());
    CHECK(moved.reader().integer(0) == 2);
    sqlite::connection third(":memory:");
    third = std::move(second);
    CHECK(moved.step());
    moved = third.lease(query("SELECT 7"));
    REQUIRE(moved.step());
    CHECK(moved.reader().integer(0) == 7);
    moved = third.lease(three_rows);
    CHECK(moved.step());
    CHECK(third.cache().misses == 2);
}

TEST_CASE("an error of the layers above gets the statement's context") {
    sqlite::connection db(":memory:");
    db.set_purpose("report");
    db.set_module_name("standard.shop");
    const auto statement = db.lease(query("SELECT 1"));
    tenon::error what{.code = "VALUE_OUT_OF_RANGE", .message = "300 does not fit"};
    statement.describe(what);
    CHECK(what.sql == "SELECT 1");
    CHECK(what.purpose == "report");
    CHECK(what.module_name == "standard.shop");
    CHECK(what.message == "300 does not fit");
}
