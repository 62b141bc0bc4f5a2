// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/inner_queries.hpp>

#include "prepared.hpp"
#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

using namespace tenon::literals;
using namespace tests;
using tenon::constant, tenon::count, tenon::exists, tenon::max, tenon::min, tenon::row_value, tenon::scalar,
    tenon::select, tenon::sum;
using tenon::sql_text;

namespace {

template <class Query>
using first_of = std::tuple_element_t<0, tenon::row_of<Query>>;

}  // namespace

constexpr auto dearest = select("o.id"_c).from<order, "o">().where(
    "o.total"_c == select(max("i.total"_c))
                       .from<order, "i">()
                       .where("i.customer_id"_c == "o.customer_id"_c && "i.total"_c > 1.5));
static_assert(
    sql_text(dearest) ==
    R"(SELECT "o"."id" FROM "orders" AS "o" WHERE "o"."total" = (SELECT MAX("i"."total") FROM "orders" AS )"
    R"("i" WHERE "i"."customer_id" = "o"."customer_id" AND "i"."total" > ?))");
static_assert(std::same_as<first_of<decltype(dearest)>, std::int64_t>);

// A scalar subquery may find no row; COUNT always has one.
constexpr auto counted =
    select(scalar(select(count()).from<order>().where("customer_id"_c == "c.id"_c)).as<"n">(),
           select("name"_c).from<customer, "i">().where("i.id"_c == "c.id"_c).as<"same">(),
           select(max("total"_c)).from<order>().as<"most">())
        .from<customer, "c">();
static_assert(std::same_as<std::tuple_element_t<0, tenon::row_of<decltype(counted)>>, std::int64_t>);
static_assert(
    std::same_as<std::tuple_element_t<1, tenon::row_of<decltype(counted)>>, std::optional<std::string>>);
static_assert(std::same_as<std::tuple_element_t<2, tenon::row_of<decltype(counted)>>, std::optional<double>>);

TEST_CASE("correlated subqueries see the row around them") {
    filled at;
    CHECK(at.difference(
              "SELECT id FROM orders o WHERE total = (SELECT MAX(total) FROM orders WHERE customer_id = "
              "o.customer_id AND total > 1.5)",
              dearest) == "");
    CHECK(at.difference(
              "SELECT (SELECT COUNT(*) FROM orders WHERE customer_id = c.id), c.name, 20 FROM customers c",
              counted) == "");
    const auto two_deep = select("c.name"_c)
                              .from<customer, "c">()
                              .where(exists(select("o.id"_c).from<order, "o">().where(
                                  "o.customer_id"_c == "c.id"_c &&
                                  exists(select("number"_c)
                                             .from<line>()
                                             .where("order_id"_c == "o.id"_c && "article"_c == "pen"_p &&
                                                    tenon::length("c.name"_c) == 3)))));
    CHECK(at.difference(
              "SELECT DISTINCT c.name FROM customers c JOIN orders o ON o.customer_id = c.id JOIN lines l ON "
              "l.order_id = o.id WHERE l.article = 'ink' AND length(c.name) = 3",
              two_deep, "pen"_p = "ink") == "");
}

TEST_CASE("values are bound where they stand, however deep") {
    filled at;
    // Each value differs, so that two exchanged ones show.
    const auto query =
        select(("id"_c * 1000 + 1).as<"a">(),
               scalar(select(count()).from<line>().where("quantity"_c > 2 && "order_id"_c < "first"_p))
                   .as<"b">())
            .from<order>()
            .join<"big">(select("id"_c.as<"customer">(), ("id"_c * 10 + 3).as<"k">())
                             .from<customer>()
                             .where("id"_c < 4),
                         "big.customer"_c == "customer_id"_c && "big.k"_c > 5)
            .where("total"_c > 6.5 &&
                   "customer_id"_c.in(select("id"_c).from<customer>().where("name"_c != "second"_p)) &&
                   "id"_c.not_in(7, 8))
            .order_by(tenon::case_when("id"_c == 2, 9).else_(10), "id"_c)
            .limit("rows"_p)
            .offset(1);
    CHECK(at.ordered_difference(
              "SELECT o.id * 1000 + 1, (SELECT COUNT(*) FROM lines WHERE quantity > 2 AND order_id < 5) FROM "
              "orders o JOIN "
              "(SELECT id AS customer, id * 10 + 3 AS k FROM customers WHERE id < 4) big ON big.customer = "
              "o.customer_id "
              "AND big.k > 5 WHERE total > 6.5 AND customer_id IN (SELECT id FROM customers WHERE name <> "
              "'bob') AND o.id "
              "NOT IN (7, 8) ORDER BY CASE WHEN o.id = 2 THEN 9 ELSE 10 END, o.id LIMIT 3 OFFSET 1",
              query, "rows"_p = 3, "second"_p = "bob", "first"_p = 5) == "");
}

