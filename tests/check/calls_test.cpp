// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/calls.hpp>
#include <tenon/query/aggregates.hpp>
#include <tenon/query/date_functions.hpp>
#include <tenon/query/functions.hpp>
#include <tenon/query/json_functions.hpp>
#include <tenon/query/math_functions.hpp>
#include <tenon/query/window_functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::select;
using namespace tests;

namespace {

template <class E>
tenon::sql_type type_in_orders(const E& result) {
    return type_of_result(select(result).template from<order>());
}

template <class E>
tenon::sql_type type_in_lines(const E& result) {
    return type_of_result(select(result).template from<line>());
}

template <class E>
tenon::sql_type type_in_groups(const E& result) {
    return type_of_result(select(result).template from<line>().group_by("order_id"_c));
}

template <class E>
problem_kind problem_in_orders(const E& result) {
    return problem_of(select(result).template from<order>());
}

}  // namespace

TEST_CASE("an aggregate of no rows is NULL, COUNT is 0") {
    CHECK(type_in_lines(tenon::count()) == plain(kind::integer));
    CHECK(type_in_lines(tenon::count("weight"_c)) == plain(kind::integer));
    CHECK(type_in_lines(tenon::count_distinct("weight"_c)) == plain(kind::integer));
    CHECK(type_in_lines(tenon::sum("quantity"_c)) == optional_of(kind::integer));
    CHECK(type_in_lines(tenon::sum("weight"_c)) == optional_of(kind::real));
    CHECK(type_in_lines(tenon::avg("quantity"_c)) == optional_of(kind::real));
    CHECK(type_in_lines(tenon::min("article"_c)) == optional_of(kind::text));
    CHECK(type_in_lines(tenon::max("label"_c)) == optional_of(kind::blob));
}

TEST_CASE("a group has a row, so its aggregates are NULL only where its values are") {
    CHECK(type_in_groups(tenon::count()) == plain(kind::integer));
    CHECK(type_in_groups(tenon::sum("quantity"_c)) == plain(kind::integer));
    CHECK(type_in_groups(tenon::avg("quantity"_c)) == plain(kind::real));
    CHECK(type_in_groups(tenon::min("article"_c)) == plain(kind::text));
    CHECK(type_in_groups(tenon::sum("weight"_c)) == optional_of(kind::real));
    CHECK(type_in_groups(tenon::max("weight"_c)) == optional_of(kind::real));
}

TEST_CASE("an aggregate keeps the domain of what it picks") {
    CHECK(type_in_orders(tenon::min("state"_c)).meaning == tenon::type_of<status>.meaning);
    CHECK(type_in_orders(tenon::max("created_at"_c)).meaning == tenon::type_of<tenon::timestamp>.meaning);
    CHECK(!type_in_orders(tenon::count("state"_c)).meaning);
}

TEST_CASE("functions are NULL where their rule says so") {
    CHECK(type_in_orders(tenon::length("note"_c)) == optional_of(kind::integer));
    CHECK(type_of_result(select(tenon::length("name"_c)).from<customer>()) == plain(kind::integer));
    CHECK(type_in_orders(tenon::upper("note"_c)) == optional_of(kind::text));
    CHECK(type_in_orders(tenon::lower("x")) == plain(kind::text));
    CHECK(type_in_orders(tenon::trim("note"_c, "x")) == optional_of(kind::text));
    CHECK(type_in_orders(tenon::abs("id"_c)) == plain(kind::integer));
    CHECK(type_in_lines(tenon::abs("weight"_c)) == optional_of(kind::real));
    CHECK(type_in_orders(tenon::round("id"_c)) == plain(kind::real));
    CHECK(type_in_lines(tenon::round("weight"_c, 2)) == optional_of(kind::real));
    CHECK(type_in_orders(tenon::coalesce("note"_c, "none")) == plain(kind::text));
    CHECK(type_in_orders(tenon::coalesce("note"_c, "note"_c)) == optional_of(kind::text));
    CHECK(type_in_lines(tenon::coalesce("weight"_c, "quantity"_c)) == plain(kind::real));
    CHECK(type_in_lines(tenon::coalesce("quantity"_c, "weight"_c)) == plain(kind::real));
    CHECK(type_in_orders(tenon::nullif("id"_c, 0)) == optional_of(kind::integer));
}

