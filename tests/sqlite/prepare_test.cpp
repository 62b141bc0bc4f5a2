// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/prepare.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string_view>

using namespace std::string_view_literals;
namespace sqlite = tenon::sqlite;

TEST_CASE("a text is exactly one statement") {
    sqlite::connection db(":memory:");
    for (const auto text : {"SELECT 1"sv, "SELECT 1;"sv, "  SELECT 1 ; \n"sv, "SELECT 1; -- no more"sv,
                            "/* a */ SELECT 1 /* b; */ ; /* c */"sv, "SELECT 1; ;"sv}) {
        CAPTURE(text);
        auto statement = db.lease(query(text));
        CHECK(statement.step());
    }
    for (const auto text : {""sv, " "sv, ";"sv, "-- nothing"sv, "/* nothing"sv}) {
        CAPTURE(text);
        CHECK(error_from([&] { (void)db.lease(query(text)); }).code == "MISUSE");
    }
    for (const auto text : {"SELECT 1; SELECT 2"sv, "SELECT 1; nonsense"sv, "SELECT 1;;SELECT 2"sv}) {
        CAPTURE(text);
        const auto error = error_from([&] { (void)db.lease(query(text)); });
        CHECK(error.code == "MISUSE");
        CHECK(error.message == "the SQL holds more than one statement");
        CHECK(error.sql == text);
    }
    CHECK(error_from([&] { (void)db.lease(query("SELECT 1\0; DROP TABLE t"sv)); }).code == "MISUSE");
    CHECK(error_from([&] { (void)db.lease({}); }).code == "MISUSE");
}

TEST_CASE("parameters and columns are counted where they are known") {
    sqlite::connection db(":memory:");
    CHECK_NOTHROW(db.lease(query("SELECT ?1, ?2", 2, 2)));
    CHECK_NOTHROW(db.lease(query("SELECT ?1, ?2, 3", tenon::unknown_count, tenon::unknown_count)));
    const auto columns = error_from([&] { (void)db.lease(query("SELECT 1, 2", 0, 3)); });
    CHECK(columns.code == "SCHEMA_MISMATCH");
    CHECK(columns.category == tenon::category::schema);
    CHECK(columns.message == "the statement has 2 columns, but 3 were declared for it");
    CHECK(error_from([&] { (void)db.lease(query("SELECT ?1", 2, 1)); }).code == "SCHEMA_MISMATCH");
}

TEST_CASE("a statement that cannot be prepared says why") {
    sqlite::connection db(":memory:");
    db.set_purpose("report");
    const auto table = error_from([&] { (void)db.lease(query("SELECT a FROM missing")); });
    CHECK(table.code == "NO_SUCH_TABLE");
    CHECK(table.category == tenon::category::schema);
    CHECK(contains(table.message, "no such table: missing"));
    CHECK(table.purpose == "report");
    CHECK(table.sql == "SELECT a FROM missing");
    CHECK(error_from([&] { (void)db.lease(query("SELECT a")); }).code == "NO_SUCH_COLUMN");
    CHECK(error_from([&] { (void)db.lease(query("SELEC 1")); }).code == "QUERY_FAILED");
    CHECK(error_from([&] { (void)db.lease(query("SELECT \"text\"")); }).code ==
          "NO_SUCH_COLUMN");  // no string
}
