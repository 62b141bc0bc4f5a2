// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/sqlite/query_plan.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace tenon::literals;
namespace sqlite = tenon::sqlite;
using sqlite::plan_action;
using sqlite::temporary_tree;

namespace {

struct trading {
    sqlite::connection db{":memory:"};

    trading() {
        db.execute(R"sql(
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, sponsor INTEGER) STRICT;
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id),
                                 total REAL, note TEXT) STRICT;
            CREATE INDEX by_customer ON orders (customer_id, total);
            CREATE INDEX "odd index (x)" ON orders (note);
            CREATE TABLE "my table" (a, b, PRIMARY KEY (a)) WITHOUT ROWID;
            CREATE VIEW spent AS SELECT customer_id, sum(total) AS s FROM orders GROUP BY customer_id;
            CREATE TABLE codes (k TEXT UNIQUE, w))sql");
    }

    sqlite::query_plan plan(const std::string& sql) { return sqlite::explain(db, query(sql)); }
};

}  // namespace

TEST_CASE_METHOD(trading, "a scan of a table") {
    const auto whole = plan("SELECT * FROM orders");
    REQUIRE(whole.steps().size() == 1);
    const auto& step = whole.steps()[0];
    CHECK(step.action == plan_action::scan);
    CHECK(step.name == "orders");
    CHECK(step.is_table);
    CHECK(step.index.empty());
    CHECK(step.detail == "SCAN orders");
    CHECK(whole.scans("ORDERS"));
    CHECK(whole.scans_any_table());
    CHECK_FALSE(whole.uses_index("by_customer"));

    const auto index = plan("SELECT total FROM orders AS o");
    CHECK(index.scans("o"));
    CHECK(index.uses_index("By_Customer"));
    CHECK(index.steps()[0].covering);
    CHECK(plan("SELECT * FROM \"my table\"").scans("my table"));
    CHECK(plan("SELECT * FROM main.orders").scans("orders"));
}

TEST_CASE_METHOD(trading, "a search by index or key") {
    const auto by_index = plan("SELECT * FROM orders WHERE customer_id = ? AND total > ?");
    CHECK(by_index.steps()[0].action == plan_action::search);
    CHECK(by_index.steps()[0].index == "by_customer");
    CHECK_FALSE(by_index.steps()[0].covering);
    CHECK_FALSE(by_index.scans("orders"));
    CHECK_FALSE(by_index.scans_any_table());
    CHECK(plan("SELECT total FROM orders WHERE customer_id = ?").steps()[0].covering);

    for (const auto* const sql :
         {"SELECT * FROM orders WHERE note = ?", "SELECT min(note) FROM orders",
          "SELECT * FROM customers LEFT JOIN orders ON note = name", "SELECT * FROM orders ORDER BY note"}) {
        CAPTURE(sql);
        CHECK(plan(sql).uses_index("odd index (x)"));
    }
    CHECK(plan("SELECT * FROM codes WHERE k = ?").uses_index("sqlite_autoindex_codes_1"));
    CHECK(plan("SELECT total FROM orders WHERE (customer_id, total) > (?, ?)").uses_index("by_customer"));

    for (const auto* const sql :
         {"SELECT * FROM orders WHERE id = ?", "SELECT w FROM codes WHERE rowid > ?",
          "SELECT * FROM \"my table\" WHERE a = ?", "DELETE FROM codes WHERE rowid = 1",
          "SELECT * FROM orders WHERE id IN (1, 2)"}) {
        CAPTURE(sql);
        CHECK(plan(sql).steps()[0].primary_key);
        CHECK(plan(sql).steps()[0].index.empty());
        CHECK_FALSE(plan(sql).scans_any_table());
    }
}

TEST_CASE_METHOD(trading, "joins, outer ones too") {
    const auto left = plan("SELECT * FROM customers c LEFT JOIN orders o ON o.customer_id = c.id");
    CHECK(left.scans("c"));
    CHECK_FALSE(left.scans("o"));
    CHECK(left.uses_index("by_customer"));
    CHECK(plan("SELECT * FROM customers c LEFT JOIN orders o ON o.total = c.id").builds_index());
    const auto full = plan("SELECT * FROM customers c FULL JOIN orders o ON o.total = c.id");
    CHECK(full.scans("c"));
    CHECK(full.scans("o"));
    const auto automatic = plan("SELECT * FROM customers c JOIN customers o ON o.name = c.name");
    CHECK(automatic.builds_index());
    CHECK(automatic.steps()[1].name == "o");
    CHECK(automatic.steps()[1].index.empty());
    CHECK_FALSE(left.builds_index());
}

