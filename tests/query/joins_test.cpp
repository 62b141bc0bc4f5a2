// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/joins.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>

using namespace tenon::literals;
using namespace tests;
using tenon::count, tenon::select, tenon::sql_text, tenon::using_;

namespace {

template <class Query, std::size_t I>
using cell = std::tuple_element_t<I, tenon::row_of<Query>>;

}  // namespace

// Three tables that share a column, with partners missing on every side.
struct left_table {
    std::int64_t k = 0;
    std::int64_t m = 0;
    std::string a{};

    static constexpr auto table = tenon::table("lefts");
};
struct middle_table {
    std::int64_t k = 0;
    std::int64_t m = 0;
    std::string b{};

    static constexpr auto table = tenon::table("middles");
};
struct right_table {
    std::int64_t k = 0;
    std::string c{};

    static constexpr auto table = tenon::table("rights");
};

constexpr auto inner =
    select("k"_c, "a"_c, "b"_c).from<left_table>().join<middle_table>(using_("k"_c, "m"_c));
static_assert(
    sql_text(inner) ==
    R"(SELECT "lefts"."k", "lefts"."a", "middles"."b" FROM "lefts" JOIN "middles" USING ("k", "m"))");

constexpr auto full = select("k"_c, "lefts.k"_c, "middles.k"_c, "a"_c, "b"_c)
                          .from<left_table>()
                          .full_join<middle_table>(using_("k"_c));
static_assert(
    sql_text(full) ==
    R"(SELECT "k", "lefts"."k", "middles"."k", "lefts"."a", "middles"."b" FROM "lefts" FULL JOIN "middles" USING ("k"))");
static_assert(std::same_as<cell<decltype(full), 0>, std::int64_t>);
static_assert(std::same_as<cell<decltype(full), 1>, std::optional<std::int64_t>>);
static_assert(std::same_as<cell<decltype(full), 2>, std::optional<std::int64_t>>);

// Rows of the last table may have neither side of the merged column.
constexpr auto full_then_right = select("m"_c, "c"_c)
                                     .from<left_table>()
                                     .full_join<middle_table>(using_("m"_c))
                                     .right_join<right_table>("rights.k"_c == "lefts.k"_c);
static_assert(std::same_as<cell<decltype(full_then_right), 0>, std::optional<std::int64_t>>);
static_assert(std::same_as<cell<decltype(full_then_right), 1>, std::string>);

constexpr auto right_then_left = select("k"_c, "a"_c, "b"_c, "c"_c)
                                     .from<left_table>()
                                     .right_join<middle_table>(using_("k"_c))
                                     .left_join<right_table>(using_("k"_c));
static_assert(std::same_as<cell<decltype(right_then_left), 0>, std::int64_t>);
static_assert(std::same_as<cell<decltype(right_then_left), 1>, std::optional<std::string>>);
static_assert(std::same_as<cell<decltype(right_then_left), 2>, std::string>);
static_assert(std::same_as<cell<decltype(right_then_left), 3>, std::optional<std::string>>);

TEST_CASE("USING yields what SQLite yields, whatever the joins") {
    filled at;
    at.db.create<left_table, middle_table, right_table>();
    at.run("INSERT INTO lefts VALUES (1,1,'a1'),(1,2,'a2'),(2,2,'a3'),(5,5,'a5')");
    at.run("INSERT INTO middles VALUES (1,1,'b1'),(3,2,'b2'),(2,2,'b3'),(2,2,'b4'),(6,6,'b6')");
    at.run("INSERT INTO rights VALUES (1,'c1'),(3,'c2'),(7,'c3'),(6,'c4'),(6,'c5')");
    const auto of = [](auto first, auto second, auto... results) {
        const auto begin = select(results...).template from<left_table>();
        return second(first(begin));
    };
    const auto results = [&](auto first, auto second) {
        return of(first, second, "k"_c, "lefts.k"_c, "middles.k"_c, "rights.k"_c, "a"_c, "b"_c, "c"_c);
    };
    const auto left = [](auto q) { return q.template left_join<middle_table>(using_("k"_c)); };
    const auto right = [](auto q) { return q.template right_join<middle_table>(using_("k"_c)); };
    const auto whole = [](auto q) { return q.template full_join<middle_table>(using_("k"_c)); };
    const auto plain = [](auto q) { return q.template join<middle_table>(using_("k"_c)); };
    const auto then_left = [](auto q) { return q.template left_join<right_table>(using_("k"_c)); };
    const auto then_right = [](auto q) { return q.template right_join<right_table>(using_("k"_c)); };
    const auto then_whole = [](auto q) { return q.template full_join<right_table>(using_("k"_c)); };
    const auto sql = [](std::string first, std::string second) {
        return "SELECT k, lefts.k, middles.k, rights.k, a, b, c FROM lefts " + first +
               " JOIN middles USING (k) " + second + " JOIN rights USING (k)";
    };
    CHECK(at.difference("SELECT k, a, b FROM lefts JOIN middles USING (k, m)", inner) == "");
    CHECK(at.difference("SELECT k, lefts.k, middles.k, a, b FROM lefts FULL JOIN middles USING (k)", full) ==
          "");
    CHECK(at.difference(sql("LEFT", "LEFT").c_str(), results(left, then_left)) == "");
    CHECK(at.difference(sql("LEFT", "RIGHT").c_str(), results(left, then_right)) == "");
    CHECK(at.difference(sql("LEFT", "FULL").c_str(), results(left, then_whole)) == "");
    CHECK(at.difference(sql("RIGHT", "LEFT").c_str(), results(right, then_left)) == "");
    CHECK(at.difference(sql("RIGHT", "RIGHT").c_str(), results(right, then_right)) == "");
    CHECK(at.difference(sql("RIGHT", "FULL").c_str(), results(right, then_whole)) == "");
    CHECK(at.difference(sql("FULL", "LEFT").c_str(), results(whole, then_left)) == "");
    CHECK(at.difference(sql("FULL", "RIGHT").c_str(), results(whole, then_right)) == "");
    CHECK(at.difference(sql("FULL", "FULL").c_str(), results(whole, then_whole)) == "");
    CHECK(at.difference(sql("", "RIGHT").c_str(), results(plain, then_right)) == "");
    CHECK(at.difference(
              "SELECT m, c FROM lefts FULL JOIN middles USING (m) RIGHT JOIN rights ON rights.k = lefts.k",
              full_then_right) == "");
    CHECK(at.difference(
              "SELECT k, COUNT(*), COUNT(a) FROM lefts FULL JOIN middles USING (k) WHERE k < 6 GROUP BY k",
              select("k"_c, count(), count("a"_c))
                  .from<left_table>()
                  .full_join<middle_table>(using_("k"_c))
                  .where("k"_c < 6)
                  .group_by("k"_c)) == "");
}

