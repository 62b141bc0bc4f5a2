// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/parse_sql.hpp>

#include "../query/real_sqlite.hpp"
#include "../query/tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using tests::customer;
using tests::line;
using tests::order;

using known = tenon::tables<customer, order, line>;

struct filled : tests::real_sqlite {
    filled() {
        REQUIRE(create<customer>() == "");
        REQUIRE(create<order>() == "");
        REQUIRE(create<line>() == "");
        REQUIRE(
            run("INSERT INTO customers VALUES (1, 'Ada', 'a', 1), (2, 'Bob', 'b', 0), (3, 'Cleo', 'c', 1);"
                "INSERT INTO orders (id, customer_id, total, state) VALUES (1, 1, 30, 1), (2, 2, 10, 2), (3, "
                "1, 20, 1);"
                "INSERT INTO lines (order_id, number, article, quantity) VALUES (1, 1, 'pen', 2), "
                "(2, 1, 'ink', 1), (2, 2, 'pen', 7)") == "");
    }

    /// The first column of a text as it is, and as it is printed.
    bool same(std::string_view sql) {
        const tenon::parsed_sql parsed = tenon::parse<known>(sql);
        INFO(sql);
        if (!parsed) FAIL(parsed.error()->what());
        INFO(parsed.canonical());
        const std::vector<std::string> rows = column(sql);
        CHECK_FALSE((rows.size() == 1 && rows[0].starts_with("error")));
        CHECK(tenon::parse<known>(parsed.canonical()).canonical() == parsed.canonical());
        return rows == column(parsed.canonical());
    }
};

std::string refused(std::string_view sql) {
    const tenon::parsed_sql parsed = tenon::parse<known>(sql);
    return parsed ? "" : parsed.error()->message;
}

std::string columns(int from, int count) {
    std::string text;
    for (int i = from; i < from + count; ++i) text += (text.empty() ? "c" : ", c") + std::to_string(i);
    return text;
}

std::string ones(int count) {
    std::string text = "1";
    for (int i = 1; i < count; ++i) text += ", 1";
    return text;
}

/// Parts of WITH in one another, each of as many columns, of which one after the other turns out to be
/// optional.
std::string nested_recursion(int depth, int width) {
    std::string text = "SELECT 1";
    for (int level = 0; level < depth; ++level) {
        const std::string name = "r" + std::to_string(level);
        text = "WITH RECURSIVE " + name + " (" + columns(0, width) + ") AS (SELECT " + ones(width) +
               " UNION ALL SELECT " + columns(1, width - 1) + ", NULL FROM " + name + " WHERE EXISTS (" +
               text + ")) SELECT c0 FROM " + name;
    }
    return text;
}

}  // namespace

TEST_CASE("a term of ORDER BY that names a column is no result of that name") {
    filled db;
    CHECK(db.same("SELECT total AS id FROM orders ORDER BY orders.id LIMIT 1"));
    CHECK(db.same("SELECT -o.total AS total FROM orders AS o ORDER BY o.total"));
    CHECK(db.same("SELECT upper(c.name) AS name FROM customers c ORDER BY c.name COLLATE NOCASE DESC"));
    CHECK(db.same("SELECT -total AS total FROM orders ORDER BY total"));
    CHECK(
        db.same("SELECT count(*) AS customer_id FROM orders GROUP BY orders.customer_id "
                "ORDER BY orders.customer_id"));
    CHECK(
        db.same("SELECT name FROM customers WHERE id IN "
                "(SELECT customer_id AS id FROM orders ORDER BY orders.id LIMIT 1)"));
    CHECK(tenon::parse<known>("SELECT id, -total AS total FROM orders ORDER BY orders.id, orders.total")
              .canonical() ==
          R"(SELECT "id", -"total" AS "total" FROM "orders" ORDER BY "id", "orders"."total")");
}

