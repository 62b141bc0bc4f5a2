// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/names.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::c;
using tenon::select;
using namespace tests;

TEST_CASE("columns are found by name, in either case, or by their field's address") {
    CHECK(accepted(select("total"_c, "TOTAL"_c.as<"again">()).from<order>()));
    CHECK(accepted(select("orders.total"_c, "Orders.Total"_c.as<"again">()).from<order>()));
    CHECK(accepted(select("o.total"_c).from<order, "o">()));
    CHECK(accepted(select(c<&order::total>).from<order, "o">()));
    CHECK(accepted(select(c<&order::total, "O">).from<order, "o">()));
    CHECK(problem_of(select("totl"_c).from<order>()) == problem_kind::unknown_column);
    CHECK(problem_of(select("orders.totl"_c).from<order>()) == problem_kind::unknown_column);
    CHECK(problem_of(select("name"_c).from<order>()) == problem_kind::unknown_column);
    CHECK(problem_of(select(c<&customer::name>).from<order>()) == problem_kind::missing_table);
    CHECK(problem_of(select(c<&order::total, "x">).from<order, "o">()) == problem_kind::missing_table);
}

TEST_CASE("a table with an alias is known by that alone") {
    CHECK(problem_of(select("orders.total"_c).from<order, "o">()) == problem_kind::unknown_source);
    CHECK(problem_of(select("c.total"_c).from<order, "o">()) == problem_kind::unknown_source);
    CHECK(problem_of(select("c.*"_c).from<order, "o">()) == problem_kind::unknown_source);
    CHECK(accepted(select("o.*"_c).from<order, "o">()));
}

TEST_CASE("a name that several tables have says which is meant") {
    const auto orders = [](auto result) {
        return select(result).template from<order, "o">().template join<customer, "c">("c.id"_c ==
                                                                                       "o.customer_id"_c);
    };
    CHECK(problem_of(orders("id"_c)) == problem_kind::ambiguous_column);
    CHECK(accepted(orders("c.id"_c)));
    CHECK(accepted(orders("total"_c)));
    CHECK(accepted(orders(c<&customer::id>)));
}

TEST_CASE("a table that stands twice needs two names") {
    CHECK(problem_of(select("name"_c).from<employee>().join<employee>("id"_c == 1)) ==
          problem_kind::doubled_alias);
    CHECK(problem_of(select("e.name"_c).from<employee, "e">().join<customer, "E">("e.id"_c == 1)) ==
          problem_kind::doubled_alias);
    const auto pairs = [](auto result) {
        return select(result).template from<employee>().template join<employee, "chief">("chief.id"_c ==
                                                                                         "employees.chief"_c);
    };
    CHECK(accepted(pairs("employees.name"_c)));
    CHECK(problem_of(pairs(c<&employee::name>)) == problem_kind::ambiguous_table);
    CHECK(accepted(pairs(c<&employee::name, "chief">)));
    CHECK(accepted(pairs(c<&employee::name, "employees">)));
}

TEST_CASE("a join's condition sees the tables up to its own") {
    CHECK(problem_of(select("o.id"_c)
                         .from<order, "o">()
                         .join<line, "l">("l.order_id"_c == "c.id"_c)
                         .join<customer, "c">("c.id"_c == "o.customer_id"_c)) ==
          problem_kind::unknown_source);
    CHECK(accepted(select("o.id"_c)
                       .from<order, "o">()
                       .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                       .join<line, "l">("l.order_id"_c == "c.id"_c)));
}

TEST_CASE("columns need a table") {
    CHECK(problem_of(select("id"_c)) == problem_kind::no_sources);
    CHECK(problem_of(select(tenon::all)) == problem_kind::no_sources);
    CHECK(accepted(select(tenon::constant<1>)));
}

TEST_CASE("results are known by their names after the results") {
    const auto twice = select(("total"_c * 2.0).as<"twice">()).from<order>();
    CHECK(accepted(twice.order_by("twice"_c.desc())));
    CHECK(accepted(twice.group_by("twice"_c)));
    CHECK(accepted(twice.group_by("twice"_c).having("twice"_c > 10.0)));
    CHECK(problem_of(twice.where("twice"_c > 10.0)) == problem_kind::unknown_column);
    CHECK(problem_of(twice.order_by("thrice"_c)) == problem_kind::unknown_column);
}

TEST_CASE("ORDER BY looks at results first, GROUP BY and HAVING at columns") {
    // The result `note` is a number, the column is text: what is compared with tells which one was found.
    const auto lengths = select(tenon::coalesce(tenon::length("note"_c), 0).as<"note">()).from<order>();
    CHECK(accepted(lengths.order_by("note"_c)));
    CHECK(accepted(lengths.group_by("note"_c).having("note"_c == "text")));
    CHECK(problem_of(lengths.group_by("note"_c).having("note"_c == 5)) == problem_kind::mismatched_types);
}

TEST_CASE("two results can't have one name by declaration") {
    CHECK(problem_of(select("id"_c.as<"n">(), "total"_c.as<"N">()).from<order>()) ==
          problem_kind::doubled_result);
    CHECK(problem_of(select("id"_c, "total"_c.as<"id">()).from<order>()) == problem_kind::doubled_result);
    CHECK(accepted(select("id"_c, "total"_c.as<"sum">()).from<order>()));
}

TEST_CASE("a placeholder that recurs is one, whatever its place") {
    CHECK(accepted(select("id"_c).from<order>().where("id"_c == "n"_p || "customer_id"_c == "n"_p)));
    CHECK(problem_of(select("id"_c).from<order>().where("id"_c == "n"_p || "note"_c == "n"_p)) ==
          problem_kind::placeholder_conflict);
    CHECK(problem_of(select("id"_c).from<order>().where("id"_c == "n"_p && "state"_c == "n"_p)) ==
          problem_kind::placeholder_conflict);
    CHECK(accepted(select("id"_c).from<order>().where("id"_c == "n"_p || "note"_c == "N"_p)));
}
