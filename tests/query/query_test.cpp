// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/query.hpp>
#include <tenon/statement/row_types.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace tenon::literals;
using namespace tests;
using tenon::all;
using tenon::cell;
using tenon::row;
using tenon::row_of;
using tenon::select;
using tenon::sql_text;

// The texts of whole statements.
static_assert(sql_text(select<customer>()) == R"(SELECT "id", "name", "email", "active" FROM "customers")");
static_assert(sql_text(select<customer, "c">()) ==
              R"(SELECT "id", "name", "email", "active" FROM "customers" AS "c")");
static_assert(sql_text(select("id"_c).from<order>()) == R"(SELECT "id" FROM "orders")");
// A result's name would be taken for the term.
static_assert(sql_text(select((-"total"_c).as<"total">()).from<order>().order_by("orders.total"_c)) ==
              R"(SELECT -"total" AS "total" FROM "orders" ORDER BY "orders"."total")");
static_assert(sql_text(select((-"total"_c).as<"total">())
                           .from<order, "o">()
                           .order_by(tenon::c<&order::total>.desc())) ==
              R"(SELECT -"total" AS "total" FROM "orders" AS "o" ORDER BY "o"."total" DESC)");
static_assert(sql_text(tenon::select_distinct("note"_c).from<order>()) ==
              R"(SELECT DISTINCT "note" FROM "orders")");
static_assert(sql_text(tenon::delete_from<order>()) == R"(DELETE FROM "orders")");
static_assert(sql_text(tenon::update<order>().set("total"_c = 0.0)) == R"(UPDATE "orders" SET "total" = ?)");

constexpr auto big_orders = select("c.name"_c, "o.total"_c)
                                .from<order, "o">()
                                .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                                .where("o.total"_c >= "min"_p && "c.active"_c)
                                .order_by("o.total"_c.desc())
                                .limit("n"_p);
static_assert(
    sql_text(big_orders) ==
    R"(SELECT "c"."name", "o"."total" FROM "orders" AS "o" JOIN "customers" AS "c" ON "c"."id" = )"
    R"("o"."customer_id" WHERE "o"."total" >= :min AND "c"."active" ORDER BY "o"."total" DESC LIMIT :n)");

static_assert(tenon::query_like<decltype(select<customer>())> && !tenon::query_like<int>);

// The types of their rows.
template <class Query, class Row>
inline constexpr bool yields = std::is_same_v<row_of<Query>, Row>;

static_assert(yields<decltype(select<customer>()), customer>);
static_assert(yields<decltype(select("c.*"_c).from<order, "o">().from<customer, "c">()), customer>);
static_assert(
    yields<decltype(select(all).from<order, "o">().join<customer, "c">("c.id"_c == "o.customer_id"_c)),
           std::tuple<order, customer>>);
static_assert(
    yields<decltype(select(all).from<order, "o">().left_join<customer, "c">("c.id"_c == "o.customer_id"_c)),
           std::tuple<order, std::optional<customer>>>);
static_assert(yields<decltype(big_orders), row<cell<"c.name", std::string>, cell<"o.total", double>>>);
static_assert(yields<decltype(select("id"_c, "note"_c, "state"_c, "created_at"_c).from<order>()),
                     row<cell<"id", std::int64_t>, cell<"note", std::optional<std::string>>,
                         cell<"state", status>, cell<"created_at", tenon::timestamp>>>);
static_assert(
    yields<decltype(select("number"_c, "label"_c).from<line>()),
           row<cell<"number", std::int32_t>, cell<"label", std::optional<std::vector<std::byte>>>>>);
static_assert(yields<decltype(select(("total"_c * 2).as<"twice">(), tenon::length("note"_c), "id"_c == 1)
                                  .from<order>()),
                     row<cell<"twice", double>, cell<"", std::optional<std::int64_t>>, cell<"", bool>>>);
static_assert(
    yields<decltype(select(tenon::count().as<"n">(), tenon::max("state"_c).as<"most">()).from<order>()),
           row<cell<"n", std::int64_t>, cell<"most", std::optional<status>>>>);
