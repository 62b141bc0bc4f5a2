// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/adopt.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

tenon::schema::adoption adopted(std::string_view sql) {
    tenon::sqlite::connection_options options;
    options.defensive = false;
    tenon::sqlite::connection on(":memory:", options);
    on.execute(sql);
    return tenon::schema::adopt(on, "standard.shop");
}

}  // namespace

TEST_CASE("structs say what a database's tables are") {
    const tenon::schema::adoption shop = adopted(R"(
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE, active BOOLEAN NOT NULL DEFAULT 1,
                                class TEXT DEFAULT 'new', CHECK (length(name) > 0));
        CREATE TABLE "order lines" (order_no INT, pos INT, price DECIMAL(10,2) DEFAULT 0, customer INTEGER REFERENCES customers ON DELETE CASCADE,
                                    made DATETIME DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (order_no, pos)) WITHOUT ROWID;
        CREATE INDEX by_customer ON "order lines" (customer, price DESC) WHERE price > 0;
        INSERT INTO customers (name) VALUES ('Ada'), ('Bob'))");
    INFO(shop.header);
    CHECK(shop.plan.empty());
    CHECK(shop.rows ==
          std::vector<std::pair<std::string, std::int64_t>>{{"customers", 2}, {"order lines", 0}});
    const auto has = [&](std::string_view text) { return contains(shop.header, text); };
    CHECK(has("bool active = false;"));
    CHECK(has("std::optional<std::string> class_{};"));
    CHECK(has(R"(tenon::column("class_").named("class"))"));
    CHECK(has(R"(tenon::default_("class_", "new"))"));
    CHECK(has(R"(tenon::primary_key("order_no", "pos"))"));
    CHECK(has(R"(.references<customers>("id").on_delete(tenon::cascade))"));
    CHECK(has(R"x(tenon::index("customer", R"("price" DESC)").where("price > 0").named("by_customer"))x"));
    CHECK(has("struct shop : tenon::database_module<\"standard.shop\", customers, order_lines> {};"));
}

TEST_CASE("what can't be a struct is told, and all else becomes one") {
    const tenon::schema::adoption other = adopted(
        "CREATE TABLE odd (\"\" INT, a INT); CREATE TABLE tenon_cutters (id INTEGER PRIMARY KEY);"
        "CREATE TABLE tenon_modules (name)");
    CHECK(other.notes ==
          std::vector<std::string>{"odd: stays without a struct, for a column of it has no name"});
    CHECK(contains(other.header, "struct tenon_cutters {"));
    CHECK_FALSE(contains(other.header, "tenon_modules"));
}
