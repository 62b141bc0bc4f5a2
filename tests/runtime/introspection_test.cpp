// SPDX-License-Identifier: BSL-1.0
#include <tenon/introspection.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string_view>
#include <vector>

using namespace two_modules;

TEST_CASE_METHOD(started, "modules, tables and columns can be listed") {
    const auto modules = tenon::describe(db);
    REQUIRE(modules.size() == 2);
    const tenon::module_overview& first = modules[0];
    CHECK(first.name == "standard.shop");
    CHECK(first.database == "shop");
    CHECK(first.path == db.path<shop>());
    CHECK(first.started);
    CHECK(first.depends_on == std::vector<std::string_view>{"standard.users"});
    CHECK(first.schema_version > 0);
    REQUIRE(first.tables.size() == 2);
    const tenon::table_overview& items = first.tables[0];
    CHECK(items.name == "items");
    REQUIRE(items.columns.size() == 3);
    CHECK(items.columns[0].name == "id");
    CHECK(items.columns[0].type == "INTEGER");
    CHECK(items.columns[0].primary_key);
    CHECK(items.columns[2].type == "TEXT");
    CHECK_FALSE(items.columns[2].nullable);
    REQUIRE(items.references.size() == 1);
    CHECK(items.references[0].table == "purchases");
    CHECK(items.references[0].columns == std::vector<std::string_view>{"purchase_id"});
    CHECK(items.references[0].target_columns == std::vector<std::string_view>{"id"});
    CHECK(modules[1].tables[0].name == "accounts");
}

TEST_CASE("a module that did not start says why") {
    const scratch dir;
    program db(in(dir));
    CHECK_FALSE(tenon::describe(db)[0].started);
    users::while_starting = [](std::string_view module_name) {
        if (module_name == "shop") throw std::runtime_error("no data today");
    };
    CHECK_THROWS(db.start());
    users::while_starting = nullptr;
    const auto modules = tenon::describe(db);
    CHECK_FALSE(modules[0].started);
    CHECK(modules[0].problem == "no data today");
    CHECK(modules[1].started);
    CHECK(contains(error_from([&] { (void)db.read_session<shop>("x"); }).message, "no data today"));
    db.start();
    db.stop();
    CHECK_FALSE(tenon::describe(db)[1].started);
}

TEST_CASE("modules can be listed while their connections are all on loan") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.max_readers = 1;
    settings.acquire_timeout = std::chrono::milliseconds(1);
    program db(settings);
    db.start();
    const auto free = tenon::describe(db);
    const auto writer = db.integrity_session<users>("write");
    const auto reader = db.read_session<users>("read");
    const auto busy = tenon::describe(db);
    REQUIRE(busy.size() == 2);
    CHECK(busy[1].schema_version == free[1].schema_version);
    CHECK(busy[1].user_version == 1);
    CHECK(db.counts<users>().timeouts == 0);
}

TEST_CASE("modules in memory can be listed while somebody writes") {
    tenon::settings settings;
    settings.file = ":memory:";
    program db(settings);
    db.start();
    CHECK(tenon::describe(db)[1].schema_version > 0);
    const auto writer = db.integrity_session<users>("write");
    const auto modules = tenon::describe(db);
    CHECK(modules[1].started);
    CHECK(modules[1].schema_version == 0);
}
