// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/functions.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

namespace {

/// A shop whose tables refer to each other in several ways.
struct shop {
    tenon::database db{":memory:"};

    shop() {
        run("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INT CHECK (age "
            ">= 0), "
            "CONSTRAINT adult CHECK (age <> 17)) STRICT;"
            "CREATE TABLE products (maker TEXT, code TEXT, PRIMARY KEY (maker, code)) WITHOUT ROWID;"
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customers, gift_for INT "
            "REFERENCES customers (id), maker TEXT, code TEXT, FOREIGN KEY (maker, code) REFERENCES "
            "products);"
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, order_id INT REFERENCES orders ON DELETE CASCADE, "
            "customer_id INT REFERENCES customers DEFERRABLE INITIALLY DEFERRED, of_cat INT REFERENCES cats);"
            "CREATE TABLE cats (id INTEGER PRIMARY KEY, mother INT REFERENCES cats);"
            "CREATE UNIQUE INDEX one_note ON notes (coalesce(order_id, 0));"
            "INSERT INTO customers (id, email) VALUES (1, 'a'), (2, 'b'), (3, 'c');"
            "INSERT INTO products VALUES ('m', 'c');"
            "INSERT INTO orders VALUES (1, 1, 2, 'm', 'c'); INSERT INTO cats VALUES (1, NULL), (2, 1);");
    }

    void run(std::string_view sql) { db.connection().execute(sql); }
    tenon::error broken(std::string_view sql) {
        return error_from([&] { run(sql); });
    }
    std::string foreign_key(std::string_view sql) {
        const tenon::error error = broken(sql);
        CHECK(error.code == "FOREIGN_KEY_VIOLATION");
        return error.table + ": " + error.constraint;
    }
};

}  // namespace

TEST_CASE_METHOD(shop, "a key that is taken names table and columns") {
    auto error = broken("INSERT INTO customers (email) VALUES ('a')");
    CHECK(error.code == "UNIQUE_VIOLATION");
    CHECK(error.table == "customers");
    CHECK(error.columns == "email");
    CHECK(error.constraint == "UNIQUE (email)");
    error = broken("INSERT INTO products VALUES ('m', 'c')");
    CHECK(error.code == "PRIMARY_KEY_VIOLATION");
    CHECK(error.columns == "maker, code");
    CHECK(error.constraint == "PRIMARY KEY (maker, code)");
    error = broken("INSERT INTO customers (id, email) VALUES (1, 'x')");
    CHECK(error.constraint == "PRIMARY KEY (id)");
    error = broken("INSERT INTO notes (id) VALUES (1), (2)");
    CHECK(error.code == "UNIQUE_VIOLATION");
    CHECK(error.constraint == "one_note");
    CHECK(error.table == "notes");
}

TEST_CASE_METHOD(shop, "other rules name table and column, or the rule") {
    auto error = broken("INSERT INTO customers (email) VALUES (NULL)");
    CHECK(error.table == "customers");
    CHECK(error.columns == "email");
    CHECK(error.constraint == "NOT NULL (email)");
    error = broken("INSERT INTO customers (email, age) VALUES ('x', 'old')");
    CHECK(error.table == "customers");
    CHECK(error.columns == "age");
    error = broken("UPDATE customers SET age = -1");
    CHECK(error.code == "CHECK_VIOLATION");
    CHECK(error.table == "customers");
    CHECK(error.constraint == "age >= 0");
    CHECK(contains(error.message, "of `customers`"));
    error = broken("UPDATE customers SET age = 17");
    CHECK(error.constraint == "adult");
}