TEST_CASE("arguments are of the function's kind and number") {
    CHECK(problem_in_orders(tenon::sum("note"_c)) == problem_kind::not_numeric);
    CHECK(problem_in_orders(tenon::avg("created_at"_c)) == problem_kind::not_numeric);
    CHECK(problem_in_orders(tenon::abs("note"_c)) == problem_kind::not_numeric);
    CHECK(problem_in_orders(tenon::round("note"_c)) == problem_kind::not_numeric);
    CHECK(problem_in_orders(tenon::lower("id"_c)) == problem_kind::not_text);
    CHECK(problem_in_orders(tenon::trim("note"_c, 5)) == problem_kind::not_text);
    CHECK(problem_in_orders(tenon::coalesce("note"_c, 5)) == problem_kind::mismatched_types);
    CHECK(problem_in_orders(tenon::nullif("id"_c, "x")) == problem_kind::mismatched_types);
    CHECK(problem_in_orders(tenon::coalesce("note"_c, "x"_p)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::round("total"_c, 1, 2)) == problem_kind::argument_count);
    CHECK(problem_in_orders(tenon::substr("note"_c, "x")) == problem_kind::wrong_argument);
    CHECK(problem_in_orders(tenon::instr("note"_c, 5)) == problem_kind::wrong_argument);
    CHECK(problem_of(select(tenon::date_("label"_c)).from<line>()) == problem_kind::wrong_argument);
    CHECK(problem_of(select(tenon::date_("active"_c)).from<customer>()) == problem_kind::wrong_argument);
    CHECK(problem_in_orders(tenon::date_("created_at"_c, "id"_c)) == problem_kind::not_text);
    CHECK(problem_in_orders(tenon::iif("id"_c, 1, 2)) == problem_kind::not_condition);
    CHECK(problem_in_orders(tenon::iif("id"_c > 5, 1, "x")) == problem_kind::mismatched_types);
    CHECK(problem_in_orders(tenon::max("id"_c, "note"_c)) == problem_kind::mismatched_types);
    CHECK(problem_of(select(tenon::json_array("label"_c)).from<line>()) == problem_kind::wrong_argument);
    CHECK(problem_in_orders(tenon::json_set("note"_c, "$.a")) == problem_kind::argument_count);
    CHECK(problem_in_orders(tenon::json_object("a", 1, "b")) == problem_kind::argument_count);
    CHECK(problem_in_orders(tenon::max()) == problem_kind::argument_count);
    CHECK(problem_in_orders(
              tenon::detail::make_call<"ABS", tenon::detail::bits(tenon::detail::flag::all_rows)>()) ==
          problem_kind::argument_count);
    CHECK(problem_in_orders(tenon::coalesce("note"_c)) == problem_kind::argument_count);
    CHECK(problem_in_orders(tenon::trim()) == problem_kind::argument_count);
    CHECK(problem_in_orders(tenon::detail::make_call<"SQUARE">("id"_c)) == problem_kind::unknown_function);
    CHECK(problem_in_orders(
              tenon::detail::make_call<"UPPER", tenon::detail::bits(tenon::detail::flag::distinct)>(
                  "note"_c)) == problem_kind::distinct_scalar);
}

TEST_CASE("aggregates stand where rows are already grouped") {
    const auto ids = select("customer_id"_c).from<order>();
    CHECK(problem_of(ids.where(tenon::count() > 1)) == problem_kind::misplaced_aggregate);
    CHECK(problem_of(ids.group_by(tenon::count())) == problem_kind::misplaced_aggregate);
    CHECK(problem_of(ids.limit(tenon::count())) == problem_kind::misplaced_aggregate);
    CHECK(accepted(ids.group_by("customer_id"_c).having(tenon::count() > 1)));
    CHECK(accepted(ids.group_by("customer_id"_c).order_by(tenon::count().desc())));
    CHECK(problem_of(select("c.id"_c).from<customer, "c">().join<order, "o">(
              tenon::max("o.id"_c) == "c.id"_c)) == problem_kind::misplaced_aggregate);
    CHECK(problem_of(tenon::update<order>().set("total"_c = tenon::sum("total"_c))) ==
          problem_kind::misplaced_aggregate);
    CHECK(problem_of(tenon::delete_from<order>().returning(tenon::count())) ==
          problem_kind::misplaced_aggregate);
}

TEST_CASE("aggregates don't nest, scalars do") {
    CHECK(problem_in_orders(tenon::sum(tenon::max("id"_c))) == problem_kind::nested_aggregate);
    CHECK(problem_in_orders(tenon::sum(tenon::abs(tenon::min("id"_c)) + 1)) ==
          problem_kind::nested_aggregate);
    CHECK(problem_in_orders(tenon::count().filter(tenon::max("id"_c) > 1)) == problem_kind::nested_aggregate);
    // The rows that FILTER takes are those that are combined.
    CHECK(problem_in_orders(tenon::count().filter("id"_c > 1)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::sum("id"_c).filter("id"_c > 1 && "note"_c.is_null())) ==
          problem_kind::none);
    CHECK(problem_in_orders(tenon::abs(tenon::min("id"_c))) == problem_kind::none);
    CHECK(problem_in_orders(tenon::max("id"_c) - tenon::min("id"_c)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::sum(tenon::abs("id"_c))) == problem_kind::none);
}