TEST_CASE_METHOD(trading, "several indexes for one OR") {
    const auto either = plan("SELECT * FROM orders WHERE customer_id = 1 OR note = 'x' OR id = 3");
    CHECK(either.uses_index("by_customer"));
    CHECK(either.uses_index("odd index (x)"));
    CHECK_FALSE(either.scans_any_table());
    CHECK(either.text() ==
          "MULTI-INDEX OR\n"
          "  INDEX 1\n"
          "    SEARCH orders USING INDEX by_customer (customer_id=?)\n"
          "  INDEX 2\n"
          "    SEARCH orders USING INDEX odd index (x) (note=?)\n"
          "  INDEX 3\n"
          "    SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)\n");
}

TEST_CASE_METHOD(trading, "temporary trees") {
    const auto built = [&](const char* sql) { return plan(sql).steps().back().builds; };
    CHECK(built("SELECT * FROM customers ORDER BY name") == temporary_tree::order_by);
    CHECK(built("SELECT customer_id, total FROM orders ORDER BY customer_id, note") ==
          temporary_tree::order_by);
    CHECK(built("SELECT name, count(*) FROM customers GROUP BY name") == temporary_tree::group_by);
    CHECK(built("SELECT DISTINCT name, sponsor FROM customers") == temporary_tree::distinct);
    CHECK(plan("SELECT count(DISTINCT total) FROM orders").steps()[0].builds == temporary_tree::distinct);
    CHECK(plan("SELECT * FROM customers ORDER BY name").sorts());
    CHECK_FALSE(plan("SELECT * FROM customers ORDER BY id").sorts());
    const auto both = plan("SELECT id FROM orders UNION SELECT id FROM customers");
    bool found = false;
    for (const auto& step : both.steps()) found = found || step.builds == temporary_tree::set_operation;
    CHECK(found);
}

TEST_CASE_METHOD(trading, "subqueries, views and CTEs are no tables") {
    const auto view = plan("SELECT * FROM spent");
    CHECK(view.scans("orders"));
    CHECK(view.steps().back().detail == "SCAN spent");
    CHECK_FALSE(view.steps().back().is_table);
    const auto counted = plan(
        "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g LIMIT 9) "
        "SELECT i FROM g");
    CHECK_FALSE(counted.scans_any_table());
    const auto up = plan(
        "WITH RECURSIVE up (id, sponsor) AS (SELECT id, sponsor FROM customers WHERE id = 1 "
        "UNION SELECT c.id, c.sponsor FROM up JOIN customers c ON c.id = up.sponsor) "
        "SELECT * FROM up");
    CHECK_FALSE(up.scans_any_table());
    CHECK(up.scans("up"));
    const auto shadow = plan("WITH orders AS MATERIALIZED (SELECT * FROM main.orders) SELECT * FROM orders");
    CHECK(shadow.scans_any_table());
    CHECK_FALSE(shadow.steps().back().is_table);
    CHECK_FALSE(
        plan("SELECT * FROM (SELECT DISTINCT id AS t FROM orders WHERE id = 1) JOIN customers c ON c.id = t")
            .scans_any_table());
    for (const auto* const sql : {"SELECT 1", "VALUES (1), (2)", "SELECT value FROM json_each('[1]')",
                                  "SELECT value FROM tenon_values(?)"}) {
        CAPTURE(sql);
        CHECK_FALSE(plan(sql).scans_any_table());
    }
    const auto inner =
        plan("SELECT (SELECT max(total) FROM orders WHERE customer_id = c.id) FROM customers c");
    CHECK(inner.uses_index("by_customer"));
    CHECK(contains(inner.text(), "CORRELATED SCALAR SUBQUERY 1\n  SEARCH orders"));
    CHECK(
        plan("SELECT * FROM customers WHERE name IN (SELECT note FROM orders)").uses_index("odd index (x)"));
    const auto rowid =
        plan("SELECT * FROM customers WHERE sponsor + 0 IN (SELECT id FROM orders)").steps().back();
    CHECK(rowid.primary_key);
    CHECK(rowid.name == "orders");
}

