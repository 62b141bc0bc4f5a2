// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/windows.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>

using namespace tenon::literals;
using namespace tests;
using tenon::count, tenon::current_row, tenon::following, tenon::max, tenon::order_by, tenon::partition_by,
    tenon::preceding;
using tenon::select, tenon::sql_text, tenon::sum, tenon::unbounded_following, tenon::unbounded_preceding;

namespace {

template <class Query, std::size_t I>
using cell = std::tuple_element_t<I, tenon::row_of<Query>>;

}  // namespace

constexpr auto running =
    select("id"_c,
           sum("total"_c)
               .over(partition_by("customer_id"_c)
                         .order_by("created_at"_c.desc().nulls_last(), "id"_c)
                         .rows(preceding("back"_p), current_row))
               .as<"sum">(),
           count().over<"all">().as<"n">(), max("note"_c).filter("total"_c > 5.0).over().as<"note">())
        .from<order>()
        .window<"all">(order_by("id"_c).rows(unbounded_preceding, unbounded_following).exclude_current_row())
        .order_by("id"_c);
static_assert(
    sql_text(running) ==
    R"(SELECT "id", SUM("total") OVER (PARTITION BY "customer_id" ORDER BY "created_at" DESC NULLS LAST, "id" ROWS )"
    R"(BETWEEN :back PRECEDING AND CURRENT ROW) AS "sum", COUNT(*) OVER "all" AS "n", MAX("note") FILTER (WHERE )"
    R"("total" > ?) OVER () AS "note" FROM "orders" WINDOW "all" AS (ORDER BY "id" ROWS BETWEEN UNBOUNDED PRECEDING )"
    R"(AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) ORDER BY "id")");
static_assert(std::same_as<cell<decltype(running), 2>, std::int64_t>);
static_assert(std::same_as<cell<decltype(running), 3>, std::optional<std::string>>);

// The frame of a group's row may be empty although the group is not.
constexpr auto of_groups =
    select(
        "customer_id"_c,
        sum(sum("total"_c)).over(order_by("customer_id"_c).rows(preceding(2), preceding(1))).as<"before">())
        .from<order>()
        .group_by("customer_id"_c)
        .order_by("customer_id"_c);
static_assert(std::same_as<cell<decltype(of_groups), 1>, std::optional<double>>);

TEST_CASE("windows yield what SQLite yields") {
    filled at;
    CHECK(at.ordered_difference("SELECT id, SUM(total) OVER (PARTITION BY customer_id ORDER BY created_at "
                                "DESC NULLS LAST, id ROWS BETWEEN 1 "
                                "PRECEDING AND CURRENT ROW), 4, 'x' FROM orders ORDER BY id",
                                running, "back"_p = 1) == "");
    CHECK(at.ordered_difference("SELECT customer_id, LAG(SUM(total)) OVER (ORDER BY customer_id) + "
                                "COALESCE(LAG(SUM(total), 2) OVER (ORDER BY "
                                "customer_id), 0) FROM orders GROUP BY customer_id ORDER BY 1",
                                of_groups) == "");
}

TEST_CASE("frames of every unit, with ties") {
    filled at;
    const auto over = [&](auto window) {
        return select("id"_c, sum("id"_c).over(window).template as<"s">())
            .template from<order>()
            .order_by("id"_c);
    };
    const auto expect = [](std::string window) {
        return "SELECT id, SUM(id) OVER (" + window + ") FROM orders ORDER BY id";
    };
    CHECK(
        at.ordered_difference(expect("ORDER BY total RANGE BETWEEN 7.5 PRECEDING AND 9.75 FOLLOWING").c_str(),
                              over(order_by("total"_c).range(preceding(7.5), following(9.75)))) == "");
    CHECK(at.ordered_difference(
              expect("ORDER BY total DESC GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW").c_str(),
              over(order_by("total"_c.desc()).groups(preceding(1), current_row))) == "");
    CHECK(at.ordered_difference(
              expect("ORDER BY total RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES").c_str(),
              over(order_by("total"_c).range(unbounded_preceding, current_row).exclude_ties())) == "");
    CHECK(at.ordered_difference(
              expect("ORDER BY total ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE GROUP").c_str(),
              over(order_by("total"_c).rows(current_row, unbounded_following).exclude_group())) == "");
    CHECK(at.ordered_difference(
              expect("PARTITION BY note, state ORDER BY note NULLS LAST, id").c_str(),
              over(partition_by("note"_c, "state"_c).order_by("note"_c.nulls_last(), "id"_c))) == "");
}

TEST_CASE("values in windows are bound where they stand") {
    filled at;
    const auto query = select(("id"_c + 1000).as<"a">(),
                              sum("total"_c + 3)
                                  .filter("id"_c != 4)
                                  .over(partition_by("customer_id"_c % tenon::constant<2>)
                                            .order_by("total"_c * -1, "id"_c)
                                            .rows(preceding(5), following("ahead"_p)))
                                  .as<"b">(),
                              count().over<"w">().as<"c">())
                           .from<order>()
                           .where("id"_c < 6 && "total"_c > 0.25)
                           .window<"w">(partition_by(tenon::case_when("id"_c < 3, 7).else_(8)))
                           .order_by(sum("total"_c).over(order_by("id"_c)) * 2, "id"_c.desc())
                           .limit(9);
    CHECK(at.ordered_difference("SELECT id + 1000, SUM(total + 3) FILTER (WHERE id <> 4) OVER (PARTITION BY "
                                "customer_id % 2 ORDER BY total * -1, "
                                "id ROWS BETWEEN 5 PRECEDING AND 1 FOLLOWING), COUNT(*) OVER (PARTITION BY "
                                "id < 3) FROM orders WHERE id < 6 AND "
                                "total > 0.25 ORDER BY SUM(total) OVER (ORDER BY id), id DESC",
                                query, "ahead"_p = 1) == "");
}

TEST_CASE("FILTER leaves rows out of an aggregate") {
    filled at;
    const auto query =
        select("customer_id"_c, count().filter("total"_c > 8.0 && "note"_c.is_not_null()).as<"n">(),
               sum("total"_c).filter("id"_c.in(select("order_id"_c).from<line>())).as<"sum">())
            .from<order>()
            .group_by("customer_id"_c)
            .having(count().filter("id"_c > "above"_p) > 0);
    static_assert(std::same_as<cell<decltype(query), 1>, std::int64_t>);
    static_assert(std::same_as<cell<decltype(query), 2>, std::optional<double>>);
    CHECK(at.difference("SELECT customer_id, COUNT(CASE WHEN total > 8 AND note NOT NULL THEN 1 END), "
                        "SUM(CASE WHEN id IN (SELECT order_id FROM "
                        "lines) THEN total END) FROM orders GROUP BY customer_id HAVING MAX(id) > 2",
                        query, "above"_p = 2) == "");
    CHECK(at.difference("SELECT COUNT(*) FROM orders WHERE total > 8",
                        select(count().filter("total"_c > 8.0)).from<order>()) == "");
}

TEST_CASE("a query may have several windows") {
    filled at;
    const auto query =
        select("id"_c, sum("id"_c).over<"up">().as<"a">(), sum("id"_c).over<"down">().as<"b">())
            .from<order>()
            .window<"up">(order_by("id"_c))
            .window<"down">(order_by("id"_c.desc()).rows(preceding("n"_p), current_row));
    CHECK(at.difference("SELECT id, SUM(id) OVER u, SUM(id) OVER d FROM orders WINDOW u AS (ORDER BY id), d "
                        "AS (ORDER BY id DESC ROWS 1 PRECEDING)",
                        query, "n"_p = 1) == "");
}
