// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/values_table.hpp>
#include <tenon/types/types.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <numeric>
#include <ranges>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
namespace sqlite = tenon::sqlite;

namespace {

enum class colour : int { red = 1, green = 2 };

constexpr auto list_all = query("SELECT value FROM tenon_values(?) ORDER BY rowid", 1);

/// What a list looks like in SQL: type and literal of each element.
template <class Range>
std::string seen(sqlite::connection& db, const Range& range,
                 tenon::lifetime keep = tenon::lifetime::outlives) {
    auto rows = db.lease(
        query("SELECT group_concat(typeof(value) || ' ' || quote(value), ', ') FROM tenon_values(?)", 1));
    rows.bind_list(1, range, keep);
    REQUIRE(rows.step());
    return rows.reader().is_null(0) ? "" : std::string(rows.reader().text(0));
}

std::string plan_of(sqlite::connection& db, const std::string& sql) {
    auto rows = db.lease(query(sql, 1, 4));
    std::string all;
    while (rows.step()) (all += rows.reader().text(3)) += '\n';
    return all;
}

}  // namespace

TEST_CASE("a bound range is a table of its elements") {
    sqlite::connection db(":memory:");
    CHECK(seen(db, std::vector<std::int64_t>{3, std::numeric_limits<std::int64_t>::min(), 3}) ==
          "integer 3, integer -9223372036854775808, integer 3");
    CHECK(seen(db, std::array{1.5, -0.25}) == "real 1.5, real -0.25");
    CHECK(seen(db, std::vector<bool>{true, false}) == "integer 1, integer 0");
    CHECK(seen(db, std::set<std::string>{"b", "a'"}) == "text 'a''', text 'b'");
    CHECK(seen(db, std::initializer_list<const char*>{"x", ""}) == "text 'x', text ''");
    CHECK(seen(db, std::array{colour::green, colour::red}) == "integer 2, integer 1");
    CHECK(seen(db, std::vector<std::vector<std::byte>>{{std::byte{0}, std::byte{255}}, {}}) ==
          "blob X'00FF', blob X''");
    const int plain[] = {7, 8};
    CHECK(seen(db, plain) == "integer 7, integer 8");
    CHECK(seen(db, std::span<const int>(plain)) == "integer 7, integer 8");
    CHECK(seen(db, std::vector<int>{}) == "");
}

TEST_CASE("texts of a list keep their NUL bytes") {
    sqlite::connection db(":memory:");
    const std::vector<std::string> texts{"a\0b"s, "\0"s, ""s};
    for (const auto keep : {tenon::lifetime::outlives, tenon::lifetime::copied}) {
        auto rows = db.lease(list_all);
        rows.bind_list(1, texts, keep);
        for (const std::string& text : texts) {
            REQUIRE(rows.step());
            CHECK(rows.reader().text(0) == text);
        }
        CHECK_FALSE(rows.step());
    }
}

TEST_CASE("a copied list does not need its range any more") {
    sqlite::connection db(":memory:");
    auto rows = db.lease(list_all);
    {
        std::vector<std::string> gone{std::string(100, 'x'), "y"};
        rows.bind_list(1, gone, tenon::lifetime::copied);
        gone[0].assign(100, '?');
    }
    REQUIRE(rows.step());
    CHECK(rows.reader().text(0) == std::string(100, 'x'));
}

TEST_CASE("elements that a range makes on the way are copied") {
    sqlite::connection db(":memory:");
    std::istringstream words("one two three-that-is-too-long-for-a-short-string");
    const std::ranges::subrange read_once{std::istream_iterator<std::string>(words),
                                          std::istream_iterator<std::string>()};
    CHECK(seen(db, read_once) == "text 'one', text 'two', text 'three-that-is-too-long-for-a-short-string'");
    const std::vector<int> numbers{1, 2};
    const auto made =
        numbers | std::views::transform([](int n) { return std::string(50, static_cast<char>('a' + n)); });
    CHECK(seen(db, made) == "text '" + std::string(50, 'b') + "', text '" + std::string(50, 'c') + '\'');
}

TEST_CASE("one cached statement takes lists of every length") {
    sqlite::connection db(":memory:");
    db.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
        "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g LIMIT 1000)"
        "INSERT INTO t SELECT i, 'n' || i FROM g");
    const auto count = [&](const std::vector<std::int64_t>& ids) {
        auto rows = db.lease(query("SELECT count(*) FROM t WHERE id IN tenon_values(?)", 1));
        rows.bind_list(1, ids, tenon::lifetime::outlives);
        REQUIRE(rows.step());
        return rows.reader().integer(0);
    };
    CHECK(count({}) == 0);
    CHECK(count({5}) == 1);
    CHECK(count({5, 5, 2000, -1, 1000}) == 2);
    std::vector<std::int64_t> many(1'000'000);
    std::iota(many.begin(), many.end(), 501);
    CHECK(count(many) == 500);
    CHECK(db.cache().misses == 1);
}

TEST_CASE("a list compares as the column does") {
    sqlite::connection db(":memory:");
    db.execute(
        "CREATE TABLE t (i INTEGER, r REAL, x TEXT, n TEXT COLLATE NOCASE) STRICT;"
        "INSERT INTO t VALUES (1, 2.0, '1', 'Ada'), (NULL, NULL, NULL, NULL)");
    const auto found = [&](std::string_view condition, const auto& range) {
        const std::string sql = "SELECT count(*) FROM t WHERE " + std::string(condition);
        auto rows = db.lease(query(sql, 1));
        rows.bind_list(1, range, tenon::lifetime::outlives);
        REQUIRE(rows.step());
        return rows.reader().integer(0);
    };
    CHECK(found("i IN tenon_values(?)", std::vector{1.0}) == 1);
    CHECK(found("r IN tenon_values(?)", std::vector{2}) == 1);
    CHECK(found("x IN tenon_values(?)", std::vector{1}) == 0);
    CHECK(found("n IN tenon_values(?)", std::vector{"ADA"}) == 1);
    CHECK(found("n NOT IN tenon_values(?)", std::vector{"Bob"}) == 1);  // NULL is neither in nor outside
    CHECK(found("n NOT IN tenon_values(?)", std::vector<std::string>{}) == 2);
}

