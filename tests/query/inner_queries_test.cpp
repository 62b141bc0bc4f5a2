// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/row_types.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

using namespace tenon::literals;
using namespace tests;
using tenon::constant;
using tenon::count;
using tenon::select;
using tenon::sql_text;

namespace {

constexpr auto first_customer = select(tenon::min("id"_c)).from<customer>();

}  // namespace

TEST_CASE("A list that begins with a query's value goes on") {
    constexpr auto query = select("id"_c).from<tests::order>().where(
        "customer_id"_c.in(tenon::scalar(first_customer), constant<7>));
    static_assert(sql_text(query) ==
                  "SELECT \"orders\".\"id\" FROM \"orders\" WHERE \"orders\".\"customer_id\" IN "
                  "((SELECT MIN(\"customers\".\"id\") FROM \"customers\"), 7)");
    CHECK(complaint_about(query) == "");
}

TEST_CASE("VALUES in an ordered compound SELECT stands in FROM") {
    constexpr auto query = select("id"_c)
                               .from<customer>()
                               .union_(tenon::values(constant<1>))
                               .order_by("id"_c)
                               .limit(constant<2>);
    static_assert(sql_text(query).ends_with(" UNION SELECT * FROM (VALUES (1)) ORDER BY \"id\" LIMIT 2"));
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A column in VALUES does not give it its name") {
    constexpr auto query =
        select("c.id"_c, tenon::scalar(select("v.column1"_c).from<"v">(tenon::values("c.id"_c))).as<"n">())
            .from<customer, "c">();
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A result that several tables could mean is ordered by its number") {
    constexpr auto query = select("a.id"_c)
                               .from<customer, "a">()
                               .cross_join<customer, "b">()
                               .union_(select("id"_c).from<tests::order>())
                               .order_by("id"_c);
    static_assert(sql_text(query).ends_with(" ORDER BY 1"));
    CHECK(complaint_about(query) == "");
}

TEST_CASE("FILTER is about the rows of a group") {
    constexpr auto query = select("customer_id"_c, count().filter("total"_c > 5.0).as<"n">())
                               .from<tests::order>()
                               .group_by("customer_id"_c);
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A frame without rows yields NULL, in groups too") {
    constexpr auto query =
        select(tenon::sum(count())
                   .over(tenon::order_by("customer_id"_c).rows(tenon::preceding(2), tenon::preceding(1)))
                   .as<"before">())
            .from<tests::order>()
            .group_by("customer_id"_c);
    using row = tenon::row_of<decltype(query)>;
    static_assert(std::same_as<decltype(std::declval<row>()["before"_c]), std::optional<std::int64_t>>);
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A merged column is NULL behind a later outer join") {
    constexpr auto query = select("id"_c)
                               .from<customer, "a">()
                               .full_join<employee, "b">(tenon::using_("id"_c))
                               .right_join<line, "l">("l.order_id"_c == "l.number"_c);
    using row = tenon::row_of<decltype(query)>;
    static_assert(std::same_as<decltype(std::declval<row>()["id"_c]), std::optional<std::int64_t>>);
    CHECK(complaint_about(query) == "");
}
