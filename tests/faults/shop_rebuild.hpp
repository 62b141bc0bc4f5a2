// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/migrate.hpp>
#include <tenon/migrate/write.hpp>

#include "../sqlite/scratch.hpp"
#include "faulty_vfs.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

/// A filled database whose two tables have to be rebuilt, and what it is found to be afterwards.
class shop_rebuild {
public:
    enum class state { old, done };

    explicit shop_rebuild(tenon::sqlite::journal_mode journal, int rows = 60) {
        options_.journal = journal;
        tenon::sqlite::connection made(original(), options_);
        made.execute(R"(
            CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age TEXT, gone TEXT) STRICT;
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
                                 total REAL NOT NULL, note TEXT);
            CREATE TABLE log (what TEXT NOT NULL);
            CREATE INDEX orders_customer ON orders (customer, total DESC);
            CREATE VIEW named_orders AS SELECT c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer;
            CREATE TRIGGER customer_left AFTER DELETE ON customers BEGIN INSERT INTO log VALUES (old.name); END;)");
        made.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
            std::to_string(rows) +
            ") INSERT INTO customers (name, age) SELECT 'customer ' || i || hex(zeroblob(40)), i FROM n;"
            "INSERT INTO orders (customer, total, note) SELECT c.id, c.id * n.i + 0.5, 'note ' || n.i "
            "FROM customers c, (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) n;"
            "DELETE FROM customers WHERE id = " +
            std::to_string(rows));
        old_ = tenon::schema::print(tenon::schema::inspect(made));
        rows_ = rows_of(made);
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
    }

    /// Puts the filled database back where `migrate` finds it.
    void reset() const {
        for (const char* ending : {"", "-wal", "-journal", "-shm"}) std::filesystem::remove(path() + ending);
        std::filesystem::copy_file(original(), path());
    }

    [[nodiscard]] std::string path() const { return directory_ / "shop.db"; }

    tenon::sqlite::connection_options& options() { return options_; }

    /// Rebuilds both tables, with a cache so small that pages are written before the COMMIT.
    void migrate() const {
        tenon::sqlite::connection on(path(), options_);
        migrate(on);
    }

    void migrate(tenon::sqlite::connection& on) const {
        on.execute("PRAGMA cache_size = 5; PRAGMA wal_autocheckpoint = 20");
        tenon::schema::migrate_options how;
        how.allow.drop = true;
        how.allow.narrow = true;
        tenon::schema::migrate(on, target_, how);
    }

    /// What the database is, opened anew; fails the test unless it is all of the one or all of the other.
    [[nodiscard]] state found() const {
        const faulty_vfs without_syncs;
        tenon::sqlite::connection_options plain;
        plain.journal = tenon::sqlite::journal_mode::unchanged;
        tenon::sqlite::connection on(path(), plain);
        const std::string problems = first_text(on, "PRAGMA integrity_check");
        if (problems != "ok") FAIL(problems);
        if (rows_of(on) != rows_) FAIL("rows are not what they were");
        if (first_text(on, "SELECT count(*) FROM pragma_foreign_key_check") != "0") FAIL("foreign keys");
        if (first_text(on, "SELECT seq FROM sqlite_sequence WHERE name = 'customers'") != sequence_)
            FAIL("the sequence");
        const tenon::schema::model now = tenon::schema::inspect(on);
        if (tenon::schema::print(now) == old_) return state::old;
        const tenon::schema::plan left = tenon::schema::diff(now, target_);
        if (!left.empty()) FAIL("neither old nor new: " << tenon::schema::print(left));
        return state::done;
    }

private:
    [[nodiscard]] std::string original() const { return directory_ / "original.db"; }

    static std::string first_text(tenon::sqlite::connection& on, std::string_view sql) {
        tenon::sqlite::statement read = tenon::schema::detail::lease(on, sql);
        if (!read.step()) return {};
        const auto* text = sqlite3_column_text(read.handle(), 0);
        return text == nullptr ? "" : reinterpret_cast<const char*>(text);
    }

    // Of the columns that stay as they are.
    std::string rows_of(tenon::sqlite::connection& on) const {
        if (sequence_.empty())
            sequence_ = first_text(on, "SELECT seq FROM sqlite_sequence WHERE name = 'customers'");
        return first_text(on,
                          "SELECT group_concat(row, char(10)) FROM (SELECT id || name || typeof(name) || "
                          "coalesce(age + 0, '-') AS row FROM customers ORDER BY id)") +
               first_text(
                   on,
                   "SELECT group_concat(row, char(10)) FROM (SELECT id || ' ' || customer || ' ' || total || "
                   "typeof(total) || note AS row FROM orders ORDER BY id)") +
               first_text(on, "SELECT group_concat(what, char(10)) FROM log");
    }

    scratch directory_;
    tenon::sqlite::connection_options options_;
    tenon::schema::model target_;
    std::string old_;
    std::string rows_;
    mutable std::string sequence_;
};
