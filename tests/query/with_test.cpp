// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/with.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>

using namespace tenon::literals;
using namespace tests;
using tenon::cast, tenon::count, tenon::select, tenon::sql_text, tenon::with, tenon::with_recursive;

namespace {

template <class Query, std::size_t I>
using cell = std::tuple_element_t<I, tenon::row_of<Query>>;

}  // namespace

constexpr auto twice =
    with<"big">(select("id"_c, "customer_id"_c, "state"_c).from<order>().where("total"_c > 8.0))
        .select("a.id"_c, "b.id"_c.as<"other">(), "b.state"_c)
        .from<"big", "a">()
        .left_join<"big", "b">("a.customer_id"_c == "b.customer_id"_c && "a.id"_c < "b.id"_c);
static_assert(
    sql_text(twice) ==
    R"(WITH "big" AS (SELECT "orders"."id", "orders"."customer_id", "orders"."state" FROM "orders" WHERE )"
    R"("orders"."total" > ?) SELECT "a"."id", "b"."id" AS "other", "b"."state" FROM "big" AS "a" LEFT JOIN "big" )"
    R"(AS "b" ON "a"."customer_id" = "b"."customer_id" AND "a"."id" < "b"."id")");
static_assert(std::same_as<cell<decltype(twice), 0>, std::int64_t>);
static_assert(std::same_as<cell<decltype(twice), 1>, std::optional<std::int64_t>>);
static_assert(std::same_as<cell<decltype(twice), 2>, std::optional<status>>);

// The recursive part may yield NULL where the first one does not.
constexpr auto chiefs = with_recursive<"up", "id", "next", "depth">(
                            select("id"_c, "id"_c, cast<std::int64_t>(0))
                                .from<employee>()
                                .where("name"_c == "who"_p)
                                .union_all(select("e.id"_c, "e.chief"_c, "depth"_c + 1)
                                               .from<"up">()
                                               .join<employee, "e">("e.id"_c == "up.next"_c)
                                               .where("depth"_c < 6)))
                            .select("id"_c, "next"_c, "depth"_c)
                            .from<"up">()
                            .order_by("depth"_c);
static_assert(std::same_as<cell<decltype(chiefs), 0>, std::int64_t>);
static_assert(std::same_as<cell<decltype(chiefs), 1>, std::optional<std::int64_t>>);

TEST_CASE("a part of WITH is read like a table") {
    filled at;
    CHECK(at.difference("SELECT a.id, b.id, b.state FROM orders a LEFT JOIN orders b ON a.customer_id = "
                        "b.customer_id AND a.id "
                        "< b.id AND b.total > 8 WHERE a.total > 8",
                        twice) == "");
    const auto named =
        with<"t", "n", "who">(select(count(), "customer_id"_c).from<order>().group_by("customer_id"_c),
                              tenon::materialized)
            .with<"u">(select("who"_c.as<"id">()).from<"t">().where("n"_c > "least"_p),
                       tenon::not_materialized)
            .select("name"_c, "n"_c)
            .from<"t">()
            .join<"u">("u.id"_c == "t.who"_c)
            .join<customer>("customers.id"_c == "u.id"_c)
            .where("customers.id"_c != 3 && "n"_c < tenon::scalar(select(count()).from<"u">()) + 1);
    static_assert(sql_text(named).starts_with(R"(WITH "t" ("n", "who") AS MATERIALIZED (SELECT COUNT(*), )"));
    CHECK(at.difference("SELECT name, 2 FROM customers WHERE id IN (1, 2)", named, "least"_p = 1) == "");
}