TEST_CASE("a placeholder takes the type that the function wants") {
    CHECK(problem_in_orders(tenon::substr("note"_c, "from"_p, "n"_p)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::sqrt("x"_p)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::iif("total"_c > 5, "a"_p, "note"_c)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::coalesce("a"_p, "b"_p, "note"_c)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::coalesce("a"_p, "b"_p)) == problem_kind::untyped_placeholder);
    CHECK(problem_in_orders(tenon::length("a"_p)) == problem_kind::untyped_placeholder);
    CHECK(problem_in_orders(tenon::sqrt("x"_p) + tenon::length(tenon::lower("x"_p))) != problem_kind::none);
    CHECK(problem_in_orders(tenon::coalesce("created_at"_c, "t"_p)) == problem_kind::none);
}

TEST_CASE("values to choose from keep the type that they share") {
    CHECK(type_in_orders(tenon::iif("total"_c > 5, "id"_c, 0)) == plain(kind::integer));
    CHECK(type_in_orders(tenon::iif("total"_c > 5, "id"_c, 1.5)) == plain(kind::real));
    CHECK(type_in_orders(tenon::iif("total"_c > 5, "note"_c, "x")) == optional_of(kind::text));
    CHECK(type_in_orders(tenon::iif("total"_c > 5, std::nullopt, "x")) == optional_of(kind::text));
    CHECK(type_in_orders(tenon::iif("note"_c == "x", 1, 2)) == plain(kind::integer));
    CHECK(type_in_orders(tenon::coalesce("t"_p, "created_at"_c)).meaning ==
          tenon::type_of<tenon::timestamp>.meaning);
    CHECK(type_in_orders(tenon::max("created_at"_c, "t"_p)).meaning ==
          tenon::type_of<tenon::timestamp>.meaning);
    CHECK(problem_in_orders(tenon::coalesce("note"_c, std::nullopt)) == problem_kind::compared_with_null);
    CHECK(problem_in_orders(tenon::coalesce(std::nullopt, std::nullopt)) == problem_kind::compared_with_null);
}

TEST_CASE("MIN and MAX of several arguments are scalars") {
    CHECK(type_in_orders(tenon::max("id"_c, "customer_id"_c)) == plain(kind::integer));
    CHECK(type_in_lines(tenon::min("quantity"_c, "weight"_c)) == optional_of(kind::real));
    CHECK(accepted(select("id"_c).from<order>().where(tenon::max("id"_c, 5) > 5)));
    CHECK(problem_of(select("id"_c, tenon::max("id"_c)).from<order>()) == problem_kind::not_grouped);
    CHECK(!single_row(select(tenon::max("id"_c, 5)).from<order>()));
}

TEST_CASE("GROUP_CONCAT is NULL only where its texts are") {
    CHECK(type_in_groups(tenon::group_concat("article"_c, "separator"_p)) == plain(kind::text));
    CHECK(type_in_lines(tenon::group_concat("article"_c)) == optional_of(kind::text));
    CHECK(
        problem_of(
            select(
                tenon::detail::make_call<"GROUP_CONCAT", tenon::detail::bits(tenon::detail::flag::distinct)>(
                    "article"_c, ";"))
                .from<line>()) == problem_kind::distinct_arguments);
    CHECK(type_in_lines(tenon::total("weight"_c)) == plain(kind::real));
}

TEST_CASE("what a JSON path leads to has no type, but everything takes it") {
    const auto value = tenon::json_extract("note"_c, "$.a");
    CHECK(problem_in_orders(value) == problem_kind::untyped_result);
    CHECK(problem_in_orders(value + 1) == problem_kind::untyped_result);
    CHECK(problem_in_orders(tenon::max(value)) == problem_kind::untyped_result);
    CHECK(problem_in_orders(tenon::coalesce(value, 5)) == problem_kind::untyped_result);
    CHECK(type_in_orders(tenon::round(value)) == optional_of(kind::real));
    CHECK(type_in_orders(tenon::lower(value)) == optional_of(kind::text));
    CHECK(type_in_orders(value == 5) == optional_of(kind::boolean));
    CHECK(type_in_orders(value == "created_at"_c) == optional_of(kind::boolean));
    CHECK(type_in_orders(tenon::json_extract("note"_c, "$.a", "$.b")) == optional_of(kind::text));
    CHECK(accepted(select("id"_c).from<order>().where(value).order_by(value)));
    CHECK(problem_of(select("id"_c).from<order>().where(value == "x"_p)) ==
          problem_kind::untyped_placeholder);
    CHECK(problem_of(tenon::update<order>().set("note"_c = value)) == problem_kind::mismatched_assignment);
}

