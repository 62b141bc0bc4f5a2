// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/calls.hpp>
#include <tenon/query/functions.hpp>

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
    CHECK(problem_in_orders(tenon::abs(tenon::min("id"_c))) == problem_kind::none);
    CHECK(problem_in_orders(tenon::max("id"_c) - tenon::min("id"_c)) == problem_kind::none);
    CHECK(problem_in_orders(tenon::sum(tenon::abs("id"_c))) == problem_kind::none);
}
