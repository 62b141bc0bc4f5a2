// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/operators.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>

using namespace tenon::literals;
using tenon::constant;
using tenon::select;
using namespace tests;

namespace {

template <class E>
auto of_orders(const E& result) {
    return select(result).template from<order>();
}

template <class E>
auto of_lines(const E& result) {
    return select(result).template from<line>();
}

template <class E>
problem_kind where(const E& condition) {
    return problem_of(select("id"_c).from<order>().where(condition));
}

}  // namespace

TEST_CASE("only values that can be equal are compared") {
    CHECK(where("id"_c == 5) == problem_kind::none);
    CHECK(where("id"_c == 5.5) == problem_kind::none);
    CHECK(where("total"_c < 5) == problem_kind::none);
    CHECK(where("id"_c >= "total"_c) == problem_kind::none);
    CHECK(where("id"_c == "5") == problem_kind::mismatched_types);
    CHECK(where("note"_c != 5) == problem_kind::mismatched_types);
    CHECK(where("note"_c != std::string("x")) == problem_kind::none);
    CHECK(where("id"_c == true) == problem_kind::mismatched_types);
    CHECK(where("id"_c.is_distinct_from("note"_c)) == problem_kind::mismatched_types);
    CHECK(where("id"_c.in(1, 2, "three")) == problem_kind::mismatched_types);
    CHECK(where("id"_c.in(1, 2, 3)) == problem_kind::none);
    CHECK(where("total"_c.between(1, "2")) == problem_kind::mismatched_types);
    CHECK(where("total"_c.between(1, 2.5)) == problem_kind::none);
}

TEST_CASE("an enum and a timestamp compare with their like") {
    CHECK(where("state"_c == status::open) == problem_kind::none);
    CHECK(where("state"_c == 1) == problem_kind::mismatched_types);
    CHECK(where("state"_c == constant<1>) == problem_kind::none);
    CHECK(where("state"_c == constant<status::paid>) == problem_kind::none);
    CHECK(where("state"_c == "id"_c) == problem_kind::mismatched_types);
    CHECK(where("created_at"_c < tenon::timestamp{}) == problem_kind::none);
    CHECK(where("created_at"_c < "2025-01-01") == problem_kind::mismatched_types);
    CHECK(where("created_at"_c < "note"_c) == problem_kind::mismatched_types);
    CHECK(where("state"_c.in(status::open, status::paid)) == problem_kind::none);
    CHECK(where("state"_c.in(status::open, 2)) == problem_kind::mismatched_types);
}

TEST_CASE("NULL is compared by words of its own") {
    CHECK(where("note"_c == std::nullopt) == problem_kind::compared_with_null);
    CHECK(where(std::nullopt != "note"_c) == problem_kind::compared_with_null);
    CHECK(where("note"_c.in("a", std::nullopt)) == problem_kind::compared_with_null);
    CHECK(where("note"_c.is_null() || "note"_c.is_not_null()) == problem_kind::none);
    CHECK(type_of_result(of_orders("note"_c.is_null())) == plain(kind::boolean));
    CHECK(type_of_result(of_orders("note"_c == "x")) == optional_of(kind::boolean));
    CHECK(type_of_result(of_orders("note"_c.is_distinct_from("x"))) == plain(kind::boolean));
    CHECK(type_of_result(of_orders("note"_c.is_not_distinct_from("x"_p))) == plain(kind::boolean));
}

TEST_CASE("conditions are conditions") {
    CHECK(where("id"_c) == problem_kind::not_condition);
    CHECK(where("note"_c) == problem_kind::not_condition);
    CHECK(where(!"id"_c) == problem_kind::not_condition);
    CHECK(where("id"_c == 1 && "total"_c) == problem_kind::not_condition);
    CHECK(where("id"_c == 1 || "note"_c) == problem_kind::not_condition);
    CHECK(where("flag"_p) == problem_kind::none);
    CHECK(where(constant<true>) == problem_kind::none);
    CHECK(accepted(select("id"_c).from<customer>().where("active"_c && !"active"_c)));
    CHECK(accepted(select("id"_c).from<customer>().where("active"_c == constant<1>)));
    CHECK(problem_of(select("id"_c).from<customer>().where("active"_c == constant<2>)) ==
          problem_kind::mismatched_types);
    CHECK(type_of_result(of_orders("id"_c == 1 && "note"_c == "x")) == optional_of(kind::boolean));
    CHECK(type_of_result(of_orders(!("id"_c == 1))) == plain(kind::boolean));
}

