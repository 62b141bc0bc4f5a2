// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/statement/recorded_value.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
using tenon::detail::bind_recorded;
using tenon::detail::recorded_value;
using tenon::detail::recorded_values;
using tenon::detail::value_recorder;

namespace {

enum class level : int { low = 1, high = 2 };

template <class T>
recorded_value record(const T& value) {
    recorded_values all;
    value_recorder recorder(all);
    if constexpr (tenon::bindable_list<T>)
        recorder.bind_list(0, value, tenon::lifetime::outlives);
    else
        tenon::bind_value(recorder, 0, value, tenon::lifetime::outlives);
    REQUIRE(all.size() == 1);
    return all[0];
}

/// What SQLite sees of a value that was recorded and bound: its literal.
template <class T>
std::string bound(const T& value) {
    const recorded_value recorded = record(value);
    tenon::sqlite::connection db(":memory:");
    auto rows = db.lease(query("SELECT quote(?)", 1));
    bind_recorded(rows, 1, recorded);
    REQUIRE(rows.step());
    return std::string(rows.reader().text(0));
}

/// The literals of a list's elements.
template <class T>
std::string listed(const T& values) {
    const recorded_value recorded = record(values);
    tenon::sqlite::connection db(":memory:");
    auto rows = db.lease(query("SELECT coalesce(group_concat(quote(value)), '') FROM tenon_values(?)", 1));
    bind_recorded(rows, 1, recorded);
    REQUIRE(rows.step());
    return std::string(rows.reader().text(0));
}

}  // namespace

TEST_CASE("a recorded value is bound as it would have been at once") {
    CHECK(bound(42) == "42");
    CHECK(bound(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(bound(true) == "1");
    CHECK(bound(2.5) == "2.5");
    CHECK(bound(level::high) == "2");
    CHECK(bound("it's"s) == "'it''s'");
    CHECK(bound(std::string_view()) == "''");
    CHECK(bound(std::vector{std::byte{0}, std::byte{255}}) == "X'00FF'");
    CHECK(bound(std::vector<std::byte>()) == "X''");
    CHECK(bound(std::nullopt) == "NULL");
    CHECK(bound(std::optional<std::string>()) == "NULL");
    CHECK(bound(std::optional(7)) == "7");
    CHECK(bound(tenon::timestamp{}) == "'1970-01-01 00:00:00.000000'");
}

TEST_CASE("a recorded text keeps its NULs and outlives what it was taken from") {
    recorded_value recorded;
    {
        std::string text = "a\0b"s + std::string(100, 'x');
        recorded = record(std::string_view(text));
        text.assign(200, '?');
    }
    CHECK(std::get<std::string>(recorded) == "a\0b"s + std::string(100, 'x'));
    tenon::sqlite::connection db(":memory:");
    auto rows = db.lease(query("SELECT length(CAST(? AS BLOB))", 1));
    bind_recorded(rows, 1, recorded);
    REQUIRE(rows.step());
    CHECK(rows.reader().integer(0) == 103);
}

TEST_CASE("a recorded list holds the elements of its range") {
    CHECK(listed(std::vector{3, 1, 2}) == "3,1,2");
    CHECK(listed(std::vector<std::int64_t>()).empty());
    CHECK(listed(std::set{2.5, 1.5}) == "1.5,2.5");
    CHECK(listed(std::vector{"b"s, "a\0c"s, ""s}).starts_with("'b',"));
    CHECK(listed(std::vector<std::string_view>{"x", "y"}) == "'x','y'");
    CHECK(listed(std::vector{level::high, level::low}) == "2,1");
    CHECK(listed(std::vector{true, false}) == "1,0");
    CHECK(listed(std::vector{tenon::timestamp{}}) == "'1970-01-01 00:00:00.000000'");
    CHECK(listed(std::vector{std::vector{std::byte{1}}, std::vector<std::byte>()}) == "X'01',X''");
}

TEST_CASE("values are kept by their numbers, whatever the order in which they come") {
    recorded_values all;
    value_recorder recorder(all);
    recorder.bind_integer(2, 30);
    recorder.bind_text(0, "first", tenon::lifetime::copied);
    recorder.bind_null(3);
    recorder.bind_real(1, 2);
    REQUIRE(all.size() == 4);
    CHECK(std::get<std::string>(all[0]) == "first");
    CHECK(std::get<double>(all[1]) == 2);
    CHECK(std::get<std::int64_t>(all[2]) == 30);
    CHECK(std::holds_alternative<std::monostate>(all[3]));
}

TEST_CASE("what can't be stored is refused when it is recorded") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(error_from([&] { (void)record(nan); }).code == "NOT_A_NUMBER");
    CHECK(error_from([&] { (void)record(std::vector{1.0, nan}); }).code == "NOT_A_NUMBER");
}