TEST_CASE("IN and NOT IN treat NULL as SQL does") {
    filled at;
    const auto chiefs = select("chief"_c).from<employee, "i">();
    CHECK(at.difference("SELECT name FROM employees WHERE id IN (SELECT chief FROM employees)",
                        select("name"_c).from<employee>().where("id"_c.in(chiefs))) == "");
    CHECK(at.db(select("name"_c).from<employee>().where("id"_c.not_in(chiefs))).all().empty());
    const auto known = chiefs.where("chief"_c.is_not_null());
    CHECK(at.difference(
              "SELECT name FROM employees WHERE id NOT IN (SELECT chief FROM employees WHERE chief NOT NULL)",
              select("name"_c).from<employee>().where("id"_c.not_in(known))) == "");
    const auto asked = select("id"_c.not_in(chiefs).as<"none">()).from<employee>();
    static_assert(std::same_as<first_of<decltype(asked)>, std::optional<bool>>);
    CHECK(at.difference("SELECT id NOT IN (SELECT chief FROM employees) FROM employees", asked) == "");
}

TEST_CASE("row values are compared whole") {
    filled at;
    const auto in_query =
        select("article"_c)
            .from<line>()
            .where(row_value("order_id"_c, "number"_c).in(select("id"_c, "customer_id"_c).from<order>()));
    CHECK(at.difference(
              "SELECT article FROM lines WHERE (order_id, number) IN (SELECT id, customer_id FROM orders)",
              in_query) == "");
    const auto equal =
        select("article"_c).from<line>().where(row_value("order_id"_c, "number"_c) == row_value(1, "n"_p));
    CHECK(at.difference("SELECT article FROM lines WHERE order_id = 1 AND number = 2", equal, "n"_p = 2) ==
          "");
    const auto below = select("article"_c, "quantity"_c)
                           .from<line>()
                           .where(row_value("order_id"_c, "number"_c) < row_value(2, 1));
    CHECK(at.difference("SELECT article, quantity FROM lines WHERE (order_id, number) < (2, 1)", below) ==
          "");
    const auto listed = select("article"_c)
                            .from<line>()
                            .where(row_value("order_id"_c, "number"_c).in(row_value(1, 2), row_value(4, 1)));
    CHECK(at.difference("SELECT article FROM lines WHERE order_id = 1 AND number = 2 OR order_id = 4",
                        listed) == "");
    const auto between =
        select("article"_c)
            .from<line>()
            .where(row_value("order_id"_c, "number"_c).between(row_value(1, 2), row_value(4, 0)));
    CHECK(at.difference("SELECT article FROM lines WHERE (order_id, number) BETWEEN (1, 2) AND (4, 0)",
                        between) == "");
    const auto compared =
        select("article"_c,
               tenon::case_of(row_value("order_id"_c, "number"_c)).when(row_value(1, 2), 5).else_(6))
            .from<line>();
    CHECK(at.difference("SELECT article, CASE WHEN order_id = 1 AND number = 2 THEN 5 ELSE 6 END FROM lines",
                        compared) == "");
}

TEST_CASE("a bound range takes its place among other values") {
    filled at;
    const auto query =
        select("id"_c).from<order>().where("total"_c > 5.0 && "id"_c.in("ids"_p) && "customer_id"_c < 3 &&
                                           "customer_id"_c.in(std::vector<std::int64_t>{1, 2, 4}));
    CHECK(at.difference("SELECT id FROM orders WHERE total > 5 AND id IN (2, 3, 4, 5) AND customer_id < 3",
                        query, "ids"_p = std::vector<std::int64_t>{2, 3, 4, 5}) == "");
}

TEST_CASE("subqueries in groups see what is grouped") {
    filled at;
    const auto query =
        select("customer_id"_c, sum("total"_c).as<"sum">(),
               scalar(select("name"_c).from<customer>().where("id"_c == "o.customer_id"_c)).as<"name">())
            .from<order, "o">()
            .group_by("customer_id"_c)
            .having(count() > scalar(select(count()).from<customer>().where("customers.id"_c >
                                                                            "o.customer_id"_c)) ||
                    "sum"_c < select(max("total"_c)).from<order, "i">().where("i.id"_c == "o.customer_id"_c))
            .order_by(scalar(select("email"_c).from<customer>().where("id"_c == "o.customer_id"_c)).desc());
    CHECK(at.ordered_difference("SELECT customer_id, SUM(total), (SELECT name FROM customers WHERE id = "
                                "o.customer_id) FROM orders o GROUP BY "
                                "customer_id HAVING COUNT(*) > (SELECT COUNT(*) FROM customers c WHERE c.id "
                                "> o.customer_id) OR SUM(total) < "
                                "(SELECT MAX(total) FROM orders i WHERE i.id = o.customer_id) ORDER BY "
                                "(SELECT email FROM customers WHERE id "
                                "= o.customer_id) DESC",
                                query) == "");
}