TEST_CASE("structs are absent on the side that lacks a partner") {
    filled at;
    const auto query = select("customers.*"_c, "o.*"_c)
                           .from<customer>()
                           .full_join<order, "o">("o.customer_id"_c == "customers.id"_c && "o.total"_c > 8);
    static_assert(std::same_as<tenon::row_of<decltype(query)>,
                               std::tuple<std::optional<customer>, std::optional<order>>>);
    CHECK(at.difference(
              "SELECT c.*, o.* FROM customers c FULL JOIN orders o ON o.customer_id = c.id AND o.total > 8",
              query) == "");
    const auto right =
        select(tenon::all).from<line>().right_join<order>("order_id"_c == "id"_c && "quantity"_c > "least"_p);
    static_assert(std::same_as<tenon::row_of<decltype(right)>, std::tuple<std::optional<line>, order>>);
    CHECK(at.difference("SELECT * FROM lines RIGHT JOIN orders ON order_id = id AND quantity > 1", right,
                        "least"_p = 1) == "");
}

TEST_CASE("joined queries, functions and conditions with queries in them") {
    filled at;
    const auto sums = select("order_id"_c.as<"id">(), tenon::sum("quantity"_c).as<"pieces">())
                          .from<line>()
                          .where("number"_c < "below"_p)
                          .group_by("order_id"_c);
    const auto query =
        select("o.id"_c, "s.pieces"_c, "c.name"_c)
            .from<order, "o">()
            .left_join<"s">(sums, "s.id"_c == "o.id"_c &&
                                      "s.pieces"_c > select(tenon::min("quantity"_c) + 1).from<line>())
            .join<customer, "c">(
                "c.id"_c == "o.customer_id"_c &&
                tenon::exists(select("id"_c).from<employee, "e">().where("e.name"_c == "c.name"_c)));
    static_assert(std::same_as<cell<decltype(query), 1>, std::optional<std::int64_t>>);
    CHECK(at.difference("SELECT o.id, s.p, c.name FROM orders o LEFT JOIN (SELECT order_id AS id, "
                        "SUM(quantity) AS p FROM lines "
                        "WHERE number < 2 GROUP BY order_id) s ON s.id = o.id AND s.p > 2 JOIN customers c "
                        "ON c.id = o.customer_id AND "
                        "c.name IN (SELECT name FROM employees)",
                        query, "below"_p = 2) == "");
    const auto crossed = select("e.id"_c, tenon::cast<std::int64_t>("j.value"_c).as<"n">(), "k"_c.as<"x">())
                             .from<employee, "e">()
                             .cross_join<"j">(tenon::json_each(tenon::concat(
                                 tenon::concat("[", tenon::cast<std::string>("e.id"_c)), ",70]")))
                             .join<"v">(tenon::select("column1"_c.as<"k">()).from<"w">(tenon::values(5, 6)),
                                        "v.k"_c > "e.id"_c);
    CHECK(at.difference("SELECT e.id, j.value, v.column1 FROM employees e JOIN json_each('[' || e.id || "
                        "',70]') j JOIN (VALUES (5), (6)) v "
                        "ON v.column1 > e.id",
                        crossed) == "");
}