TEST_CASE("a condition of a join inside another query does not reach past tables that are joined later") {
    filled db;
    const std::string count = "SELECT (SELECT count(*) FROM lines AS l JOIN customers AS c ON ";
    CHECK(refused(count + "total > 15 JOIN orders AS p ON p.id = 1) FROM orders AS o") ==
          "`total` is a column of several tables: say which, as in `o.total`");
    CHECK(db.same(count + "o.total > 15 JOIN orders AS p ON p.id = 1) FROM orders AS o"));
    CHECK(refused(count + "x.total > 15 JOIN orders AS x ON x.id = 1) FROM orders AS x") ==
          "two tables of the statement are called `x`: give one an alias");
    CHECK(db.same(count + "total > 15 JOIN lines AS p ON p.number = 1) FROM orders AS o"));
    CHECK(refused(count + "total > 15 JOIN (SELECT 1 AS total) AS d) FROM orders AS o") ==
          "`total` is a column of several tables: say which, as in `o.total`");
}

TEST_CASE("a result's number may have a collation, but groups nothing") {
    filled db;
    CHECK(
        db.same("SELECT name FROM customers UNION SELECT note FROM orders ORDER BY name COLLATE NOCASE, 1"));
    CHECK(db.same("SELECT name FROM customers ORDER BY 1 COLLATE NOCASE DESC"));
    CHECK(refused("SELECT name, count(*) FROM customers GROUP BY 1") ==
          "a result's number in GROUP BY is not supported: repeat its expression");
}

TEST_CASE("what SQLite takes in other words is taken") {
    filled db;
    CHECK(db.same("SELECT count() FROM orders"));
    CHECK(db.same("\xef\xbb\xbfSELECT id FROM orders ORDER BY id"));
    CHECK(tenon::parse<known>("UPDATE orders SET total = (SELECT 1.5) WHERE id = 1"));
    CHECK(refused("SELECT\v1") != "");
}

TEST_CASE("columns are optional where they may be NULL, however many there are") {
    const std::string wide = "WITH RECURSIVE r (" + columns(0, 70) + ") AS (SELECT " + ones(70) +
                             " UNION ALL SELECT " + columns(1, 69) +
                             ", NULL FROM r WHERE c0 IS NOT NULL LIMIT 10) SELECT c60, c67, c69 FROM r";
    const tenon::parsed_sql parsed = tenon::parse<known>(wide);
    REQUIRE(parsed);
    for (const tenon::sql_value& result : parsed.results()) CHECK(result.type.nullable);
}

TEST_CASE("no text takes longer than its length allows") {
    CHECK(tenon::parse<known>(nested_recursion(3, 60)));
    CHECK(tenon::parse<known>(nested_recursion(9, 40)));
    std::string joined = "SELECT 1 FROM orders AS t0";
    for (int i = 1; i < 3000; ++i) joined += " FULL JOIN orders AS t" + std::to_string(i) + " USING (id)";
    CHECK(refused(joined) == "a join of more than 64 tables is not supported: SQLite takes no more");
}

TEST_CASE("what a text may not say is said") {
    CHECK(refused("VALUES (" + ones(17) + ")") ==
          "a row of VALUES with more than 16 values is not supported: read them from queries");
    CHECK(refused("SELECT type FROM json_each('[1]', '$', 3)") ==
          "a third argument of json_each() and json_tree() is not supported: they take a value and a path");
    CHECK(
        refused("SELECT * FROM (SELECT id FROM orders) AS a JOIN (SELECT id FROM customers) AS b USING (id)")
            .starts_with("`*` of queries joined by USING is not supported"));
    CHECK(refused("SELECT o.id FROM (SELECT c.name FROM orders) AS o, customers AS c") ==
          "`c.name`: no table or alias here is called `c`; did you mean `orders`?");
    CHECK(refused("DELETE FROM orders AS o WHERE (SELECT count(*) FROM customers ORDER BY o.id) > 0") ==
          "`o.id`: no table or alias here is called `o`");
}
