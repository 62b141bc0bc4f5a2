// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/settings.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace std::chrono_literals;

TEST_CASE("the defaults are the safe ones") {
    const tenon::settings settings;
    CHECK(settings.directory == "data/database");
    CHECK(settings.file.empty());
    CHECK(settings.min_readers == 0);
    CHECK(settings.max_readers == 10);
    CHECK(settings.acquire_timeout == 30s);
    CHECK(settings.idle_timeout == 30s);
    CHECK(settings.life_time == 30min);
    CHECK(settings.connect_timeout == 10s);
    CHECK(settings.statement_timeout == 30s);
    CHECK(settings.migrate == tenon::migrate_mode::apply);
    CHECK(settings.sqlite.busy_timeout == 30s);
    CHECK(settings.sqlite.file_mode == 0600);
    CHECK(settings.sqlite.foreign_keys);
    CHECK(settings.sqlite.journal == tenon::sqlite::journal_mode::wal);
    CHECK(settings.sqlite.synchronous == tenon::sqlite::synchronous_mode::full);
    CHECK_FALSE(settings.log.active());
}

TEST_CASE("a module's own settings go before those of all") {
    tenon::settings settings;
    settings.of("user_manager").max_readers = 3;
    settings.of("user_manager").file = "users.sqlite";
    settings.of("standard.shop").statement_timeout = 5s;
    settings.of("ecommerce").foreign_keys = false;
    REQUIRE(settings.modules.size() == 3);

    const tenon::settings users = settings.for_module("standard.user_manager", "user_manager");
    CHECK(users.max_readers == 3);
    CHECK(users.file == "users.sqlite");
    CHECK(users.statement_timeout == 30s);
    CHECK(settings.for_module("standard.shop", "shop").statement_timeout == 5s);
    CHECK_FALSE(settings.for_module("standard.ecommerce_core", "ecommerce").sqlite.foreign_keys);
    CHECK(settings.for_module("standard.other", "other").max_readers == 10);
    CHECK(settings.for_module("manager", "manager").max_readers == 10);
}
