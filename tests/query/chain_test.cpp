// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/chain.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>

using namespace tenon::literals;
using namespace tests;
using tenon::count, tenon::row_value, tenon::select, tenon::sql_text, tenon::values;

namespace {

template <class Query, std::size_t I = 0>
using cell = std::tuple_element_t<I, tenon::row_of<Query>>;

}  // namespace

// The first part has two columns that are called as the second's: SQLite would order by whichever it finds.
constexpr auto joined_first = select("c.name"_c, "o.id"_c)
                                  .from<order, "o">()
                                  .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                                  .union_(select("name"_c, "id"_c * 2).from<employee>())
                                  .order_by("id"_c.desc(), "name"_c.collate<"NOCASE">());
static_assert(
    sql_text(joined_first) ==
    R"(SELECT "c"."name", "o"."id" FROM "orders" AS "o" JOIN "customers" AS "c" ON "c"."id" = "o"."customer_id" UNION )"
    R"(SELECT "employees"."name", "employees"."id" * ? FROM "employees" ORDER BY 2 DESC, 1 COLLATE "NOCASE")");
static_assert(std::same_as<cell<decltype(joined_first), 0>, std::string>);
static_assert(std::same_as<cell<decltype(joined_first), 1>, std::int64_t>);

// A column can be NULL if it can in any part.
constexpr auto three =
    select("id"_c, "name"_c.as<"text">())
        .from<customer>()
        .union_all(select("id"_c, "note"_c).from<order>().where("total"_c > 8.0))
        .except(select("id"_c, "article"_c).from<line>().join<order>("id"_c == "order_id"_c));
static_assert(std::same_as<cell<decltype(three), 0>, std::int64_t>);
static_assert(std::same_as<cell<decltype(three), 1>, std::optional<std::string>>);
constexpr auto later_null = three.intersect(select(tenon::nullif("id"_c, 2), "name"_c).from<customer>());
static_assert(std::same_as<cell<decltype(later_null), 0>, std::optional<std::int64_t>>);

TEST_CASE("compound queries yield what SQLite yields") {
    filled at;
    CHECK(at.ordered_difference("SELECT * FROM (SELECT c.name AS n, o.id AS i FROM orders o JOIN customers c "
                                "ON c.id = o.customer_id UNION SELECT name, "
                                "id * 2 FROM employees) ORDER BY i DESC, n COLLATE NOCASE",
                                joined_first) == "");
    CHECK(at.difference("SELECT id, name FROM customers UNION ALL SELECT id, note FROM orders WHERE total > "
                        "8 EXCEPT SELECT id, article FROM lines JOIN "
                        "orders ON id = order_id",
                        three) == "");
    CHECK(at.difference("SELECT id, name FROM customers WHERE id <> 2", later_null) == "");
    const auto structs = select<customer>()
                             .where("id"_c < 2)
                             .union_all(select<customer>().where("id"_c > "least"_p))
                             .order_by("email"_c.desc())
                             .limit(2)
                             .offset("skip"_p);
    static_assert(std::same_as<tenon::row_of<decltype(structs)>, customer>);
    CHECK(at.ordered_difference("SELECT * FROM customers WHERE id IN (1, 3) ORDER BY id DESC", structs,
                                "least"_p = 2, "skip"_p = 1) == "");
}

TEST_CASE("compound queries inside of others") {
    filled at;
    const auto ids =
        select("customer_id"_c.as<"id">())
            .from<order>()
            .where("total"_c > 15.0)
            .union_(select("id"_c).from<customer>().where("id"_c == "c.id"_c && "name"_c == "Dan"));
    const auto query = select("c.name"_c).from<customer, "c">().where("c.id"_c.in(ids) && "c.id"_c != 7);
    CHECK(at.difference("SELECT name FROM customers WHERE id IN (1, 2, 4)", query) == "");
    const auto derived = select("n"_c, count())
                             .from<"u">(select("name"_c.as<"n">())
                                            .from<customer>()
                                            .union_all(select("name"_c).from<employee>())
                                            .order_by("n"_c)
                                            .limit(7))
                             .group_by("n"_c.collate<"NOCASE">())
                             .having(count() > 1);
    CHECK(tenon::detail::explain_query<decltype(derived)>().view() ==
          "`n` is neither in GROUP BY nor inside an aggregate");
    const auto counted =
        select(tenon::lower("n"_c).as<"low">(), count())
            .from<"u">(
                select("name"_c.as<"n">()).from<customer>().union_all(select("name"_c).from<employee>()))
            .group_by("low"_c)
            .having(count() > 1);
    CHECK(at.difference("VALUES ('ada', 2), ('bob', 3)", counted) == "");
}

