// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/migration_directory.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <string>
#include <string_view>

using tenon::migration_file;
using tenon::migrations;

namespace {

std::string code_of(std::string_view name, std::string_view text = "SELECT 1") {
    migrations to;
    to.add(migration_file{"005_there.sql", "SELECT 1"});
    return error_from([&] { to.add(migration_file{name, text}); }).code;
}

}  // namespace

TEST_CASE("migrations come in the order of their numbers") {
    migrations all;
    all.add(migration_file{"010_third.sql", "SELECT 3"});
    all.add(migration_file{"2_second.sql", "SELECT 2"});
    all.add(1, "first", [](tenon::migration_session&) {});
    all.add(migration_file{"20240102030405_last_of_all.sql", "SELECT 4"});
    REQUIRE(all.all().size() == 4);
    CHECK(all.all()[0].name == "first");
    CHECK(all.all()[1].name == "second");
    CHECK(all.all()[2].version == 10);
    CHECK(tenon::schema::full_name(all.all()[1].version, all.all()[1].name) == "002_second");
    CHECK(tenon::schema::full_name(all.all()[3].version, all.all()[3].name) == "20240102030405_last_of_all");
}

TEST_CASE("a migration that can't be read is refused") {
    CHECK(code_of("005_again.sql") == "DUPLICATE_MIGRATION");
    CHECK(code_of("5_again.sql") == "DUPLICATE_MIGRATION");
    CHECK(code_of("first.sql") == "BAD_MIGRATION_NAME");
    CHECK(code_of("000_zero.sql") == "BAD_MIGRATION_NAME");
    CHECK(code_of("001.sql") == "BAD_MIGRATION_NAME");
    CHECK(code_of("001_.sql") == "BAD_MIGRATION_NAME");
    CHECK(code_of("001-dash.sql") == "BAD_MIGRATION_NAME");
    CHECK(code_of("001_text.txt") == "BAD_MIGRATION_NAME");
    CHECK(code_of("1234567890123456789_too_long.sql") == "BAD_MIGRATION_NAME");
    CHECK(code_of("001_empty.sql", "-- nothing\n/* at all; */ ;") == "EMPTY_MIGRATION");
    CHECK(code_of("001_down_only.sql", "-- down\nSELECT 1") == "EMPTY_MIGRATION");
    CHECK(code_of("001_twice.sql", "SELECT 1;\n-- down\nSELECT 2;\n-- down\n") == "DOUBLED_DOWN");
}

TEST_CASE("a line that is nearly the one before the way back is refused: both ways would run") {
    for (const std::string line :
         {"-- down:", "-- Down migration", "-- +goose Down", "--migrate:down", "-- down --"})
        CHECK(code_of("001_both.sql", "CREATE TABLE a (x);\n" + line + "\nDROP TABLE a;") == "UNCLEAR_DOWN");
    migrations all;
    all.add(migration_file{"001_a.sql",
                           "SELECT 1 -- down:\n;\n-- down payments\n/*\n-- down:\n*/\n--\n-- migration\n"});
    CHECK_FALSE(all.all()[0].reversible);
    all.add(migration_file{"002_b.sql", "SELECT 1;\n-- down\n-- Down migration:\nSELECT 2;"});
    CHECK(all.all()[1].reversible);
}

TEST_CASE("the way back stands behind a line of its own") {
    migrations all;
    all.add(migration_file{"001_a.sql", "CREATE TABLE a (x);\n  -- DOWN \r\nDROP TABLE a;"});
    all.add(migration_file{"002_b.sql",
                           "INSERT INTO a VALUES ('\n-- down\n');\n/*\n-- down\n*/ SELECT 1 -- down"});
    all.add(migration_file{"003_c.sql", "SELECT 1;\n-- down under\n"});
    all.add(migration_file{"004_d.sql", "SELECT 1;\n-- down"});
    CHECK(all.all()[0].up == "CREATE TABLE a (x);\n  ");
    CHECK(all.all()[0].down == "DROP TABLE a;");
    CHECK(all.all()[0].reversible);
    CHECK_FALSE(all.all()[1].reversible);
    CHECK_FALSE(all.all()[2].reversible);
    CHECK(all.all()[3].reversible);
    CHECK(all.all()[3].down.empty());
}

TEST_CASE("a checksum tells what changes a migration") {
    using tenon::schema::detail::checksum;
    CHECK(checksum("SELECT 1;\nSELECT 2;\n") == checksum("SELECT 1;\r\nSELECT 2;\r\n\r\n"));
    CHECK(checksum("SELECT 1") != checksum("SELECT 2"));
    CHECK(checksum("SELECT 1").size() == 16);
}

TEST_CASE("init.sql is no migration") {
    migrations all;
    all.add(migration_file{"init.sql", "INSERT INTO a VALUES (1)"});
    CHECK(all.all().empty());
    CHECK(all.initial_sql() == "INSERT INTO a VALUES (1)");
}

TEST_CASE("the files of a directory are read as they are") {
    const scratch directory;
    const auto put = [&](std::string_view name, std::string_view text) {
        std::ofstream(directory / name) << text;
    };
    put("002_b.sql", "SELECT 2");
    put("001_a.sql", "SELECT 1");
    put("notes.txt", "nothing");
    put(".hidden.sql", "nothing");
    migrations all;
    add_directory(all, directory.path());
    REQUIRE(all.all().size() == 2);
    CHECK(all.all()[1].up == "SELECT 2");
    put("3-third.sql", "SELECT 3");
    migrations wrong;
    CHECK(error_from([&] { add_directory(wrong, directory.path()); }).code == "BAD_MIGRATION_NAME");
    CHECK(error_from([&] { add_directory(wrong, directory / "missing"); }).code == "CANNOT_READ_MIGRATIONS");
}