static_assert(yields<decltype(select("customer_id"_c, tenon::max("state"_c).as<"most">())
                                  .from<order>()
                                  .group_by("customer_id"_c)),
                     row<cell<"customer_id", std::int64_t>, cell<"most", status>>>);
static_assert(yields<decltype(select("c.id"_c, "o.state"_c)
                                  .from<customer, "c">()
                                  .left_join<order, "o">("o.customer_id"_c == "c.id"_c)),
                     row<cell<"c.id", std::int64_t>, cell<"o.state", std::optional<status>>>>);
static_assert(yields<decltype(select("c.*"_c, "o.total"_c)
                                  .from<customer, "c">()
                                  .left_join<order, "o">("o.customer_id"_c == "c.id"_c)),
                     row<cell<"c", customer>, cell<"o.total", std::optional<double>>>>);
static_assert(yields<decltype(tenon::insert<customer>()
                                  .values("name"_c = "n"_p, "email"_c = "e"_p, "active"_c = true)
                                  .returning("id"_c)),
                     row<cell<"id", std::int64_t>>>);
static_assert(yields<decltype(tenon::delete_from<order>().returning(all)), order>);
static_assert(yields<decltype(select(tenon::constant<5>.as<"five">(), tenon::constant<true>)),
                     row<cell<"five", int>, cell<"", bool>>> ||
              yields<decltype(select(tenon::constant<5>.as<"five">(), tenon::constant<true>)),
                     row<cell<"five", std::int64_t>, cell<"", bool>>>);

TEST_CASE("SQLite takes whole statements") {
    CHECK(complaint_about(select<customer, "c">()) == "");
    CHECK(complaint_about(big_orders) == "");
    CHECK(complaint_about(
              select(all).from<order, "o">().left_join<customer, "c">("c.id"_c == "o.customer_id"_c)) == "");
    CHECK(complaint_about(tenon::select_distinct("note"_c).from<order>().order_by("id"_c)) == "");
    CHECK(complaint_about(select("c.*"_c, "o.total"_c)
                              .from<customer, "c">()
                              .left_join<order, "o">("o.customer_id"_c == "c.id"_c)) == "");
    CHECK(complaint_about(tenon::delete_from<order>()) == "");
}

namespace {

struct verbose {
    int a_column_with_a_name_of_some_length_1 = 0, a_column_with_a_name_of_some_length_2 = 0;
    int a_column_with_a_name_of_some_length_3 = 0, a_column_with_a_name_of_some_length_4 = 0;
    int a_column_with_a_name_of_some_length_5 = 0, a_column_with_a_name_of_some_length_6 = 0;
    static constexpr auto table = tenon::table("a_table_with_a_name_of_some_length");
};

}  // namespace

TEST_CASE("a text may be as long as it has to be") {
    constexpr auto query = select(all)
                               .from<verbose, "the_first_of_two_aliases_that_say_much">()
                               .from<verbose, "the_second_of_two_aliases_that_say_much">();
    static_assert(sql_text(query).size() > 1000);
    static_assert(sql_text(query).ends_with(R"( AS "the_second_of_two_aliases_that_say_much")"));
    real_sqlite db;
    CHECK(db.create<verbose>() == "");
    CHECK(db.prepare(sql_text(query)) == "");
}

TEST_CASE("a query may be continued in several ways") {
    constexpr auto orders = select("id"_c).from<order>();
    constexpr auto dear = orders.where("total"_c > 100.0);
    static_assert(sql_text(orders) == R"(SELECT "id" FROM "orders")");
    static_assert(sql_text(dear.limit(1)) == R"(SELECT "id" FROM "orders" WHERE "total" > ? LIMIT ?)");
    static_assert(sql_text(dear.order_by("id"_c)) ==
                  R"(SELECT "id" FROM "orders" WHERE "total" > ? ORDER BY "id")");
    CHECK(complaint_about(dear.limit(1)) == "");
}