TEST_CASE("arithmetic is for numbers") {
    CHECK(type_of_result(of_orders("id"_c + 1)) == plain(kind::integer));
    CHECK(type_of_result(of_orders("id"_c * 1.5)) == plain(kind::real));
    CHECK(type_of_result(of_orders("total"_c - "id"_c)) == plain(kind::real));
    CHECK(type_of_result(of_orders(-"total"_c)) == plain(kind::real));
    CHECK(type_of_result(of_lines("weight"_c + 1)) == optional_of(kind::real));
    CHECK(type_of_result(of_lines(-"weight"_c)) == optional_of(kind::real));
    CHECK(problem_of(of_orders("note"_c + 1)) == problem_kind::not_numeric);
    CHECK(problem_of(of_orders("id"_c + "1")) == problem_kind::not_numeric);
    CHECK(problem_of(of_orders(-"note"_c)) == problem_kind::not_numeric);
    CHECK(problem_of(of_orders("id"_c + true)) == problem_kind::not_numeric);
    CHECK(problem_of(select("active"_c * 2).from<customer>()) == problem_kind::not_numeric);
    CHECK(accepted(of_orders("id"_c + "n"_p)));
    CHECK(accepted(of_orders(-"n"_p)));
}

TEST_CASE("a division may yield NULL, unless its divisor can be seen not to be 0") {
    CHECK(type_of_result(of_orders("id"_c / "customer_id"_c)) == optional_of(kind::integer));
    CHECK(type_of_result(of_orders("id"_c % 3)) == optional_of(kind::integer));
    CHECK(type_of_result(of_orders("id"_c / constant<3>)) == plain(kind::integer));
    CHECK(type_of_result(of_orders("id"_c % constant<-3>)) == plain(kind::integer));
    CHECK(type_of_result(of_orders("total"_c / constant<0>)) == optional_of(kind::real));
    CHECK(type_of_result(of_lines("weight"_c / constant<3>)) == optional_of(kind::real));
}

TEST_CASE("an enum computes with its like or with a literal") {
    CHECK(problem_of(of_orders("state"_c + "id"_c)) == problem_kind::mismatched_types);
    CHECK(problem_of(of_orders("state"_c + 1)) == problem_kind::mismatched_types);
    CHECK(accepted(of_orders("state"_c + constant<1>)));
    CHECK(accepted(of_orders("state"_c - status::open)));
}

TEST_CASE("text operators are for text") {
    CHECK(where("note"_c.like("a%")) == problem_kind::none);
    CHECK(where("note"_c.like("a!%", "!")) == problem_kind::none);
    CHECK(where("id"_c.like("1%")) == problem_kind::not_text);
    CHECK(where("note"_c.like(5)) == problem_kind::not_text);
    CHECK(where("note"_c.like("a", 5)) == problem_kind::not_text);
    CHECK(where("id"_c.glob("1*")) == problem_kind::not_text);
    CHECK(where("note"_c.glob("pattern"_p)) == problem_kind::none);
    CHECK(problem_of(of_orders(tenon::concat("note"_c, "id"_c))) == problem_kind::not_text);
    CHECK(type_of_result(of_orders(tenon::concat("note"_c, "!"))) == optional_of(kind::text));
    CHECK(type_of_result(select(tenon::concat("name"_c, "!")).from<customer>()) == plain(kind::text));
    CHECK(type_of_result(select("name"_c.like("a%")).from<customer>()) == plain(kind::boolean));
    CHECK(where("note"_c.collate<"NOCASE">() == "a") == problem_kind::none);
    CHECK(where("note"_c.collate<"rtrim">() == "a") == problem_kind::none);
    CHECK(where("note"_c.collate<"KLINGON">() == "a") == problem_kind::unknown_collation);
    CHECK(where("id"_c.collate<"NOCASE">() == 1) == problem_kind::not_text);
}

TEST_CASE("a placeholder's type follows from its place or not at all") {
    CHECK(where("a"_p == "b"_p) == problem_kind::untyped_placeholder);
    CHECK(where("a"_p == "id"_c) == problem_kind::none);
    CHECK(where("a"_p.is_null()) == problem_kind::untyped_placeholder);
    CHECK(where("a"_p.is_null() || "id"_c == "a"_p) == problem_kind::none);
    CHECK(where("a"_p.in("id"_c, "b"_p)) == problem_kind::none);
    CHECK(where("a"_p.between("id"_c, "b"_p)) == problem_kind::none);
    CHECK(problem_of(select("a"_p).from<order>()) == problem_kind::untyped_placeholder);
    CHECK(accepted(select("a"_p + 1).from<order>()));
}

TEST_CASE("a value that no codec stores is said to be one") {
    struct opaque {};
    CHECK(where("id"_c == opaque{}) == problem_kind::no_codec);
    CHECK(where("id"_c == 5) == problem_kind::none);
}

TEST_CASE("a captured value that may be NULL is compared as such") {
    CHECK(where("id"_c == std::optional<int>(5)) == problem_kind::compared_with_optional);
    CHECK(where("id"_c > std::optional<int>(5)) == problem_kind::compared_with_optional);
    CHECK(where("id"_c.is_not_distinct_from(std::optional<int>(5))) == problem_kind::none);
}

TEST_CASE("a placeholder's name is one word") {
    CHECK(where("id"_c == "x-id"_p) == problem_kind::bad_placeholder_name);
    CHECK(where("id"_c == ""_p) == problem_kind::bad_placeholder_name);
    CHECK(where("id"_c == "größe_1"_p) == problem_kind::none);
}
