// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/sqlite/verified_tables.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

namespace {

struct reading {
    std::int64_t id = 0;
    std::int64_t value = 0;

    static constexpr auto table = tenon::table("readings", tenon::primary_key("id"));
};

}  // namespace

TEST_CASE("a table is verified by its whole name only") {
    tenon::sqlite::detail::verified_tables tables;
    CHECK_FALSE(tables.has("orders"));
    tables.add("orders");
    tables.add("order lines");
    tables.add("x");
    for (const char* const name : {"orders", "order lines", "x"}) CHECK(tables.has(name));
    for (const char* const name : {"order", "rders", "orders_", "lines", "ORDERS", "orders x"})
        CHECK_FALSE(tables.has(name));
    tables.clear();
    CHECK_FALSE(tables.has("orders"));
    tables.add("orders");
    CHECK(tables.has("orders"));
}

TEST_CASE("what is not verified is looked at, value by value") {
    tenon::database db(":memory:");
    db.connection().execute(
        "CREATE TABLE readings (id INTEGER PRIMARY KEY, value); INSERT INTO readings VALUES (1, 'high')");
    CHECK(error_from([&] { (void)db(tenon::select<reading>()).all(); }).code == "WRONG_STORAGE_CLASS");
    db.connection().mark_verified("reading");  // of another name
    CHECK(error_from([&] { (void)db(tenon::select<reading>()).all(); }).code == "WRONG_STORAGE_CLASS");
}
