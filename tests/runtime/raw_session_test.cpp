// SPDX-License-Identifier: BSL-1.0
#include <tenon/explain.hpp>
#include <tenon/functions.hpp>
#include <tenon/raw_sql.hpp>
#include <tenon/runtime/session.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <string_view>

using namespace two_modules;
using tenon::raw_sql;

TEST_CASE_METHOD(started, "raw SQL runs in sessions") {
    {
        auto session = db.integrity_session<users>("raw");
        CHECK(session(raw_sql<>("INSERT INTO accounts (name) VALUES (:n)"), "n"_p = "ada").rows == 1);
        CHECK(session(raw_sql<account>("SELECT * FROM accounts WHERE name = :n"), "n"_p = "ada").one().id ==
              2);
        session.commit();
    }
    auto session = db.read_session<users>("raw");
    CHECK(session(raw_sql<std::int64_t>("SELECT count(*) FROM accounts")).scalar() == 2);
}

TEST_CASE_METHOD(started, "raw SQL that writes is refused in a read session") {
    auto session = db.read_session<users>("look");
    const auto error = error_from([&] { session(raw_sql<>("DELETE FROM accounts")); });
    CHECK(error.code == "NOT_ALLOWED");
    CHECK(error.category == tenon::category::usage);
    CHECK(error.purpose == "look");
    CHECK(error.module_name == "standard.users");
    CHECK(error.sql == "DELETE FROM accounts");
    CHECK(error_from([&] {
              (void)session(raw_sql<std::int64_t>("DELETE FROM accounts RETURNING id"));
          }).code == "NOT_ALLOWED");
    CHECK(session(count_accounts).scalar() == 1);
}

TEST_CASE_METHOD(started, "raw SQL reads what a module depends on, and does not write it") {
    auto session = db.integrity_session<shop>("raw");
    CHECK(session(raw_sql<std::string>("SELECT name FROM users.accounts")).scalar() == "admin");
    const tenon::error attached = error_from([&] { session(raw_sql<>("DELETE FROM users.accounts")); });
    CHECK(attached.code == "READ_ONLY");
    CHECK(contains(attached.message, "write another module's tables in a session of that module"));
    CHECK_FALSE(contains(attached.message, "shop.db"));
}

TEST_CASE_METHOD(started, "raw SQL ends with its session") {
    auto session = db.integrity_session<users>("raw");
    auto rows = session(raw_sql<std::int64_t>("SELECT id FROM accounts"));
    session.rollback();
    CHECK(error_from([&] { (void)rows.all(); }).code == "SESSION_ENDED");
    CHECK(error_from([&] { (void)session(raw_sql<std::int64_t>("SELECT 1")); }).code == "SESSION_ENDED");
}

TEST_CASE_METHOD(started, "sessions explain what they may run") {
    auto session = db.read_session<shop>("look");
    const auto plan = session.explain(tenon::select("total"_c)
                                          .from<purchase>()
                                          .join<account>(tenon::c<&account::id> == "account_id"_c)
                                          .where("account_id"_c == "who"_p));
    CHECK(plan.uses_index("purchases_account_id"));
    CHECK_FALSE(plan.scans("accounts"));
    auto writer = db.integrity_session<shop>("look");
    CHECK(writer.explain(tenon::delete_from<purchase>().where("total"_c < 0)).scans("purchases"));
}

namespace {

struct word {
    std::int64_t id = 0;
    std::string text{};

    static constexpr auto table = tenon::table("words", tenon::primary_key("id"));
};

struct words : tenon::database_module<"standard.words", word> {
    static void functions(tenon::sqlite::connection& connection) {
        connection.add_function(
            "reversed", [](std::string_view text) { return std::string(text.rbegin(), text.rend()); });
    }
    static void initial_data(tenon::integrity_session<words>& session) {
        session(raw_sql<>("INSERT INTO words (text) VALUES (reversed('now'))"));
    }
};

}  // namespace

TEST_CASE("a module's functions are there on each of its connections") {
    const scratch dir;
    tenon::registry<words> db(in(dir));
    db.start();
    const raw_sql<std::string> read("SELECT reversed(text) || text FROM words");
    auto first = db.read_session<words>("read");
    auto second = db.read_session<words>("read");
    auto writer = db.integrity_session<words>("write");
    CHECK(first(read).scalar() == "nowwon");
    CHECK(second(read).scalar() == "nowwon");
    CHECK(writer(read).scalar() == "nowwon");
}
