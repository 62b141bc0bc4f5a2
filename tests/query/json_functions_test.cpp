// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/json_functions.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;
using tenon::select;
using tenon::sql_text;

constexpr auto built =
    select(tenon::json_array("id"_c, "note"_c, 1.5), tenon::json_array(), tenon::json_object(),
           tenon::json_object("id", "id"_c, "note", "note"_c), tenon::json_quote("note"_c),
           tenon::json_insert("note"_c, "$.id", "id"_c), tenon::json_replace("note"_c, "$.id", "id"_c),
           tenon::json_set("note"_c, "$.id", "id"_c, "$.total", "total"_c),
           tenon::json_remove("note"_c, "$.id", "path"_p), tenon::json_patch("note"_c, "patch"_p))
        .from<order>();
static_assert(
    sql_text(built) ==
    R"(SELECT JSON_ARRAY("id", "note", ?), JSON_ARRAY(), JSON_OBJECT(), JSON_OBJECT(?, "id", ?, "note"), )"
    R"(JSON_QUOTE("note"), JSON_INSERT("note", ?, "id"), JSON_REPLACE("note", ?, "id"), )"
    R"(JSON_SET("note", ?, "id", ?, "total"), JSON_REMOVE("note", ?, :path), JSON_PATCH("note", :patch) )"
    R"(FROM "orders")");

constexpr auto taken =
    select(tenon::json_("note"_c), tenon::json_array_length("note"_c),
           tenon::json_array_length("note"_c, "$.lines"), tenon::json_type("note"_c),
           tenon::json_type("note"_c, "$.id"), tenon::json_extract("note"_c, "$.id", "$.total"))
        .from<order>()
        .where(tenon::json_valid("note"_c) && tenon::json_extract("note"_c, "$.id") == 5);
static_assert(
    sql_text(taken) ==
    R"(SELECT JSON("note"), JSON_ARRAY_LENGTH("note"), JSON_ARRAY_LENGTH("note", ?), JSON_TYPE("note"), )"
    R"(JSON_TYPE("note", ?), JSON_EXTRACT("note", ?, ?) FROM "orders" )"
    R"(WHERE JSON_VALID("note") AND JSON_EXTRACT("note", ?) = ?)");

constexpr auto grouped =
    select("customer_id"_c, tenon::json_group_array("total"_c), tenon::json_group_object("note"_c, "total"_c))
        .from<order>()
        .group_by("customer_id"_c);
static_assert(sql_text(grouped) ==
              R"(SELECT "customer_id", JSON_GROUP_ARRAY("total"), JSON_GROUP_OBJECT("note", "total") )"
              R"(FROM "orders" GROUP BY "customer_id")");

TEST_CASE("SQLite has every JSON function") {
    CHECK(complaint_about(built) == "");
    CHECK(complaint_about(taken) == "");
    CHECK(complaint_about(grouped) == "");
}