TEST_CASE_METHOD(trading, "writing statements are explained, not run") {
    db.execute("INSERT INTO customers VALUES (1, 'a', NULL)");
    const auto removal = plan("DELETE FROM customers WHERE name = ?");
    CHECK(removal.scans("customers"));
    CHECK(removal.uses_index("by_customer"));  // for the foreign key
    CHECK(plan("INSERT INTO customers VALUES (2, 'b', NULL)").steps().empty());
    auto rows = db.lease(query("SELECT count(*) FROM customers"));
    REQUIRE(rows.step());
    CHECK(rows.reader().integer(0) == 1);
}

TEST_CASE_METHOD(trading, "a name that is nowhere in a plan is a mistake") {
    const auto one = plan("SELECT * FROM orders o WHERE o.id = 1");
    CHECK_FALSE(one.scans("o"));
    const auto error = error_from([&] { (void)one.scans("orders"); });
    CHECK(error.code == "MISUSE");
    CHECK(contains(error.message, "`orders`"));
}

TEST_CASE_METHOD(trading, "a statement that can't be prepared has no plan") {
    CHECK(error_from([&] { (void)plan("SELECT * FROM nowhere"); }).code == "NO_SUCH_TABLE");
    CHECK(error_from([&] { (void)plan("SELECT 1; DROP TABLE orders"); }).code == "MISUSE");
    CHECK(error_from([&] { (void)plan(""); }).code == "QUERY_FAILED");
}

TEST_CASE("details that other versions of SQLite and other statistics give") {
    const auto parsed = [](const char* detail) {
        sqlite::query_plan plan;
        plan.add(1, 0, detail);
        return plan.steps()[0];
    };
    CHECK(parsed("USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY").builds == temporary_tree::order_by);
    CHECK(parsed("USE TEMP B-TREE FOR count(DISTINCT)").builds == temporary_tree::distinct);
    CHECK(parsed("SEARCH t USING AUTOMATIC PARTIAL COVERING INDEX (a=?)").automatic_index);
    const auto skip = parsed("SEARCH t USING COVERING INDEX t_a_b (ANY(a) AND b=?)");
    CHECK(skip.index == "t_a_b");
    CHECK(skip.covering);
    const auto rows = parsed("SEARCH t USING INDEX i ((a,b)>(?,?)) LEFT-JOIN");
    CHECK(rows.index == "i");
    CHECK(rows.name == "t");
    CHECK(parsed("SEARCH o USING COVERING INDEX odd index (x)").index == "odd index (x)");
    CHECK(parsed("SCAN (join-1)").is_table == false);
    CHECK(parsed("BLOOM FILTER ON o (name=?)").action == plan_action::other);
    CHECK(parsed("something new").action == plan_action::other);
    CHECK(parsed("").action == plan_action::other);
}

namespace {

struct person {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t age = 0;

    static constexpr auto table =
        tenon::table("persons", tenon::primary_key("id"), tenon::index("name").named("by_name"));
};

}  // namespace

TEST_CASE("the plan of a typed query knows tables by name and alias") {
    tenon::database db(":memory:");
    db.create<person>();
    const auto plan = db.explain(tenon::select("a.age"_c, "b.age"_c)
                                     .from<person, "a">()
                                     .join<person, "b">("b.name"_c == "a.name"_c)
                                     .where("a.age"_c > "age"_p));
    CHECK(plan.uses_index("by_name"));
    CHECK(plan.scans("persons"));
    CHECK(plan.scans("a"));
    CHECK_FALSE(plan.scans("b"));
    const auto one = db.explain(tenon::select<person>().where("id"_c == "id"_p));
    CHECK_FALSE(one.scans("persons"));
    CHECK(one.text() == "SEARCH persons USING INTEGER PRIMARY KEY (rowid=?)\n");
    CHECK(db.explain(tenon::update<person>().set("age"_c = 1).where("age"_c == 2)).scans("persons"));
    CHECK(error_from([&] { (void)one.scans("people"); }).code == "MISUSE");
}
