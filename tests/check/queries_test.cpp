// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/queries.hpp>
#include <tenon/query/functions.hpp>
#include <tenon/statement/compiled.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::constant, tenon::count, tenon::exists, tenon::max, tenon::scalar, tenon::select, tenon::sum,
    tenon::values, tenon::with;
using tenon::row_value;
using namespace tests;

namespace {

constexpr auto ids = select("id"_c).from<order>();

template <class E>
problem_kind where(const E& condition) {
    return problem_of(select("id"_c).from<customer, "c">().where(condition));
}

}  // namespace

TEST_CASE("a query that stands for a value yields one column") {
    CHECK(where("c.id"_c == select("id"_c, "total"_c).from<order>()) == problem_kind::not_one_column);
    CHECK(where("c.id"_c.in(select("id"_c, "total"_c).from<order>())) ==
          problem_kind::differing_rows_compared);
    CHECK(where("c.id"_c == ids) == problem_kind::none);
    CHECK(where(exists(select("id"_c, "total"_c).from<order>())) == problem_kind::none);
    CHECK(where("c.name"_c == ids) == problem_kind::mismatched_types);
}

TEST_CASE("a scalar subquery is NULL where no row comes") {
    CHECK(type_of_result(select(scalar(ids)).from<customer>()) == optional_of(kind::integer));
    CHECK(type_of_result(select(scalar(select(count()).from<order>())).from<customer>()) ==
          plain(kind::integer));
    CHECK(
        type_of_result(select(scalar(select(count()).from<order>().having(count() > 1))).from<customer>()) ==
        optional_of(kind::integer));
    CHECK(type_of_result(select(scalar(select(count()).from<order>().limit(1))).from<customer>()) ==
          optional_of(kind::integer));
    CHECK(type_of_result(select(scalar(select(count()).from<order>().group_by("id"_c))).from<customer>()) ==
          optional_of(kind::integer));
    CHECK(type_of_result(select(scalar(select(max("id"_c)).from<order>())).from<customer>()) ==
          optional_of(kind::integer));
    CHECK(type_of_result(select(scalar(values(1)))) == plain(kind::integer));
    CHECK(type_of_result(select(scalar(values(1).limit(1)))) == optional_of(kind::integer));
}

TEST_CASE("an aggregate is one of the query whose columns it names") {
    CHECK(where(scalar(select(sum("c.id"_c)).from<order>()) > 1) == problem_kind::outer_aggregate);
    CHECK(where(scalar(select(sum("c.id"_c * 2)).from<order>()) > 1) == problem_kind::outer_aggregate);
    CHECK(where(scalar(select(count().filter("c.id"_c > 1)).from<order>()) > 1) ==
          problem_kind::outer_aggregate);
    CHECK(where(scalar(select(sum("c.id"_c).filter("orders.id"_c > 1)).from<order>()) > 1) ==
          problem_kind::none);
    CHECK(where(scalar(select(sum("c.id"_c + "total"_c)).from<order>()) > 1) == problem_kind::none);
    CHECK(where(scalar(select(count()).from<order>()) > 1) == problem_kind::none);
    CHECK(where(scalar(select("id"_c).from<order>().group_by("id"_c).having(sum("c.id"_c) > 1)) > 1) ==
          problem_kind::outer_aggregate);
    const auto outer = [](auto inner) {
        return problem_of(select(scalar(inner)).template from<customer, "c">());
    };
    CHECK(outer(select(scalar(select(sum("c.id"_c)).from<line>())).from<order>()) ==
          problem_kind::outer_aggregate);
    CHECK(outer(select(sum(scalar(select("c.id"_c + "quantity"_c).from<line>()))).from<order>()) ==
          problem_kind::outer_aggregate);
}

TEST_CASE("grouping holds for columns that queries inside name") {
    const auto grouped = [](auto result) {
        return problem_of(select(result, count()).template from<order, "o">().group_by("customer_id"_c));
    };
    CHECK(grouped(scalar(select("name"_c).from<customer>().where("id"_c == "o.customer_id"_c))) ==
          problem_kind::none);
    CHECK(grouped(scalar(select("name"_c).from<customer>().where("id"_c == "o.id"_c))) ==
          problem_kind::not_grouped);
    CHECK(grouped(scalar(select(scalar(select("article"_c).from<line>().where("order_id"_c == "o.id"_c)))
                             .from<customer>())) == problem_kind::not_grouped);
    CHECK(grouped(exists(select(tenon::all).from<customer>().where("id"_c == "o.customer_id"_c)).as<"e">()) ==
          problem_kind::none);
}

