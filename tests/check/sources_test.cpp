// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/sources.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::count, tenon::exists, tenon::scalar, tenon::select, tenon::using_;
using namespace tests;

TEST_CASE("USING names columns of both sides") {
    const auto joined = [](auto name) {
        return problem_of(select("name"_c).template from<order>().template join<customer>(using_(name)));
    };
    CHECK(joined("id"_c) == problem_kind::none);
    CHECK(joined("total"_c) == problem_kind::not_on_both_sides);
    CHECK(joined("name"_c) == problem_kind::not_on_both_sides);
    CHECK(problem_of(select("o.id"_c).from<order, "o">().join<"q">(
              select("name"_c.as<"id">()).from<customer>(), using_("id"_c))) ==
          problem_kind::differing_columns);
}

TEST_CASE("a column that USING merges is no ambiguity, others are") {
    const auto full = select("id"_c).from<order>().full_join<customer>(using_("id"_c));
    CHECK(type_of_result(full) == plain(kind::integer));
    CHECK(type_of_result(select("orders.id"_c).from<order>().full_join<customer>(using_("id"_c))) ==
          optional_of(kind::integer));
    CHECK(type_of_result(full.right_join<line>("order_id"_c == "orders.id"_c)) == optional_of(kind::integer));
    CHECK(type_of_result(full.join<line>("order_id"_c == "orders.id"_c)) == plain(kind::integer));
    CHECK(problem_of(full.join<employee>("employees.id"_c == 1)) == problem_kind::ambiguous_column);
    CHECK(accepted(full.join<employee>(using_("id"_c))));
}

TEST_CASE("a merged column is not that of either side") {
    const auto grouped = [](auto result) {
        return problem_of(select(result, count())
                              .template from<order>()
                              .template full_join<"x">(select("id"_c, "customer_id"_c).from<order, "i">(),
                                                       using_("id"_c, "customer_id"_c))
                              .group_by("id"_c));
    };
    CHECK(grouped("id"_c) == problem_kind::none);
    CHECK(grouped("orders.id"_c) == problem_kind::not_grouped);
    CHECK(grouped("total"_c) == problem_kind::not_grouped);
}

TEST_CASE("outer joins make columns optional, whatever comes after them") {
    const auto of = [](auto query) { return type_of_result(query); };
    const auto left =
        select("o.id"_c).from<customer, "c">().left_join<order, "o">("o.customer_id"_c == "c.id"_c);
    CHECK(of(left) == optional_of(kind::integer));
    CHECK(of(left.join<line>("order_id"_c == "o.id"_c)) == optional_of(kind::integer));
    const auto plain_id = select("c.id"_c).from<customer, "c">();
    CHECK(of(plain_id.right_join<order, "o">("o.customer_id"_c == "c.id"_c)) == optional_of(kind::integer));
    CHECK(of(plain_id.join<order, "o">("o.customer_id"_c == "c.id"_c)
                 .full_join<line>("order_id"_c == "o.id"_c)) == optional_of(kind::integer));
    CHECK(of(plain_id.left_join<order, "o">("o.customer_id"_c == "c.id"_c)) == plain(kind::integer));
    CHECK(of(select("q.id"_c).from<"q">(select("id"_c).from<order>()).join<customer>("name"_c == "x")) ==
          plain(kind::integer));
    CHECK(of(select("q.id"_c).from<customer>().left_join<"q">(
              select("id"_c).from<order>(), "q.id"_c == "customers.id"_c)) == optional_of(kind::integer));
}

TEST_CASE("a query in FROM sees neither its neighbours nor hides a name") {
    CHECK(problem_of(select("q.id"_c).from<customer, "c">().join<"q">(
              select("id"_c).from<order>().where("customer_id"_c == "c.id"_c), "q.id"_c == 1)) ==
          problem_kind::unknown_source);
    CHECK(problem_of(select("q.total"_c).from<"q">(select("id"_c).from<order>())) ==
          problem_kind::unknown_column);
    CHECK(problem_of(select("q.id"_c).from<"q">(select("id"_c, "total"_c.as<"ID">()).from<order>())) ==
          problem_kind::doubled_result);
    CHECK(problem_of(
              select("q.id"_c).from<"q">(select("id"_c).from<order>()).join<customer, "Q">("q.id"_c == 1)) ==
          problem_kind::doubled_alias);
    CHECK(problem_of(select(tenon::all).from<"q">(select("id"_c + 1).from<order>())) ==
          problem_kind::unnamed_column);
}

TEST_CASE("a name that a query inside gives to another table can't be meant outside") {
    const auto inside = [](auto condition) {
        return problem_of(select("x.id"_c).template from<order, "x">().where(
            exists(select("x.id"_c).template from<customer, "x">().where(condition))));
    };
    CHECK(inside("x.name"_c == "a") == problem_kind::none);
    CHECK(inside(tenon::c<&order::total> > 1) == problem_kind::doubled_alias);
    CHECK(inside(tenon::c<&customer::id> > 1) == problem_kind::none);
    CHECK(problem_of(tenon::update<order, "o">()
                         .set("total"_c = 1)
                         .returning(scalar(select(count()).from<order>().where("orders.id"_c < "o.id"_c))
                                        .as<"n">())) == problem_kind::doubled_alias);
    CHECK(accepted(
        tenon::update<order, "o">()
            .set("total"_c = 1)
            .returning(scalar(select(count()).from<order, "i">().where("i.id"_c < "o.id"_c)).as<"n">())));
    CHECK(accepted(tenon::update<order, "o">().set(
        "total"_c = scalar(select(count()).from<order>().where("orders.id"_c < "o.id"_c)))));
}

TEST_CASE("table-valued functions see the tables before them") {
    CHECK(accepted(select(tenon::cast<std::string>("j.value"_c))
                       .from<customer, "c">()
                       .cross_join<"j">(tenon::json_each("c.name"_c))));
    CHECK(
        problem_of(select("j.value"_c).from<customer, "c">().cross_join<"j">(tenon::json_each("c.name"_c))) ==
        problem_kind::untyped_result);
    CHECK(problem_of(select("c.id"_c).from<"j">(tenon::json_each("c.name"_c)).from<customer, "c">()) ==
          problem_kind::unknown_source);
    CHECK(problem_of(select(tenon::all).from<"j">(tenon::json_each("[]"))) == problem_kind::untyped_result);
}