TEST_CASE_METHOD(shop,
                 "a check without a name is told by its text, also where that begins with a quoted name") {
    run("CREATE TABLE stock (id INTEGER PRIMARY KEY, count INT, price INT, \"limit\" INT, "
        "CHECK (\"count\" >= 0 AND (\"count\" <> 13 OR ')' = '\"')), CHECK (\"price\" > 0), "
        "CHECK (\"price\" < 1000), CONSTRAINT \"limit\" CHECK (\"limit\" > 1))");
    auto error = broken("INSERT INTO stock (count) VALUES (-1)");
    CHECK(error.table == "stock");
    CHECK(error.constraint == R"("count" >= 0 AND ("count" <> 13 OR ')' = '"'))");
    CHECK(error.message ==
          R"(CHECK constraint failed: `"count" >= 0 AND ("count" <> 13 OR ')' = '"')` of `stock`; )"
          "the values do not meet the table's condition");
    error = broken("INSERT INTO stock (price) VALUES (0)");
    CHECK(error.table == "stock");
    CHECK(error.constraint.empty());
    CHECK(contains(error.message, R"(one of `"price" > 0`, `"price" < 1000` of `stock`; )"));
    CHECK(broken("INSERT INTO stock (\"limit\") VALUES (0)").constraint == "limit");
}

TEST_CASE_METHOD(shop, "the foreign key that is broken is found") {
    CHECK(foreign_key("INSERT INTO cats VALUES (9, 8)") == "cats: FOREIGN KEY (mother) REFERENCES cats (id)");
    CHECK(foreign_key("INSERT INTO orders VALUES (2, 1, 9, 'm', 'c')") ==
          "orders: FOREIGN KEY (gift_for) REFERENCES customers (id)");
    CHECK(foreign_key("INSERT INTO orders VALUES (2, 9, NULL, NULL, NULL)") ==
          "orders: FOREIGN KEY (customer_id) REFERENCES customers (id)");
    CHECK(foreign_key("INSERT INTO orders VALUES (2, 1, 2, 'm', 'x')") ==
          "orders: FOREIGN KEY (maker, code) REFERENCES products (maker, code)");
    CHECK(foreign_key("UPDATE orders SET gift_for = 8") ==
          "orders: FOREIGN KEY (gift_for) REFERENCES customers (id)");
    CHECK(foreign_key("DELETE FROM products") ==
          "orders: FOREIGN KEY (maker, code) REFERENCES products (maker, code)");
    CHECK(foreign_key("DELETE FROM customers WHERE id = 2") ==
          "orders: FOREIGN KEY (gift_for) REFERENCES customers (id)");
    run("INSERT INTO notes (order_id, of_cat) VALUES (1, 2)");
    CHECK(foreign_key("DELETE FROM cats WHERE id = 2") == "notes: FOREIGN KEY (of_cat) REFERENCES cats (id)");
    CHECK(foreign_key("DELETE FROM cats WHERE id = 1") == "cats: FOREIGN KEY (mother) REFERENCES cats (id)");
    CHECK(contains(broken("DELETE FROM cats WHERE id = 2").message, "still refer to the row of `cats`"));
    CHECK(contains(broken("INSERT INTO cats VALUES (9, 8)").message,
                   "there is no such row in `cats`: insert it first"));
}

TEST_CASE_METHOD(shop, "finding the foreign key leaves everything as it was") {
    auto transaction = db.transaction();
    run("INSERT INTO customers (id, email) VALUES (7, 'g')");
    CHECK(foreign_key("INSERT INTO orders VALUES (2, 7, 9, 'm', 'c'), (3, 7, 7, 'm', 'c')") ==
          "orders: FOREIGN KEY (gift_for) REFERENCES customers (id)");
    CHECK(foreign_key("INSERT INTO orders VALUES (2, 9, NULL, NULL, NULL)")
              .ends_with("customers (id)"));  // checked at once
    transaction.commit();
    CHECK(broken("INSERT INTO orders VALUES (1, 9, 9, 'm', 'c')").code == "PRIMARY_KEY_VIOLATION");
}

TEST_CASE_METHOD(shop, "a statement that calls the program is not run again") {
    int calls = 0;
    db.connection().add_function("tell", [&](std::int64_t value) {
        ++calls;
        return value;
    });
    const auto error = broken("INSERT INTO orders VALUES (2, tell(9), 1, 'm', 'c')");
    CHECK(calls == 1);
    CHECK(error.constraint.empty());
    CHECK(contains(error.message, "one of `FOREIGN KEY"));
    CHECK(contains(error.message, "`FOREIGN KEY (customer_id) REFERENCES customers (id)` of `orders`"));
}

TEST_CASE_METHOD(shop, "a deferred key that stops a commit is named, too") {
    auto transaction = db.transaction();
    run("INSERT INTO notes (customer_id) VALUES (99)");
    const auto error = error_from([&] { transaction.commit(); });
    CHECK(error.code == "FOREIGN_KEY_VIOLATION");
    CHECK(error.table == "notes");
    CHECK(error.constraint == "FOREIGN KEY (customer_id) REFERENCES customers (id)");
    run("UPDATE notes SET customer_id = 1");
    transaction.commit();
}

TEST_CASE("names with quotes and spaces are named as they are") {
    tenon::database db(":memory:");
    db.connection().execute(
        R"(CREATE TABLE "a ""b""" ("x y" INTEGER PRIMARY KEY); CREATE TABLE "c.d" ("e""f" INT REFERENCES "a ""b""", )"
        R"(g INT REFERENCES "a ""b"""))");
    const auto error = error_from([&] { db.connection().execute(R"(INSERT INTO "c.d" VALUES (NULL, 3))"); });
    CHECK(error.table == "c.d");
    CHECK(error.constraint == R"(FOREIGN KEY (g) REFERENCES a "b" (x y))");
}