TEST_CASE("parts of compound queries agree") {
    CHECK(accepted(ids.union_(select("id"_c).from<customer>())));
    CHECK(problem_of(ids.union_(select("id"_c, "name"_c).from<customer>())) ==
          problem_kind::differing_widths);
    CHECK(problem_of(ids.union_(select("name"_c).from<customer>())) == problem_kind::differing_columns);
    CHECK(problem_of(select("state"_c).from<order>().union_(ids)) == problem_kind::differing_columns);
    CHECK(problem_of(ids.limit(1).union_(ids)) == problem_kind::misplaced_clause);
    CHECK(problem_of(ids.union_(ids.order_by("id"_c))) == problem_kind::misplaced_clause);
    CHECK(problem_of(ids.union_(ids.union_(ids))) == problem_kind::misplaced_clause);
    CHECK(problem_of(ids.union_(with<"q">(ids).select("id"_c).from<"q">())) ==
          problem_kind::misplaced_clause);
    CHECK(accepted(with<"q">(ids).select("id"_c).from<"q">().union_(select("id"_c).from<"q">())));
    CHECK(problem_of(ids.union_(ids).order_by("total"_c)) == problem_kind::unknown_column);
    CHECK(problem_of(ids.union_(ids).order_by("id"_c + 1)) == problem_kind::compound_order);
    CHECK(problem_of(ids.union_(ids).order_by(tenon::lower("id"_c).collate<"NOCASE">())) !=
          problem_kind::none);
    CHECK(type_of_result(select("customer_id"_c).from<order>().union_(select("chief"_c).from<employee>())) ==
          optional_of(kind::integer));
    CHECK(type_of_result(ids.union_(ids).union_(select("chief"_c).from<employee>())) ==
          optional_of(kind::integer));
}

TEST_CASE("rows of VALUES agree") {
    CHECK(accepted(values(row_value(1, "a"), row_value(2, "b"))));
    CHECK(problem_of(values(row_value(1, "a"), 2)) == problem_kind::differing_widths);
    CHECK(problem_of(values(1, "a")) == problem_kind::differing_columns);
    CHECK(problem_of(values(1, "x"_p)) == problem_kind::untyped_placeholder);
    CHECK(type_of_result(values(1, std::nullopt)) == optional_of(kind::integer));
}

TEST_CASE("a part of WITH has a name of its own") {
    CHECK(accepted(with<"q">(ids).select("id"_c).from<"q">()));
    CHECK(problem_of(with<"q">(ids).select("id"_c).from<"p">()) == problem_kind::unknown_table);
    CHECK(problem_of(with<"q">(ids).with<"q">(ids).select("id"_c).from<"q">()) ==
          problem_kind::doubled_alias);
    CHECK(problem_of(with<"q">(select("id"_c).from<"r">()).with<"r">(ids).select("id"_c).from<"q">()) ==
          problem_kind::unknown_table);
    CHECK(problem_of(with<"ORDERS">(select("id"_c).from<customer>()).select("id"_c).from<order>()) ==
          problem_kind::hidden_table);
    CHECK(problem_of(with<"orders">(ids).select("id"_c).from<"orders">()) == problem_kind::hidden_table);
    // SQL lets a part read those behind it too.
    CHECK(problem_of(
              with<"q">(ids).with<"orders">(select("id"_c).from<customer>()).select("id"_c).from<"q">()) ==
          problem_kind::hidden_table);
    CHECK(problem_of(with<"orders">(select("id"_c).from<customer>())
                         .select("id"_c)
                         .from<"orders">()
                         .where("id"_c.in(ids))) == problem_kind::hidden_table);
    CHECK(accepted(select("id"_c).from<order>().where(
        "id"_c.in(with<"customers">(select("id"_c).from<line>().join<order>("id"_c == "order_id"_c))
                      .select("id"_c)
                      .from<"customers">()))));
    CHECK(problem_of(with<"q", "a", "b">(ids).select("a"_c).from<"q">()) == problem_kind::cte_width);
    CHECK(
        problem_of(with<"q", "a", "A">(select("id"_c, "total"_c).from<order>()).select("a"_c).from<"q">()) ==
        problem_kind::doubled_result);
    CHECK(accepted(with<"orders">(select("id"_c).from<customer>()).select("orders.id"_c).from<"orders">()));
}

TEST_CASE("a recursive part's columns can be NULL where any of its parts' can") {
    const auto up = tenon::with_recursive<"up", "id", "next">(
        select("id"_c, "id"_c)
            .from<employee>()
            .union_all(
                select("e.id"_c, "e.chief"_c).from<"up">().join<employee, "e">("e.id"_c == "up.next"_c)));
    CHECK(type_of_result(up.select("id"_c).from<"up">()) == plain(kind::integer));
    CHECK(type_of_result(up.select("next"_c).from<"up">()) == optional_of(kind::integer));
    CHECK(type_of_result(up.select("next"_c + 1).from<"up">()) == optional_of(kind::integer));
    const auto chain = tenon::with_recursive<"r", "a", "b">(
        select("id"_c, "id"_c)
            .from<employee>()
            .union_all(select("r.b"_c, "e.chief"_c).from<"r">().join<employee, "e">("e.id"_c == "r.a"_c)));
    CHECK(type_of_result(chain.select("a"_c).from<"r">()) == optional_of(kind::integer));
}

namespace {

template <int Depth>
constexpr auto nested() {
    if constexpr (Depth == 0)
        return select("id"_c).from<order>();
    else
        return select("id"_c).from<"q">(nested<Depth - 1>());
}

}  // namespace

TEST_CASE("queries nest no deeper than 40") {
    CHECK(tenon::detail::explain_query<decltype(nested<40>())>().view() == "");
    CHECK(tenon::detail::explain_query<decltype(nested<41>())>().view() ==
          "the statement nests deeper than 40");
}
