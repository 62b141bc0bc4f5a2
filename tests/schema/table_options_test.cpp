// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/ddl.hpp>
#include <tenon/schema/table_options.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

namespace {

struct setting {
    std::int64_t key = 0;
    std::string value;

    static constexpr auto table =
        tenon::table("settings", tenon::primary_key("key").named("by_key"), tenon::without_rowid);
};

struct counted {
    std::int64_t id = 0;
    std::string value;

    static constexpr auto table =
        tenon::table("counted", tenon::primary_key("id").named("number"), tenon::autoincrement);
};

struct loose {
    std::string code;
    int count = 0;

    static constexpr auto table =
        tenon::table("loose", tenon::primary_key("code"), tenon::not_strict, tenon::without_rowid);
};

template <int Case>
struct entry {
    std::int64_t id = 0;
    std::string code;
};

template <int Case>
std::string said() {
    return std::string(tenon::detail::table_refusal<entry<Case>>::sentence.view());
}

}  // namespace

// clang-format off
template <> inline constexpr auto tenon::table_of<entry<0>> = tenon::table("entries", tenon::not_strict);
template <> inline constexpr auto tenon::table_of<entry<1>> = tenon::table("entries", tenon::without_rowid, tenon::unique("id"));
template <> inline constexpr auto tenon::table_of<entry<2>> = tenon::table("entries", tenon::autoincrement);
template <> inline constexpr auto tenon::table_of<entry<3>> = tenon::table("entries", tenon::autoincrement, tenon::primary_key("code"));
template <> inline constexpr auto tenon::table_of<entry<4>> = tenon::table("entries", tenon::autoincrement, tenon::primary_key("id", "code"));
template <> inline constexpr auto tenon::table_of<entry<5>> = tenon::table("entries", tenon::autoincrement, tenon::primary_key("id"), tenon::without_rowid);
// clang-format on

static_assert(tenon::create_table_sql<setting>() ==
              R"(CREATE TABLE "settings" ("key" INTEGER NOT NULL, "value" TEXT NOT NULL, )"
              R"(CONSTRAINT "by_key" PRIMARY KEY ("key")) STRICT, WITHOUT ROWID)");
static_assert(
    tenon::create_table_sql<counted>() ==
    R"(CREATE TABLE "counted" ("id" INTEGER CONSTRAINT "number" PRIMARY KEY AUTOINCREMENT NOT NULL, )"
    R"("value" TEXT NOT NULL) STRICT)");
static_assert(
    tenon::create_table_sql<loose>() ==
    R"(CREATE TABLE "loose" ("code" TEXT NOT NULL, "count" INTEGER NOT NULL, PRIMARY KEY ("code")) )"
    R"(WITHOUT ROWID)");
static_assert(tenon::create_table_sql<entry<0>>() ==
              R"(CREATE TABLE "entries" ("id" INTEGER NOT NULL, "code" TEXT NOT NULL))");

struct foreign {
    std::int64_t id = 0;
    std::string label{};

    static constexpr auto table = tenon::table(
        "foreign", tenon::primary_key("id"), tenon::not_strict,
        tenon::as_written("create table 'FOREIGN' (id INTEGER PRIMARY KEY, \"label\" VARCHAR(20))"));
};
static_assert(tenon::create_table_sql<foreign>() ==
              "create table 'FOREIGN' (id INTEGER PRIMARY KEY, \"label\" VARCHAR(20))");
static_assert(tenon::table_info_of<foreign>().integer_key == 0);

static_assert(tenon::table_info_of<setting>().integer_key == -1 &&
              !tenon::table_info_of<setting>().may_omit(0) && tenon::table_info_of<setting>().strict);
static_assert(tenon::table_info_of<counted>().integer_key == 0);
static_assert(!tenon::table_info_of<loose>().strict);

TEST_CASE("SQLite understands a table's options") {
    tests::real_sqlite db;
    REQUIRE(db.create<setting>() == "");
    REQUIRE(db.create<counted>() == "");
    REQUIRE(db.create<loose>() == "");
    CHECK(db.run("INSERT INTO settings (value) VALUES ('x')").starts_with("NOT NULL constraint failed"));
    CHECK(db.run("INSERT INTO counted (value) VALUES ('a'), ('b'); DELETE FROM counted;"
                 "INSERT INTO counted (value) VALUES ('c')") == "");
    CHECK(db.value("SELECT id FROM counted") == "integer 3");
    CHECK(db.run("INSERT INTO loose VALUES ('x', 'many')") == "");
    CHECK(db.value("SELECT count FROM loose") == "text many");
}

TEST_CASE("an option needs a key that it is about") {
    CHECK(said<0>() == "");
    CHECK(said<1>() == "without_rowid: table `entries` needs a primary_key");
    const std::string single =
        "autoincrement: table `entries` needs a primary_key of a single integer, and rows with a number";
    CHECK(said<2>() == single);
    CHECK(said<3>() == single);
    CHECK(said<4>() == single);
    CHECK(said<5>() == single);
}
