// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/constant.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>

using namespace tenon::literals;
using namespace tests;
using tenon::constant;
using tenon::select;
using tenon::sql_text;

enum class small : std::int8_t { minus = -3 };

static_assert(sql_text(select(constant<18>)) == "SELECT 18");
static_assert(sql_text(select(constant<-18>)) == "SELECT (-18)");
static_assert(sql_text(select(constant<true>, constant<false>)) == "SELECT TRUE, FALSE");
static_assert(sql_text(select(constant<INT64_MIN>)) == "SELECT (-9223372036854775808)");
static_assert(sql_text(select(constant<INT64_MAX>)) == "SELECT 9223372036854775807");
static_assert(sql_text(select(constant<small::minus>)) == "SELECT (-3)");
static_assert(sql_text(select("id"_c).from<order>().where("state"_c == constant<status::paid>)) ==
              R"(SELECT "id" FROM "orders" WHERE "state" = 2)");

TEST_CASE("a constant is what it was") {
    real_sqlite db;
    CHECK(db.value(sql_text(select(constant<INT64_MIN>))) == "integer -9223372036854775808");
    CHECK(db.value(sql_text(select(constant<INT64_MAX>))) == "integer 9223372036854775807");
    CHECK(db.value(sql_text(select(constant<5> - constant<-5>))) == "integer 10");
    CHECK(db.value(sql_text(select(-constant<-5>))) == "integer 5");
    CHECK(db.value(sql_text(select(constant<true>))) == "integer 1");
}