TEST_CASE("a list works as the outer and as the inner loop of a join") {
    sqlite::connection db(":memory:");
    db.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    const std::vector<int> ids{3, 1, 9};
    const auto joined = [&](std::string_view sql) {
        auto rows = db.lease(query(sql, 1));
        rows.bind_list(1, ids, tenon::lifetime::outlives);
        std::string all;
        while (rows.step()) all += rows.reader().text(0);
        return all;
    };
    CHECK(joined("SELECT name FROM tenon_values(?) CROSS JOIN t ON id = value") == "ca");
    CHECK(joined("SELECT name FROM t CROSS JOIN tenon_values(?) ON id = value") == "ac");
    CHECK(joined("SELECT coalesce(name, '-') FROM tenon_values(?) AS v LEFT JOIN t ON id = v.value") ==
          "ca-");
    CHECK(joined("SELECT name FROM t WHERE EXISTS (SELECT 1 FROM tenon_values(?) WHERE value = id)") == "ac");
    // The same list twice, each with a place of its own.
    auto twice = db.lease(query("SELECT count(*) FROM tenon_values(?1) a, tenon_values(?1) b", 1));
    twice.bind_list(1, ids, tenon::lifetime::outlives);
    REQUIRE(twice.step());
    CHECK(twice.reader().integer(0) == 9);
    // A key is looked up for each element, not the table read for each.
    CHECK(contains(plan_of(db, "EXPLAIN QUERY PLAN SELECT name FROM t WHERE id IN tenon_values(?)"),
                   "SEARCH t USING INTEGER PRIMARY KEY"));
    CHECK(contains(plan_of(db, "EXPLAIN QUERY PLAN SELECT name FROM t JOIN tenon_values(?) ON id = value"),
                   "SEARCH t USING INTEGER PRIMARY KEY"));
}

TEST_CASE("what is no bound list has no elements") {
    sqlite::connection db(":memory:");
    auto rows = db.lease(list_all);
    CHECK_FALSE(rows.step());  // nothing bound
    rows.rewind();
    rows.bind_integer(1, 5);
    CHECK_FALSE(rows.step());
    rows.rewind();
    static int foreign = 0;
    sqlite3_bind_pointer(rows.handle(), 1, &foreign, "something else", nullptr);
    CHECK_FALSE(rows.step());
    rows.rewind();
    sqlite3_bind_pointer(rows.handle(), 1, nullptr, "tenon_values", nullptr);
    CHECK_FALSE(rows.step());
    const auto error = error_from([&] { (void)db.lease(query("SELECT value FROM tenon_values")); });
    CHECK(error.code == "QUERY_FAILED");
    CHECK(contains(error.message, "needs a bound list"));
    // Nothing is left of a list that has been used.
    {
        auto used = db.lease(list_all);
        used.bind_list(1, std::vector{1, 2}, tenon::lifetime::copied);
        CHECK(used.step());
    }
    auto again = db.lease(list_all);
    CHECK_FALSE(again.step());
}

TEST_CASE("a value that can't be stored is refused when its list is bound") {
    sqlite::connection db(":memory:");
    auto rows = db.lease(list_all);
    CHECK(error_from([&] {
              rows.bind_list(1, std::vector{1.0, std::nan("")}, tenon::lifetime::outlives);
          }).code == "NOT_A_NUMBER");
    CHECK(error_from([&] { rows.bind_list(1, std::vector{UINT64_MAX}, tenon::lifetime::outlives); }).code ==
          "VALUE_OUT_OF_RANGE");
    CHECK(error_from([&] { rows.bind_list(2, std::vector{1}, tenon::lifetime::outlives); }).code == "MISUSE");
    rows.bind_list(1, std::vector{1}, tenon::lifetime::outlives);
    REQUIRE(rows.step());
    CHECK(error_from([&] { rows.bind_list(1, std::vector{2}, tenon::lifetime::outlives); }).code == "MISUSE");
    CHECK(rows.reader().integer(0) == 1);
}

TEST_CASE("raw SQL takes lists, which a view in the file can't name") {
    sqlite::connection db(":memory:");
    constexpr auto text = "SELECT sum(value) FROM tenon_values(:ids)";
    auto rows = db.lease_raw(query(text, tenon::unknown_count, tenon::unknown_count));
    rows.bind_list(1, std::vector{20, 22}, tenon::lifetime::outlives);
    REQUIRE(rows.step());
    CHECK(rows.reader().integer(0) == 42);
    db.execute("CREATE VIEW v AS SELECT value FROM tenon_values(1)");
    CHECK(contains(error_from([&] { (void)db.lease(query("SELECT value FROM v")); }).message, "unsafe use"));
}

static_assert(tenon::bindable_list<std::vector<std::string>>);
static_assert(!tenon::bindable_list<std::vector<std::optional<int>>>);
static_assert(!tenon::bindable_list<std::vector<std::vector<int>>>);
static_assert(!tenon::bindable_list<std::string>);
static_assert(!tenon::bindable_list<int>);