TEST_CASE("WITH inside of queries, and one hidden by another") {
    filled at;
    const auto nested =
        with<"q">(select("id"_c).from<customer>().where("id"_c < 3))
            .select("id"_c,
                    tenon::scalar(
                        with<"q">(select("id"_c).from<order>().where("id"_c > 1)).select(count()).from<"q">())
                        .as<"n">())
            .from<"q">()
            .where("id"_c.in(with<"r">(select("id"_c).from<"q", "inner">())
                                 .select("id"_c)
                                 .from<"r">()
                                 .union_(select("id"_c + 1).from<"r">())));
    CHECK(at.difference("SELECT id, 4 FROM customers WHERE id < 3", nested) == "");
    const auto correlated =
        select("name"_c,
               tenon::scalar(with<"own">(select("total"_c).from<order>().where("customer_id"_c == "c.id"_c))
                                 .select(tenon::max("total"_c))
                                 .from<"own">())
                   .as<"most">())
            .from<customer, "c">();
    CHECK(at.difference(
              "SELECT name, (SELECT MAX(total) FROM orders WHERE customer_id = c.id) FROM customers c",
              correlated) == "");
}

TEST_CASE("recursion goes on until no row is new") {
    filled at;
    CHECK(at.ordered_difference("WITH RECURSIVE up(id, next, depth) AS (SELECT id, id, 0 FROM employees "
                                "WHERE name = 'Ida' UNION ALL "
                                "SELECT e.id, e.chief, depth + 1 FROM up JOIN employees e ON e.id = up.next "
                                "WHERE depth < 6) SELECT * FROM up "
                                "ORDER BY depth",
                                chiefs, "who"_p = "Ida") == "");
    const auto distinct =
        with_recursive<"n", "i">(select(cast<std::int64_t>("first"_p))
                                     .union_(select(("i"_c * 3) % tenon::constant<11>).from<"n">()))
            .select("i"_c)
            .from<"n">();
    CHECK(at.difference("WITH RECURSIVE n(i) AS (SELECT 2 UNION SELECT i * 3 % 11 FROM n) SELECT i FROM n",
                        distinct, "first"_p = 2) == "");
    const auto bounded = with_recursive<"n", "i">(
                             select(cast<std::int64_t>(7)).union_all(select("i"_c + 5).from<"n">()).limit(4))
                             .select("i"_c)
                             .from<"n">()
                             .where("i"_c > 8)
                             .order_by("i"_c.desc());
    CHECK(at.ordered_difference("VALUES (22), (17), (12)", bounded) == "");
}

TEST_CASE("WITH before UNION is one of all parts") {
    filled at;
    const auto query = with<"q">(select("id"_c).from<customer>().where("id"_c != 2))
                           .select("id"_c, ("id"_c * 10).as<"x">())
                           .from<"q">()
                           .where("id"_c < 4)
                           .union_all(select("id"_c + 100, "id"_c).from<"q">().where("id"_c > 1))
                           .order_by("x"_c.desc(), "id"_c)
                           .limit("n"_p);
    CHECK(at.ordered_difference("SELECT id, id * 10 AS x FROM customers WHERE id IN (1, 3) UNION ALL SELECT "
                                "id + 100, id FROM customers "
                                "WHERE id IN (3, 4) ORDER BY 2 DESC, 1 LIMIT 3",
                                query, "n"_p = 3) == "");
}

TEST_CASE("statements that write read parts of WITH") {
    filled at;
    const auto picked = with<"picked">(select("id"_c).from<order>().where("total"_c >= 20));
    at.db(picked.update<order, "o">()
              .set("note"_c = "n"_p, "total"_c = "total"_c + 1)
              .where("id"_c.in(select("id"_c).from<"picked">()) && "id"_c != 3),
          "n"_p = "big");
    CHECK(at.raw("SELECT id, total, note FROM orders WHERE note = 'big'") ==
          std::vector<std::string>{"2|21|big|"});
    at.db(with<"few">(tenon::values(tenon::row_value(51, "x"), tenon::row_value(52, "y")))
              .insert<employee>()
              .columns("id"_c, "name"_c)
              .rows(select("column1"_c + 1, "column2"_c).from<"few">().where("column1"_c < 52)));
    CHECK(at.raw("SELECT id, name, chief FROM employees WHERE id > 50") ==
          std::vector<std::string>{"52|x|NULL|"});
    at.db(with<"gone">(select("id"_c).from<customer>().where("id"_c > 3))
              .delete_from<customer>()
              .where("id"_c.in(select("id"_c).from<"gone">())));
    CHECK(at.raw("SELECT COUNT(*) FROM customers") == std::vector<std::string>{"3|"});
}
