// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/assignments.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>

using namespace tenon::literals;
using tenon::constant;
using tenon::insert;
using tenon::update;
using namespace tests;

namespace {

template <class A>
problem_kind set_in_order(const A& assignment) {
    return problem_of(update<order>().set(assignment));
}

const auto ada =
    insert<customer>().values("name"_c = "Ada", "email"_c = "ada@example.com", "active"_c = true);

template <class... E>
problem_kind conflict_on(E... columns) {
    return problem_of(ada.on_conflict(columns...).do_nothing());
}

}  // namespace

TEST_CASE("a column takes values of its type") {
    CHECK(set_in_order("total"_c = 5) == problem_kind::none);
    CHECK(set_in_order("total"_c = "id"_c) == problem_kind::none);
    CHECK(set_in_order("id"_c = 5.5) == problem_kind::mismatched_assignment);
    CHECK(set_in_order("id"_c = "total"_c) == problem_kind::mismatched_assignment);
    CHECK(set_in_order("total"_c = "much") == problem_kind::mismatched_assignment);
    CHECK(set_in_order("note"_c = 5) == problem_kind::mismatched_assignment);
    CHECK(set_in_order("note"_c = std::string("x")) == problem_kind::none);
    CHECK(set_in_order("state"_c = status::paid) == problem_kind::none);
    CHECK(set_in_order("state"_c = 2) == problem_kind::mismatched_assignment);
    CHECK(set_in_order("state"_c = constant<2>) == problem_kind::none);
    CHECK(set_in_order("created_at"_c = "note"_c) == problem_kind::mismatched_assignment);
    CHECK(set_in_order("created_at"_c = "when"_p) == problem_kind::none);
    CHECK(problem_of(update<customer>().set("active"_c = 1)) == problem_kind::mismatched_assignment);
    CHECK(problem_of(update<customer>().set("active"_c = constant<1>)) == problem_kind::none);
    CHECK(problem_of(update<customer>().set("active"_c = ("id"_c > 5))) == problem_kind::none);
}

TEST_CASE("a column that is not optional takes no NULL") {
    CHECK(set_in_order("note"_c = std::nullopt) == problem_kind::none);
    CHECK(set_in_order("total"_c = std::nullopt) == problem_kind::null_assignment);
    CHECK(set_in_order("total"_c = std::optional<double>(1)) == problem_kind::null_assignment);
    CHECK(set_in_order("note"_c = std::optional<std::string>()) == problem_kind::none);
    CHECK(set_in_order("customer_id"_c = "id"_c / "customer_id"_c) == problem_kind::null_assignment);
    CHECK(set_in_order("customer_id"_c = tenon::coalesce("id"_c / "customer_id"_c, 0)) == problem_kind::none);
    CHECK(problem_of(update<customer>().set("active"_c = ("id"_c > tenon::nullif("id"_c, 5)))) ==
          problem_kind::null_assignment);
}

TEST_CASE("columns that are assigned exist, once each") {
    CHECK(set_in_order("totl"_c = 5) == problem_kind::unknown_assignment);
    CHECK(problem_of(update<order>().set("total"_c = 5, "Total"_c = 6)) == problem_kind::doubled_assignment);
    CHECK(problem_of(update<order>().set("total"_c = 5, "note"_c = "x")) == problem_kind::none);
    CHECK(problem_of(update<order>().where("id"_c == 1)) == problem_kind::no_values);
    CHECK(problem_of(insert<customer>().values("name"_c = "a", "name"_c = "b", "email"_c = "e",
                                               "active"_c = true)) == problem_kind::doubled_assignment);
    CHECK(problem_of(ada.on_conflict("email"_c).do_update("name"_c = "a", "name"_c = "b")) ==
          problem_kind::doubled_assignment);
}

TEST_CASE("a row gives every column that can't be left out") {
    CHECK(accepted(ada));
    CHECK(problem_of(insert<customer>().values("name"_c = "Ada", "active"_c = true)) ==
          problem_kind::missing_value);
    CHECK(problem_of(insert<customer>().values()) == problem_kind::missing_value);
    CHECK(problem_of(insert<customer>()) == problem_kind::no_values);
    // `note` is optional, `created_at` has a default, `id` is the row's number.
    CHECK(accepted(insert<order>().values("customer_id"_c = 1, "total"_c = 2, "state"_c = status::open)));
    CHECK(problem_of(insert<line>().values("number"_c = 1, "article"_c = "a", "quantity"_c = 1)) ==
          problem_kind::missing_value);
}

TEST_CASE("the rows of an INSERT have one shape") {
    const auto one = insert<order>().values("customer_id"_c = 1, "total"_c = 2, "state"_c = status::open);
    CHECK(accepted(one.values("customer_id"_c = 2, "total"_c = 3, "state"_c = status::paid)));
    CHECK(problem_of(one.values("total"_c = 3, "customer_id"_c = 2, "state"_c = status::paid)) ==
          problem_kind::differing_rows);
    CHECK(problem_of(one.values("customer_id"_c = 2, "total"_c = 3, "state"_c = status::paid,
                                "note"_c = "x")) == problem_kind::differing_rows);
}

TEST_CASE("a conflict is about exactly a declared key") {
    CHECK(conflict_on("email"_c) == problem_kind::none);
    CHECK(conflict_on("id"_c) == problem_kind::none);
    CHECK(conflict_on() == problem_kind::none);
    CHECK(conflict_on("name"_c) == problem_kind::not_a_key);
    CHECK(conflict_on("email"_c, "name"_c) == problem_kind::not_a_key);
    CHECK(conflict_on("email"_c, "email"_c) == problem_kind::not_a_key);
    CHECK(conflict_on("mail"_c) == problem_kind::unknown_column);
    const auto row =
        insert<line>().values("order_id"_c = 1, "number"_c = 2, "article"_c = "a", "quantity"_c = 3);
    CHECK(accepted(row.on_conflict("number"_c, "order_id"_c).do_nothing()));
    CHECK(problem_of(row.on_conflict("order_id"_c).do_nothing()) == problem_kind::not_a_key);
}

TEST_CASE("the refused row is called excluded, in DO UPDATE alone") {
    const auto conflict = ada.on_conflict("email"_c);
    CHECK(accepted(conflict.do_update("name"_c = "excluded.name"_c)));
    CHECK(accepted(conflict.do_update("name"_c = tenon::concat("name"_c, "excluded.name"_c))
                       .where("excluded.active"_c && "active"_c)));
    CHECK(problem_of(conflict.do_update("name"_c = "excluded.nam"_c)) == problem_kind::unknown_column);
    CHECK(problem_of(conflict.do_update("name"_c = "excluded.name"_c).returning("excluded.name"_c)) ==
          problem_kind::unknown_source);
    CHECK(accepted(conflict.do_update("name"_c = "excluded.name"_c).returning("name"_c)));
    CHECK(problem_of(update<customer>().set("name"_c = "excluded.name"_c)) == problem_kind::unknown_source);
}
