// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/windows.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::count, tenon::current_row, tenon::following, tenon::order_by, tenon::partition_by,
    tenon::preceding, tenon::select, tenon::sum;
using namespace tests;

namespace {

template <class E>
problem_kind result(const E& expression) {
    return problem_of(select(expression).template from<order>());
}

constexpr auto running = sum("total"_c).over(order_by("id"_c));

}  // namespace

TEST_CASE("OVER and FILTER belong to aggregates") {
    CHECK(result(tenon::abs("total"_c).over()) == problem_kind::needless_over);
    CHECK(result("total"_c.over()) == problem_kind::misplaced_over);
    CHECK(result(tenon::abs("total"_c).filter("id"_c > 1)) == problem_kind::misplaced_filter);
    CHECK(result(sum("total"_c).filter("id"_c)) == problem_kind::not_condition);
    CHECK(result(tenon::count_distinct("note"_c).over()) == problem_kind::distinct_window);
    CHECK(result(sum("total"_c).filter("id"_c > 1).over()) == problem_kind::none);
    CHECK(result(count().filter(sum("total"_c) > 1)) == problem_kind::nested_aggregate);
}

TEST_CASE("window functions stand in results and ORDER BY") {
    const auto orders = select("id"_c).from<order>();
    CHECK(result(running) == problem_kind::none);
    CHECK(accepted(orders.order_by(running, running * 2)));
    CHECK(problem_of(orders.where(running > 1)) == problem_kind::misplaced_window);
    CHECK(problem_of(orders.group_by("id"_c, running)) == problem_kind::misplaced_window);
    CHECK(problem_of(orders.group_by("id"_c).having(running > 1)) == problem_kind::misplaced_window);
    CHECK(problem_of(orders.limit(count().over())) == problem_kind::misplaced_window);
    CHECK(problem_of(select(running.as<"w">()).from<order>().group_by("id"_c, "total"_c).having("w"_c > 1)) ==
          problem_kind::misplaced_window);
    CHECK(problem_of(select(running.as<"w">()).from<order>().group_by("w"_c)) ==
          problem_kind::misplaced_window);
    CHECK(accepted(select(running.as<"w">()).from<order>().order_by("w"_c + 1)));
    CHECK(problem_of(tenon::update<order>().set("total"_c = tenon::coalesce(running, 0))) ==
          problem_kind::misplaced_window);
    CHECK(problem_of(tenon::delete_from<order>().returning(running)) == problem_kind::misplaced_window);
}

TEST_CASE("windows and aggregates nest one way") {
    CHECK(result(sum(running)) == problem_kind::nested_window);
    CHECK(result(sum("total"_c).over(order_by(running))) == problem_kind::nested_window);
    CHECK(result(sum(running).over()) == problem_kind::nested_window);
    CHECK(result(sum("total"_c).filter(running > 1).over()) == problem_kind::nested_window);
    CHECK(accepted(select("note"_c, sum(count()).over(order_by("note"_c))).from<order>().group_by("note"_c)));
    CHECK(problem_of(
              select("note"_c, sum("total"_c).over(order_by("note"_c))).from<order>().group_by("note"_c)) ==
          problem_kind::not_grouped);
    CHECK(problem_of(select("note"_c, count().over(order_by("total"_c))).from<order>().group_by("note"_c)) ==
          problem_kind::not_grouped);
    CHECK(result(sum(tenon::scalar(select(running).from<order, "i">()))) == problem_kind::none);
}

TEST_CASE("a frame that may be empty yields NULL, in groups too") {
    CHECK(type_of_result(select(sum(count()).over(order_by("note"_c).rows(preceding(2), preceding(1))))
                             .from<order>()
                             .group_by("note"_c)) == optional_of(kind::integer));
    CHECK(type_of_result(select(count().over()).from<order>()) == plain(kind::integer));
    CHECK(type_of_result(select(sum("id"_c).filter("id"_c > 1)).from<order>().group_by("note"_c)) ==
          optional_of(kind::integer));
    CHECK(type_of_result(select(sum("id"_c)).from<order>().group_by("note"_c)) == plain(kind::integer));
    CHECK(type_of_result(select(count().filter("id"_c > 1)).from<order>()) == plain(kind::integer));
}

TEST_CASE("frames") {
    const auto framed = [](auto window) { return result(sum("total"_c).over(window)); };
    CHECK(framed(order_by("id"_c).rows(preceding(2), following(1))) == problem_kind::none);
    CHECK(framed(order_by("id"_c).rows(following(1), preceding(1))) == problem_kind::empty_frame);
    CHECK(framed(order_by("id"_c).rows(tenon::unbounded_following, current_row)) ==
          problem_kind::empty_frame);
    CHECK(framed(order_by("id"_c).rows(preceding(1.5), current_row)) == problem_kind::not_integer);
    CHECK(framed(order_by("id"_c).range(preceding(1.5), current_row)) == problem_kind::none);
    CHECK(framed(order_by("id"_c).rows(preceding("n"_p), current_row)) == problem_kind::none);
    CHECK(framed(order_by("id"_c).rows(preceding("id"_c), current_row)) == problem_kind::misplaced_column);
    CHECK(framed(order_by("id"_c, "note"_c).range(preceding(1), current_row)) == problem_kind::range_order);
    CHECK(framed(partition_by("id"_c).range(preceding(1), current_row)) == problem_kind::range_order);
    CHECK(framed(order_by("id"_c, "note"_c).range(tenon::unbounded_preceding, current_row)) ==
          problem_kind::none);
    CHECK(framed(order_by("id"_c, "note"_c).groups(preceding(1), current_row)) == problem_kind::none);
}

TEST_CASE("windows are known by their names in their own query") {
    const auto named = select(sum("total"_c).over<"w">()).from<order>();
    CHECK(problem_of(named) == problem_kind::unknown_window);
    CHECK(accepted(named.window<"w">(order_by("id"_c))));
    CHECK(accepted(named.window<"v">(order_by("id"_c)).window<"W">(order_by("note"_c))));
    CHECK(problem_of(named.window<"w">(order_by("id"_c)).window<"W">(order_by("note"_c))) ==
          problem_kind::doubled_window);
    CHECK(problem_of(select(tenon::scalar(named)).from<customer>().window<"w">(order_by("id"_c))) ==
          problem_kind::unknown_window);
}
