// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/conditional.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::case_of, tenon::case_when, tenon::cast, tenon::raw, tenon::row_value, tenon::select;
using namespace tests;

namespace {

template <class E>
problem_kind result(const E& expression) {
    return problem_of(select(expression).template from<order>());
}

template <class E>
tenon::sql_type type_of(const E& expression) {
    return type_of_result(select(expression).template from<order>());
}

}  // namespace

TEST_CASE("CASE has the common type of its results") {
    CHECK(type_of(case_when("id"_c > 1, 1).else_(2)) == plain(kind::integer));
    CHECK(type_of(case_when("id"_c > 1, 1)) == optional_of(kind::integer));
    CHECK(type_of(case_when("id"_c > 1, 1).else_(2.5)) == plain(kind::real));
    CHECK(type_of(case_when("id"_c > 1, 1).when("id"_c > 0, 2.5).else_(3)) == plain(kind::real));
    CHECK(type_of(case_when("id"_c > 1, std::nullopt).else_("x")) == optional_of(kind::text));
    CHECK(type_of(case_when("id"_c > 1, "note"_c).else_("x")) == optional_of(kind::text));
    CHECK(type_of(case_of("id"_c).when(1, "a").when("n"_p, "b").else_("c")) == plain(kind::text));
    CHECK(result(case_when("id"_c > 1, 1).else_("x")) == problem_kind::mismatched_types);
    CHECK(result(case_when("id"_c, 1).else_(2)) == problem_kind::not_condition);
    CHECK(result(case_of("id"_c).when("x", 1)) == problem_kind::mismatched_types);
    CHECK(result(case_of("id"_c).when(std::nullopt, 1)) == problem_kind::compared_with_null);
    CHECK(result(case_when("id"_c > 1, "state"_c).else_(1)) == problem_kind::mismatched_types);
}

TEST_CASE("CAST says what a value is") {
    CHECK(type_of(cast<double>("id"_c)) == plain(kind::real));
    CHECK(type_of(cast<std::string>("note"_c)) == optional_of(kind::text));
    CHECK(type_of(cast<std::string>("x"_p)) == plain(kind::text));
    CHECK(type_of(cast<status>("id"_c)).meaning == tenon::type_of<status>.meaning);
    CHECK(result("note"_c.json_get_text("$.a")) == problem_kind::untyped_result);
    CHECK(type_of(cast<double>("note"_c.json_get_text("$.a"))) == optional_of(kind::real));
    CHECK(result("id"_c.json_get("$.a")) == problem_kind::not_text);
}

TEST_CASE("row values are compared with rows of their width") {
    const auto where = [](const auto& condition) {
        return problem_of(select("id"_c).from<order>().where(condition));
    };
    const auto pair = row_value("id"_c, "total"_c);
    CHECK(where(pair == row_value(1, 2.5)) == problem_kind::none);
    CHECK(where(pair == row_value(1, "n"_p)) == problem_kind::none);
    CHECK(where(pair == row_value(1, "x")) == problem_kind::mismatched_types);
    CHECK(where(pair == row_value(1, 2, 3)) == problem_kind::differing_rows_compared);
    CHECK(where(pair == 1) == problem_kind::differing_rows_compared);
    CHECK(where(1 == pair) == problem_kind::differing_rows_compared);
    CHECK(where(row_value("id"_c) == row_value(1)) == problem_kind::short_row_value);
    CHECK(where(pair.in(select("id"_c, "total"_c).from<order, "i">())) == problem_kind::none);
    CHECK(where(pair.in(select("id"_c).from<order, "i">())) == problem_kind::differing_rows_compared);
    CHECK(where(pair.in(select("note"_c, "total"_c).from<order, "i">())) == problem_kind::mismatched_types);
    CHECK(where(pair.is_null()) == problem_kind::misplaced_row_value);
    CHECK(result(pair) == problem_kind::misplaced_row_value);
    CHECK(problem_of(select("id"_c).from<order>().order_by(pair)) == problem_kind::misplaced_row_value);
}

TEST_CASE("raw SQL takes an argument for each `?`") {
    CHECK(result(raw<double, "total * ?">(1.1)) == problem_kind::none);
    CHECK(result(raw<std::string, "'?' || \"note?\" || [?] || `?` || ?">("x")) == problem_kind::none);
    CHECK(result(raw<double, "total">()) == problem_kind::none);
    CHECK(result(raw<std::string, "note || ':x' || '@y'">()) == problem_kind::none);
    CHECK(result(raw<double, "total * ?">()) == problem_kind::raw_arguments);
    CHECK(result(raw<double, "total * ?">(1, 2)) == problem_kind::raw_arguments);
    CHECK(result(raw<double, "total * ?1">(1)) == problem_kind::raw_arguments);
    CHECK(result(raw<double, "total * :x">()) == problem_kind::raw_arguments);
    CHECK(result(raw<double, "total * @x">()) == problem_kind::raw_arguments);
    CHECK(result(raw<double, "total*$x">()) == problem_kind::raw_arguments);
}
