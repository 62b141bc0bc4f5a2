// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/authorizer.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <string_view>

using namespace std::string_view_literals;
namespace sqlite = tenon::sqlite;

namespace {

tenon::statement_data raw(std::string_view text) {
    return query(text, tenon::unknown_count, tenon::unknown_count);
}

}  // namespace

TEST_CASE("raw SQL reads and writes rows") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t");
    for (const auto text :
         {"SELECT a FROM t WHERE a = :a"sv, "INSERT INTO t VALUES (@a)"sv, "SELECT count(*) FROM v"sv,
          "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g LIMIT 3) SELECT i FROM g"sv,
          "UPDATE t SET a = $a"sv, "DELETE FROM t"sv, "PRAGMA table_info(t)"sv, "PRAGMA foreign_keys"sv,
          "EXPLAIN QUERY PLAN SELECT a FROM t"sv}) {
        CAPTURE(text);
        CHECK_NOTHROW(db.lease_raw(raw(text)).step());
    }
}

TEST_CASE("raw SQL does not attach, control transactions, vacuum or set pragmas") {
    const scratch dir;
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a)");
    const std::string attach = "ATTACH '" + (dir / "x.db") + "' AS x";
    const std::string vacuum = "VACUUM INTO '" + (dir / "x.db") + "'";
    for (const auto text :
         {std::string_view(attach), std::string_view(vacuum), "VACUUM"sv, "DETACH x"sv, "BEGIN"sv, "COMMIT"sv,
          "ROLLBACK"sv, "SAVEPOINT s"sv, "RELEASE s"sv, "PRAGMA foreign_keys = OFF"sv,
          "PRAGMA query_only(0)"sv, "PRAGMA wal_checkpoint"sv, "PRAGMA optimize"sv,
          "PRAGMA main.journal_mode = delete"sv}) {
        CAPTURE(text);
        const auto error = error_from([&] { db.lease_raw(raw(text)).step(); });
        CHECK(error.code == "NOT_ALLOWED");
        CHECK(error.category == tenon::category::usage);
        CHECK(error.sql == text);
    }
    CHECK_FALSE(std::filesystem::exists(dir / "x.db"));
    sqlite::transaction own(
        db);  // the library's own statements are not held back, nor is their cache entry found
    CHECK(error_from([&] { db.lease_raw(raw("COMMIT")).step(); }).code == "NOT_ALLOWED");
    own.commit();
    CHECK(error_from([&] { db.lease_raw(raw("COMMIT")).step(); }).code == "NOT_ALLOWED");
}

TEST_CASE("raw SQL needs names for its parameters, and all of its columns are checked") {
    sqlite::connection db(":memory:");
    CHECK(error_from([&] { (void)db.lease_raw(raw("SELECT ?")); }).code == "UNNAMED_PARAMETER");
    CHECK(error_from([&] { (void)db.lease_raw(raw("SELECT :a, ?2")); }).code == "UNNAMED_PARAMETER");
    CHECK(error_from([&] { (void)db.lease_raw(raw("SELECT 1; SELECT 2")); }).code == "MISUSE");
    auto data = raw("SELECT 'x'");
    data.checked = 0;
    auto row = db.lease_raw(data);
    REQUIRE(row.step());
    CHECK_THROWS_AS(row.reader().integer(0), tenon::value_error);
}

TEST_CASE("raw SQL is cached by its text alone") {
    sqlite::connection db(":memory:");
    std::string buffer = "SELECT 1";
    const auto value = [&] {
        auto data = raw(buffer);
        data.hash = 42;
        auto row = db.lease_raw(data);
        REQUIRE(row.step());
        return row.reader().integer(0);
    };
    CHECK(value() == 1);
    CHECK(value() == 1);
    buffer.back() = '2';  // another text at the same address
    CHECK(value() == 2);
    CHECK(db.cache().hits == 1);
}

TEST_CASE("raw SQL that changes the schema ends the trust in verified tables") {
    static constexpr std::string_view tables[] = {"t"};
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a ANY) STRICT; INSERT INTO t VALUES ('x')");
    db.mark_verified("t");
    auto data = query("SELECT a FROM t");
    data.checked = 0;
    data.tables = tables;
    data.table_count = 1;
    const auto reads = [&] {
        auto row = db.lease(data);
        REQUIRE(row.step());
        (void)row.reader().integer(0);
    };
    CHECK_NOTHROW(reads());
    db.lease_raw(raw("SELECT a FROM t")).step();
    CHECK_NOTHROW(reads());
    db.lease_raw(raw("CREATE TABLE u (a)")).step();
    CHECK_THROWS_AS(reads(), tenon::value_error);
}

TEST_CASE("a script from elsewhere runs until it does what it must not") {
    sqlite::connection db(":memory:");
    db.execute_raw("CREATE TABLE t (a); -- and\nINSERT INTO t VALUES (1), (2);\n/* that is all */");
    CHECK(db.changes() == 2);
    for (const std::string_view sql :
         {"COMMIT", "PRAGMA foreign_keys", "SELECT 1; VACUUM", "ATTACH 'x' AS x"})
        CHECK(error_from([&] { db.execute_raw(sql); }).code == "NOT_ALLOWED");
    CHECK(error_from([&] { db.execute_raw("DELETE FROM t WHERE a = ?"); }).code == "MISUSE");
    const tenon::error failed =
        error_from([&] { db.execute_raw("DELETE FROM t;\nINSERT INTO u VALUES (1); SELECT 1"); });
    CHECK(failed.sql == "\nINSERT INTO u VALUES (1); SELECT 1");
    CHECK(error_from([&] { db.execute_raw("PRAGMA user_version"); }).code == "NOT_ALLOWED");
    db.execute("PRAGMA user_version");
}