TEST_CASE("VALUES is a query, ordered and limited too") {
    filled at;
    const auto typed =
        values(row_value(1, "a", std::nullopt), row_value(2, "b", 2.5), row_value(3, "c", 3.5));
    static_assert(std::same_as<cell<decltype(typed), 1>, std::string>);
    static_assert(std::same_as<cell<decltype(typed), 2>, std::optional<double>>);
    CHECK(at.difference("VALUES (1,'a',NULL), (2,'b',2.5), (3,'c',3.5)", typed) == "");
    CHECK(at.ordered_difference("VALUES (3,'c',3.5), (2,'b',2.5)",
                                typed.order_by("column2"_c.desc()).limit(2)) == "");
    const auto last = select("id"_c)
                          .from<customer>()
                          .where("id"_c > 3)
                          .union_all(values(9, 8))
                          .order_by("id"_c.desc())
                          .limit("n"_p);
    static_assert(
        sql_text(last).ends_with(R"(UNION ALL SELECT * FROM (VALUES (?), (?)) ORDER BY 1 DESC LIMIT :n)"));
    CHECK(at.ordered_difference("VALUES (9), (8)", last, "n"_p = 2) == "");
    // LIMIT may leave no row.
    const auto perhaps =
        select(tenon::scalar(values(1).limit("n"_p)).as<"x">(), tenon::scalar(values(5)).as<"y">());
    static_assert(std::same_as<cell<decltype(perhaps), 0>, std::optional<std::int64_t>>);
    static_assert(std::same_as<cell<decltype(perhaps), 1>, std::int64_t>);
    CHECK(at.difference("VALUES (NULL, 5)", perhaps, "n"_p = 0) == "");
}

TEST_CASE("pages follow one another whatever the order") {
    filled at;
    at.run("INSERT INTO orders SELECT id + 10, customer_id, total, 'p', 1, created_at FROM orders");
    constexpr auto base =
        select("id"_c, "total"_c, "created_at"_c).from<order>().where("id"_c < 3 || "id"_c > 3);
    const auto walk = [&](const auto& ordered, const auto& page) {
        std::vector<std::string> found;
        std::vector<std::string> expected = at.typed(ordered);
        auto rows = at.db(ordered.limit(2)).all();
        while (!rows.empty()) {
            for (const auto& row : rows) found.push_back(std::to_string(row["id"_c]));
            const auto& last = rows.back();
            rows = at.db(page.limit(2), "t"_p = last["total"_c], "c"_p = last["created_at"_c],
                         "i"_p = last["id"_c])
                       .all();
        }
        REQUIRE(expected.size() == found.size());
        for (std::size_t i = 0; i < found.size(); ++i) CHECK(expected[i].starts_with(found[i] + "|"));
    };
    constexpr auto up = base.order_by("total"_c, "created_at"_c, "id"_c);
    static_assert(
        sql_text(up.page_after("t"_p, "c"_p, "i"_p)) ==
        R"(SELECT "id", "total", "created_at" FROM "orders" WHERE ("id" < ? OR "id" > ?) AND ("total", "created_at", "id") > )"
        R"((:t, :c, :i) ORDER BY "total", "created_at", "id")");
    walk(up, up.page_after("t"_p, "c"_p, "i"_p));
    const auto down = base.order_by("total"_c.desc(), "created_at"_c.desc(), "id"_c.desc());
    walk(down, down.page_after("t"_p, "c"_p, "i"_p));
    const auto mixed = base.order_by("total"_c.desc(), "created_at"_c, "id"_c.desc());
    walk(mixed, mixed.page_after("t"_p, "c"_p, "i"_p));
    const auto other = base.order_by("total"_c, "created_at"_c.desc(), "id"_c);
    walk(other, other.where("total"_c >= 0).page_after("t"_p, "c"_p, "i"_p));
}

TEST_CASE("pages by expressions, joined tables and collated text") {
    filled at;
    const auto names = select("name"_c, ("id"_c % tenon::constant<2> + 5).as<"odd">(), "id"_c)
                           .from<customer>()
                           .order_by("odd"_c.desc(), "name"_c.collate<"NOCASE">(), "id"_c);
    const auto next = names.page_after(6, "ADA", 1).limit(9);
    CHECK(at.ordered_difference("SELECT name, id % 2 + 5, id FROM customers WHERE id <> 1 ORDER BY id % 2 "
                                "DESC, name COLLATE NOCASE, id",
                                next) == "");
    const auto joined = select("o.id"_c, "c.name"_c)
                            .from<order, "o">()
                            .left_join<customer, "c">("c.id"_c == "o.customer_id"_c)
                            .where("o.total"_c > 1.5)
                            .order_by("o.state"_c.desc(), "o.id"_c.desc())
                            .page_after(status::paid, 2)
                            .limit("n"_p);
    CHECK(at.ordered_difference("SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id "
                                "WHERE o.total > 1.5 AND (state, o.id) < (2, 2) ORDER BY "
                                "state DESC, o.id DESC LIMIT 2",
                                joined, "n"_p = 2) == "");
}