namespace {

template <tenon::fixed_string Name, class... T>
auto over(T&&... arguments) {
    return tenon::detail::make_call<Name, tenon::detail::bits(tenon::detail::flag::windowed)>(
        static_cast<T&&>(arguments)...);
}

}  // namespace

TEST_CASE("a window function needs OVER, and stands where windows are") {
    CHECK(problem_in_orders(tenon::row_number()) == problem_kind::needs_over);
    CHECK(problem_in_orders(over<"ROW_NUMBER">()) == problem_kind::none);
    CHECK(problem_in_orders(over<"SUM">("total"_c)) == problem_kind::none);
    CHECK(problem_in_orders(over<"ABS">("total"_c)) == problem_kind::needless_over);
    CHECK(problem_of(select("id"_c).from<order>().where(over<"RANK">() > 1)) ==
          problem_kind::misplaced_window);
    CHECK(problem_of(select("id"_c).from<order>().group_by("id"_c).having(over<"RANK">() > 1)) ==
          problem_kind::misplaced_window);
    CHECK(problem_of(tenon::update<order>().set("total"_c = over<"SUM">("total"_c))) ==
          problem_kind::misplaced_window);
    CHECK(accepted(select("id"_c).from<order>().order_by(over<"RANK">())));
    CHECK(accepted(select(over<"RANK">().template as<"place">()).from<order>().order_by("place"_c)));
    CHECK(problem_of(select(over<"RANK">().template as<"place">()).from<order>().group_by("place"_c)) ==
          problem_kind::misplaced_window);
    CHECK(problem_of(select(over<"RANK">().template as<"place">())
                         .from<order>()
                         .group_by("id"_c)
                         .having("place"_c > 1)) == problem_kind::misplaced_window);
    CHECK(problem_in_orders(tenon::sum(over<"RANK">())) == problem_kind::nested_window);
    CHECK(problem_in_orders(over<"SUM">(over<"RANK">())) == problem_kind::nested_window);
    CHECK(problem_in_orders(tenon::detail::make_call < "COUNT",
                            tenon::detail::bits(tenon::detail::flag::windowed) |
                                tenon::detail::bits(tenon::detail::flag::distinct) > ("id"_c)) ==
          problem_kind::distinct_window);
}

TEST_CASE("a call with OVER combines no rows") {
    CHECK(accepted(select("id"_c, over<"SUM">("total"_c)).from<order>()));
    CHECK(!single_row(select(over<"SUM">("total"_c)).from<order>()));
    const auto groups = select(over<"SUM">(tenon::count())).from<order>().group_by("customer_id"_c);
    CHECK(type_of_result(groups) == optional_of(kind::integer));
    CHECK(problem_of(select(over<"SUM">("total"_c)).from<order>().group_by("customer_id"_c)) ==
          problem_kind::not_grouped);
}

TEST_CASE("a frame may be empty, a row may have no neighbour") {
    CHECK(type_in_lines(over<"SUM">("quantity"_c)) == optional_of(kind::integer));
    CHECK(type_in_lines(over<"COUNT">("quantity"_c)) == plain(kind::integer));
    CHECK(type_in_lines(over<"RANK">()) == plain(kind::integer));
    CHECK(type_in_lines(over<"NTILE">(4)) == plain(kind::integer));
    CHECK(type_in_lines(over<"CUME_DIST">()) == plain(kind::real));
    CHECK(type_in_lines(over<"LAG">("quantity"_c)) == optional_of(kind::integer));
    CHECK(type_in_lines(over<"LAG">("quantity"_c, 1, 0)) == plain(kind::integer));
    CHECK(type_in_lines(over<"LEAD">("weight"_c, 1, 0)) == optional_of(kind::real));
    CHECK(type_in_lines(over<"FIRST_VALUE">("quantity"_c)) == optional_of(kind::integer));
    CHECK(problem_of(select(over<"LAG">("quantity"_c, 1, "x")).from<line>()) ==
          problem_kind::mismatched_types);
    CHECK(type_in_orders(over<"LAG">("state"_c)).meaning == tenon::type_of<status>.meaning);
}
