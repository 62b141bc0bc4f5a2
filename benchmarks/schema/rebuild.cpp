// SPDX-License-Identifier: BSL-1.0
#include "rebuild.hpp"

#include <tenon/migrate.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

namespace {

namespace schema = tenon::schema;

constexpr std::string_view before =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), "
    "total REAL NOT "
    "NULL, note TEXT, created_at TEXT NOT NULL) STRICT;"
    "CREATE INDEX by_customer ON orders (customer_id, created_at);";

// As many rows again refer to the table that is rebuilt.
constexpr std::string_view children =
    "CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE "
    "CASCADE) STRICT;";

constexpr std::string_view after =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), "
    "total REAL NOT "
    "NULL CHECK (total >= 0), note TEXT, created_at TEXT NOT NULL, paid INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX by_customer ON orders (customer_id, created_at);";

// What the plan says, and what SQLite's documentation advises (https://www.sqlite.org/lang_altertable.html).
constexpr std::string_view by_hand =
    "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN IMMEDIATE;"
    "CREATE TABLE new_orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers "
    "(id), total REAL "
    "NOT NULL CHECK (total >= 0), note TEXT, created_at TEXT NOT NULL, paid INTEGER NOT NULL DEFAULT 0) "
    "STRICT;"
    "INSERT INTO new_orders (id, customer_id, total, note, created_at) SELECT id, customer_id, total, note, "
    "created_at "
    "FROM orders; DROP TABLE orders; ALTER TABLE new_orders RENAME TO orders;"
    "CREATE INDEX by_customer ON orders (customer_id, created_at); PRAGMA foreign_key_check; COMMIT;"
    "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON;";

void fill(tenon::sqlite::connection& to, std::size_t rows, bool with_children) {
    to.execute(before);
    to.execute(
        "BEGIN; INSERT INTO customers SELECT value, 'customer ' || value FROM (WITH RECURSIVE n (value) AS "
        "(SELECT 1 "
        "UNION ALL SELECT value + 1 FROM n WHERE value < 10000) SELECT value FROM n);"
        "INSERT INTO orders SELECT value, 1 + value * 7919 % 10000, value % 1000 / 8.0, 'note number ' || "
        "value, "
        "'2024-01-01 00:00:00.' || printf('%06d', value % 1000000) FROM (WITH RECURSIVE n (value) AS (SELECT "
        "1 "
        "UNION ALL SELECT value + 1 FROM n WHERE value < " +
        std::to_string(rows) + ") SELECT value FROM n); COMMIT");
    if (!with_children) return;
    to.execute(children);
    to.execute(
        "INSERT INTO lines (order_id) SELECT 1 + id * 7919 % (SELECT count(*) FROM orders) FROM orders");
}

template <class Work>
double seconds(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

tenon::sqlite::connection fresh(const std::filesystem::path& path, std::size_t rows, bool with_children) {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
    tenon::sqlite::connection result(path.string());
    fill(result, rows, with_children);
    result.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return result;
}

}  // namespace

void compare_rebuilds(const std::filesystem::path& directory, std::size_t rows, int times,
                      bool with_children) {
    tenon::sqlite::connection made(":memory:");
    made.execute(after);
    if (with_children) made.execute(children);
    const schema::model target = schema::inspect(made);
    double ours = 1e9;
    double theirs = 1e9;
    for (int i = 0; i < times; ++i) {
        {
            tenon::sqlite::connection db = fresh(directory / "rebuild.db", rows, with_children);
            ours = std::min(ours, seconds([&] { schema::migrate(db, target); }));
        }
        tenon::sqlite::connection db = fresh(directory / "rebuild.db", rows, with_children);
        theirs = std::min(theirs, seconds([&] { db.execute(by_hand); }));
    }
    fmt::print("rebuild of {} rows{}: {:.2f} s, the same SQL by hand {:.2f} s, ratio {:.3f}\n", rows,
               with_children ? " to which as many refer" : "", ours, theirs, ours / theirs);
}
