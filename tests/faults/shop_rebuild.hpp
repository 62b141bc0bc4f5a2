// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/migrate/migrate.hpp>
#include <tenon/migrate/parse_schema.hpp>

#include "changed_file.hpp"

#include <functional>
#include <string>

/// A filled database whose two tables have to be rebuilt: one transaction.
class shop_rebuild final : public changed_file {
public:
    static constexpr const char* name = "rebuilds";
    static constexpr int transactions = 1;
    static constexpr bool may_fail_when_done = false;
    static constexpr int sample = 12;

    explicit shop_rebuild(tenon::sqlite::journal_mode journal, int rows = 60) : changed_file(journal) {
        fill(std::string(R"(
            CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age TEXT, gone TEXT) STRICT;
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
                                 total REAL NOT NULL, note TEXT);
            CREATE TABLE log (what TEXT NOT NULL);
            CREATE INDEX orders_customer ON orders (customer, total DESC);
            CREATE VIEW named_orders AS SELECT c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer;
            CREATE TRIGGER customer_left AFTER DELETE ON customers BEGIN INSERT INTO log VALUES (old.name); END;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < )") +
             std::to_string(rows) +
             ") INSERT INTO customers (name, age) SELECT 'customer ' || i || hex(zeroblob(40)), i FROM n;"
             "INSERT INTO orders (customer, total, note) SELECT c.id, c.id * n.i + 0.5, 'note ' || n.i "
             "FROM customers c, (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) n;"
             "DELETE FROM customers WHERE id = " +
             std::to_string(rows));
        target_ = tenon::schema::parse({
            "CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INTEGER, "
            "CHECK (length(name) > 0)) STRICT",
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers "
            "(id) "
            "ON DELETE CASCADE, total REAL NOT NULL CHECK (total >= 0), note TEXT, CHECK (note <> ''))",
            "CREATE TABLE log (what TEXT NOT NULL)",
            "CREATE INDEX orders_customer ON orders (customer, total DESC)",
            "CREATE VIEW named_orders AS SELECT c.name, o.total FROM orders o JOIN customers c ON c.id = "
            "o.customer",
            "CREATE TRIGGER customer_left AFTER DELETE ON customers BEGIN INSERT INTO log VALUES (old.name); "
            "END",
        });
        watch_states();
    }

    void change(const std::function<void()>& done = [] {}) const override {
        tenon::sqlite::connection on(path(), options());
        use_small_cache(on);
        tenon::schema::migrate_options how;
        how.allow.drop = true;
        how.allow.narrow = true;
        tenon::schema::migrate(on, target_, how);
        done();
    }

private:
    tenon::schema::model target_;
};
