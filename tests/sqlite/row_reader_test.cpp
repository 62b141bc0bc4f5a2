// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/row_reader.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace sqlite = tenon::sqlite;

static_assert(std::is_trivially_copyable_v<sqlite::row_reader>);

namespace {

constexpr std::string_view strict_t[] = {"t"};

constexpr tenon::statement_data unchecked(std::string_view text, std::uint16_t columns,
                                          std::uint64_t checked = 0) {
    auto data = query(text, 0, columns);
    data.checked = checked;
    data.tables = strict_t;
    data.table_count = 1;
    return data;
}

}  // namespace

TEST_CASE("each storage class is read as itself") {
    sqlite::connection db(":memory:");
    auto row = db.lease(query("SELECT 9223372036854775807, 2.5, 'text', x'0001ff', NULL, 1, 0, 3", 0, 8));
    REQUIRE(row.step());
    const auto reader = row.reader();
    CHECK(reader.integer(0) == INT64_MAX);
    CHECK(reader.real(1) == 2.5);
    CHECK(reader.real(0) == 9223372036854775807.0);  // an INTEGER is a REAL too
    CHECK(reader.text(2) == "text");
    REQUIRE(reader.blob(3).size() == 3);
    CHECK(reader.blob(3)[2] == std::byte{0xff});
    CHECK(reader.is_null(4));
    CHECK_FALSE(reader.is_null(0));
    CHECK(reader.boolean(5));
    CHECK_FALSE(reader.boolean(6));
    CHECK(error_from([&] { (void)reader.boolean(7); }).code == "VALUE_OUT_OF_RANGE");
}

TEST_CASE("a value of another storage class is an error that names column, SQL and purpose") {
    sqlite::connection db(":memory:");
    db.set_purpose("report");
    constexpr auto data = query("SELECT '7' AS age, 1 AS name, NULL AS note, 2.0 AS whole, x'' AS raw", 0, 5);
    auto row = db.lease(data);
    REQUIRE(row.step());
    const auto reader = row.reader();
    const auto wrong = error_from([&] { (void)reader.integer(0); });
    CHECK(wrong.code == "WRONG_STORAGE_CLASS");
    CHECK(wrong.category == tenon::category::value);
    CHECK(wrong.message == "column `age` holds TEXT where INTEGER is expected");
    CHECK(wrong.sql == data.sql());
    CHECK(wrong.purpose == "report");
    CHECK(error_from([&] { (void)reader.text(1); }).message ==
          "column `name` holds INTEGER where TEXT is expected");
    CHECK(error_from([&] { (void)reader.integer(3); }).code == "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { (void)reader.real(0); }).code == "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { (void)reader.text(4); }).code == "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { (void)reader.blob(0); }).code == "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { (void)reader.boolean(0); }).code == "WRONG_STORAGE_CLASS");
    const auto null = error_from([&] { (void)reader.text(2); });
    CHECK(null.code == "NULL_VALUE");
    CHECK(null.message == "column `note` is NULL; read it as a std::optional");
    CHECK(error_from([&] { (void)reader.integer(2); }).code == "NULL_VALUE");
    CHECK(error_from([&] { (void)reader.blob(2); }).code == "NULL_VALUE");
}

TEST_CASE("columns are unchecked only while their tables are verified") {
    sqlite::connection db(":memory:");
    db.execute("CREATE TABLE t (a ANY, b ANY) STRICT; INSERT INTO t VALUES ('x', 'y')");
    constexpr auto data = unchecked("SELECT a, b FROM t", 2, 0b10);
    const auto reads = [&] {
        auto row = db.lease(data);
        REQUIRE(row.step());
        try {
            (void)row.reader().integer(0);
            return true;
        } catch (const tenon::value_error&) {
            return false;
        }
    };
    CHECK_FALSE(reads());
    db.mark_verified("other");
    CHECK_FALSE(reads());
    db.mark_verified("t");
    CHECK(reads());
    {
        auto row = db.lease(data);
        REQUIRE(row.step());
        CHECK(error_from([&] { (void)row.reader().integer(1); }).code == "WRONG_STORAGE_CLASS");  // bit 1
        auto copy = query(data.sql(), 0, 2);  // the same text, declared by somebody who trusts nothing
        auto careful = db.lease(copy);
        REQUIRE(careful.step());
        CHECK(error_from([&] { (void)careful.reader().integer(0); }).code == "WRONG_STORAGE_CLASS");
    }
    CHECK(reads());
    db.execute("CREATE TABLE u (x)");  // the schema may be another one now
    CHECK_FALSE(reads());
    db.mark_verified("t");
    db.forget_verified();
    CHECK_FALSE(reads());
}

TEST_CASE("columns from 63 on are always checked") {
    sqlite::connection db(":memory:");
    std::string text = "SELECT 'c0'";
    for (int i = 1; i < 70; ++i) text += ", 'c" + std::to_string(i) + "'";
    auto data = query(text, 0, 70);
    data.checked = 0;
    auto row = db.lease(data);
    REQUIRE(row.step());
    CHECK(row.reader().integer(0) == 0);
    CHECK(row.reader().integer(62) == 0);
    CHECK_THROWS_AS(row.reader().integer(63), tenon::value_error);
    CHECK_THROWS_AS(row.reader().integer(69), tenon::value_error);
    CHECK(row.reader().text(69) == "c69");
}

TEST_CASE("an unchecked NULL is still no text") {
    sqlite::connection db(":memory:");
    auto data = query("SELECT NULL AS a");
    data.checked = 0;
    auto row = db.lease(data);
    REQUIRE(row.step());
    CHECK(error_from([&] { (void)row.reader().text(0); }).code == "NULL_VALUE");
    CHECK(row.reader().blob(0).empty());
}
