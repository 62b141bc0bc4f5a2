// SPDX-License-Identifier: BSL-1.0
#include <tenon/test_database.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>

using namespace two_modules;

TEST_CASE("a test database is there in one line, with initial data, and gone at its end") {
    std::string place;
    {
        tenon::test_database<shop, users> db;
        place = db.directory();
        CHECK(db.path<users>() == place + "/users.db");
        CHECK(std::filesystem::exists(place + "/shop.db"));
        auto reader = db.read_session<shop>("look");
        CHECK(reader(count_accounts).scalar() == 1);
        CHECK(reader(count_purchases).scalar() == 1);
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "ada"});
        session.commit();
    }
    CHECK_FALSE(std::filesystem::exists(place));
}

TEST_CASE("test databases do not see each other, whatever the settings say") {
    tenon::settings how;
    how.directory = "elsewhere";
    how.file = "one.db";
    how.max_readers = 1;
    how.acquire_timeout = {};
    const tenon::test_database<users> other;
    tenon::test_database<users> db(how);
    CHECK(db.directory() != other.directory());
    CHECK(db.path<users>() == db.directory() + "/users.db");
    db.integrity_session<users>("register",
                                [](auto& session) { session(add_account, account{.name = "ada"}); });
    auto reader = db.read_session<users>("look");
    CHECK(reader(count_accounts).scalar() == 2);
    CHECK(error_from([&] { (void)db.read_session<users>("another"); }).code == "POOL_TIMEOUT");
}
