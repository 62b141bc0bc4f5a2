// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/functions.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>

using namespace tenon::literals;
using namespace tests;
using tenon::constant;
using tenon::select;
using tenon::sql_text;

constexpr auto aggregates =
    select(tenon::count(), tenon::count("note"_c), tenon::count_distinct("note"_c), tenon::sum("total"_c),
           tenon::avg("total"_c), tenon::min("note"_c), tenon::max("created_at"_c))
        .from<order>();
static_assert(
    sql_text(aggregates) ==
    R"(SELECT COUNT(*), COUNT("note"), COUNT(DISTINCT "note"), SUM("total"), AVG("total"), MIN("note"), )"
    R"(MAX("created_at") FROM "orders")");

constexpr auto scalars =
    select(tenon::abs("total"_c), tenon::round("total"_c), tenon::round("total"_c, "digits"_p),
           tenon::length("note"_c), tenon::lower("note"_c), tenon::upper("note"_c), tenon::trim("note"_c),
           tenon::trim("note"_c, "x"), tenon::coalesce("note"_c, "other"_p, "none"), tenon::nullif("id"_c, 0),
           tenon::concat("note"_c, "!"))
        .from<order>();
static_assert(
    sql_text(scalars) ==
    R"(SELECT ABS("total"), ROUND("total"), ROUND("total", :digits), LENGTH("note"), LOWER("note"), )"
    R"(UPPER("note"), TRIM("note"), TRIM("note", ?), COALESCE("note", :other, ?), NULLIF("id", ?), )"
    R"("note" || ? FROM "orders")");

constexpr auto chained =
    select(tenon::concat("note"_c, tenon::concat("-", "note"_c)), tenon::length(tenon::trim("note"_c)) * 2)
        .from<order>();
static_assert(sql_text(chained) ==
              R"(SELECT "note" || (? || "note"), LENGTH(TRIM("note")) * ? FROM "orders")");

enum class small : std::int8_t { minus = -3 };

static_assert(sql_text(select(constant<18>)) == "SELECT 18");
static_assert(sql_text(select(constant<-18>)) == "SELECT (-18)");
static_assert(sql_text(select(constant<true>, constant<false>)) == "SELECT TRUE, FALSE");
static_assert(sql_text(select(constant<INT64_MIN>)) == "SELECT (-9223372036854775808)");
static_assert(sql_text(select(constant<INT64_MAX>)) == "SELECT 9223372036854775807");
static_assert(sql_text(select(constant<small::minus>)) == "SELECT (-3)");
static_assert(sql_text(select("id"_c).from<order>().where("state"_c == constant<status::paid>)) ==
              R"(SELECT "id" FROM "orders" WHERE "state" = 2)");

TEST_CASE("SQLite has every function") {
    CHECK(complaint_about(aggregates) == "");
    CHECK(complaint_about(scalars) == "");
    CHECK(complaint_about(chained) == "");
}

TEST_CASE("a constant is what it was") {
    real_sqlite db;
    CHECK(db.value(sql_text(select(constant<INT64_MIN>))) == "integer -9223372036854775808");
    CHECK(db.value(sql_text(select(constant<INT64_MAX>))) == "integer 9223372036854775807");
    CHECK(db.value(sql_text(select(constant<5> - constant<-5>))) == "integer 10");
    CHECK(db.value(sql_text(select(-constant<-5>))) == "integer 5");
    CHECK(db.value(sql_text(select(constant<true>))) == "integer 1");
}