TEST_CASE("a query's LIMIT may be asked for by another") {
    filled at;
    const auto query = select("id"_c).from<order>().order_by("id"_c).limit(
        scalar(select(min("quantity"_c) + 1).from<line>().where("article"_c == "pen")));
    CHECK(at.ordered_difference("SELECT id FROM orders ORDER BY id LIMIT 2", query) == "");
}

TEST_CASE("a query among the values of IN is one value") {
    filled at;
    const auto most = scalar(select("customer_id"_c).from<order, "i">().order_by("id"_c.desc()));
    const auto several = select("id"_c).from<order>().where("customer_id"_c.in(most, 1));
    CHECK(sql_text(several).ends_with("DESC), ?)"));
    CHECK(at.difference("SELECT id FROM orders WHERE customer_id IN (3, 1)", several) == "");
    CHECK(at.difference("SELECT id FROM orders WHERE customer_id IN (1, 3)",
                        select("id"_c).from<order>().where("customer_id"_c.in(1, most))) == "");
    CHECK(at.difference("SELECT id FROM orders WHERE customer_id = 3",
                        select("id"_c).from<order>().where("customer_id"_c.in(most))) == "");
    CHECK(at.difference("SELECT id FROM orders WHERE customer_id <> 3",
                        select("id"_c).from<order>().where("customer_id"_c.not_in(most))) == "");
    CHECK(at.difference("SELECT article FROM lines WHERE order_id = 1 AND number = 2",
                        select("article"_c)
                            .from<line>()
                            .where(row_value("order_id"_c, "number"_c).in(row_value(1, 2)))) == "");
}

constexpr auto first_customer = select(tenon::min("id"_c)).from<customer>();

TEST_CASE("A list that begins with a query's value goes on") {
    constexpr auto query = select("id"_c).from<tests::order>().where(
        "customer_id"_c.in(tenon::scalar(first_customer), constant<7>));
    static_assert(sql_text(query) ==
                  "SELECT \"orders\".\"id\" FROM \"orders\" WHERE \"orders\".\"customer_id\" IN "
                  "((SELECT MIN(\"customers\".\"id\") FROM \"customers\"), 7)");
    CHECK(complaint_about(query) == "");
}

TEST_CASE("VALUES in an ordered compound SELECT stands in FROM") {
    constexpr auto query = select("id"_c)
                               .from<customer>()
                               .union_(tenon::values(constant<1>))
                               .order_by("id"_c)
                               .limit(constant<2>);
    static_assert(sql_text(query).ends_with(" UNION SELECT * FROM (VALUES (1)) ORDER BY 1 LIMIT 2"));
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A column in VALUES does not give it its name") {
    constexpr auto query =
        select("c.id"_c, tenon::scalar(select("v.column1"_c).from<"v">(tenon::values("c.id"_c))).as<"n">())
            .from<customer, "c">();
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A result that several tables could mean is ordered by its number") {
    constexpr auto query = select("a.id"_c)
                               .from<customer, "a">()
                               .cross_join<customer, "b">()
                               .union_(select("id"_c).from<tests::order>())
                               .order_by("id"_c);
    static_assert(sql_text(query).ends_with(" ORDER BY 1"));
    CHECK(complaint_about(query) == "");
}

TEST_CASE("FILTER is about the rows of a group") {
    constexpr auto query = select("customer_id"_c, count().filter("total"_c > 5.0).as<"n">())
                               .from<tests::order>()
                               .group_by("customer_id"_c);
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A frame without rows yields NULL, in groups too") {
    constexpr auto query =
        select(tenon::sum(count())
                   .over(tenon::order_by("customer_id"_c).rows(tenon::preceding(2), tenon::preceding(1)))
                   .as<"before">())
            .from<tests::order>()
            .group_by("customer_id"_c);
    using row = tenon::row_of<decltype(query)>;
    static_assert(std::same_as<decltype(std::declval<row>()["before"_c]), std::optional<std::int64_t>>);
    CHECK(complaint_about(query) == "");
}

TEST_CASE("A merged column is NULL behind a later outer join") {
    constexpr auto query = select("id"_c)
                               .from<customer, "a">()
                               .full_join<employee, "b">(tenon::using_("id"_c))
                               .right_join<line, "l">("l.order_id"_c == "l.number"_c);
    using row = tenon::row_of<decltype(query)>;
    static_assert(std::same_as<decltype(std::declval<row>()["id"_c]), std::optional<std::int64_t>>);
    CHECK(complaint_about(query) == "");
}
