// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/functions.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>

using namespace tenon::literals;
using namespace tests;
using tenon::select;
using tenon::sql_text;

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

constexpr auto texts =
    select(tenon::ltrim("note"_c), tenon::ltrim("note"_c, "0"), tenon::rtrim("note"_c),
           tenon::rtrim("note"_c, "0"), tenon::replace("note"_c, "a", "b"), tenon::substr("note"_c, 2),
           tenon::substr("note"_c, -3, "n"_p), tenon::substring("note"_c, 1, 3),
           tenon::instr("note"_c, "x"_p), tenon::char_(72, 105), tenon::format("%d: %s", "id"_c, "note"_c),
           tenon::printf("%5.2f", "total"_c), tenon::unicode("note"_c), tenon::soundex("note"_c),
           tenon::hex("note"_c), tenon::quote("note"_c))
        .from<order>();
static_assert(
    sql_text(texts) ==
    R"(SELECT LTRIM("note"), LTRIM("note", ?), RTRIM("note"), RTRIM("note", ?), REPLACE("note", ?, ?), )"
    R"(SUBSTR("note", ?), SUBSTR("note", ?, :n), SUBSTRING("note", ?, ?), INSTR("note", :x), CHAR(?, ?), )"
    R"(FORMAT(?, "id", "note"), PRINTF(?, "total"), UNICODE("note"), SOUNDEX("note"), HEX("note"), )"
    R"(QUOTE("note") FROM "orders")");

constexpr auto others =
    select(tenon::iif("total"_c > 5, "much", "little"), tenon::iif("total"_c > 5, "id"_c, std::nullopt),
           tenon::ifnull("note"_c, "none"_p), tenon::sign("total"_c), tenon::typeof_("note"_c),
           tenon::random(), tenon::randomblob(16), tenon::zeroblob("n"_p), tenon::changes(),
           tenon::total_changes(), tenon::last_insert_rowid(), tenon::sqlite_version())
        .from<order>()
        .where(tenon::likely("total"_c > 5) && tenon::unlikely("id"_c == 3));
static_assert(
    sql_text(others) ==
    R"(SELECT IIF("total" > ?, ?, ?), IIF("total" > ?, "id", NULL), IFNULL("note", :none), SIGN("total"), )"
    R"(TYPEOF("note"), RANDOM(), RANDOMBLOB(?), ZEROBLOB(:n), CHANGES(), TOTAL_CHANGES(), )"
    R"(LAST_INSERT_ROWID(), SQLITE_VERSION() FROM "orders" WHERE LIKELY("total" > ?) AND UNLIKELY("id" = ?))");

TEST_CASE("SQLite has every function") {
    CHECK(complaint_about(scalars) == "");
    CHECK(complaint_about(chained) == "");
    CHECK(complaint_about(texts) == "");
    CHECK(complaint_about(others) == "");
}
