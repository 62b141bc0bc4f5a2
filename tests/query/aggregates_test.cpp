// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/aggregates.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;
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

constexpr auto more =
    select(tenon::total("weight"_c), tenon::group_concat("article"_c), tenon::group_concat("article"_c, "; "),
           tenon::group_concat_distinct("article"_c))
        .from<line>();
static_assert(sql_text(more) ==
              R"(SELECT TOTAL("weight"), GROUP_CONCAT("article"), GROUP_CONCAT("article", ?), )"
              R"(GROUP_CONCAT(DISTINCT "article") FROM "lines")");

// With more arguments MIN and MAX combine no rows.
constexpr auto of_a_row =
    select("id"_c, tenon::max("id"_c, "customer_id"_c), tenon::min("total"_c, 5.0, "least"_p))
        .from<order>()
        .where(tenon::max("id"_c, 3) > 3);
static_assert(sql_text(of_a_row) ==
              R"(SELECT "id", MAX("id", "customer_id"), MIN("total", ?, :least) FROM "orders" )"
              R"(WHERE MAX("id", ?) > ?)");

TEST_CASE("SQLite has every aggregate") {
    CHECK(complaint_about(aggregates) == "");
    CHECK(complaint_about(more) == "");
    CHECK(complaint_about(of_a_row) == "");
}
