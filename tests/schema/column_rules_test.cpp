// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/column_rules.hpp>
#include <tenon/schema/ddl.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace {

struct person {
    std::int64_t id = 0;
    std::string first;
    std::string last;
    std::string full_name;
    std::optional<int> letters;
    std::optional<std::string> motto;

    static constexpr auto table =
        tenon::table("people", tenon::primary_key("id"), tenon::column("last").named("family, \"name\""),
                     tenon::max_length("first", 5), tenon::max_length("last", 7),
                     tenon::max_length("motto", 3), tenon::generated("full_name", "first || '!'"),
                     tenon::generated("letters", "length(full_name) - 1").stored(),
                     tenon::unique("full_name"), tenon::index("letters"));
};

// The same fields for every description below.
template <int Case>
struct thing {
    std::int64_t id = 0;
    std::string name;
    std::string shout;
    std::optional<std::string> note;
    double half = 0;
};

template <int Case>
std::string said() {
    return std::string(tenon::detail::table_refusal<thing<Case>>::sentence.view());
}

}  // namespace

// clang-format off
template <> inline constexpr auto tenon::table_of<thing<0>> = tenon::table("things", tenon::generated("shout", "upper(name)"), tenon::generated("half", "id / 2.0"), tenon::generated("note", "trim(shout)"));
template <> inline constexpr auto tenon::table_of<thing<1>> = tenon::table("things", tenon::generated("shuot", "upper(name)"));
template <> inline constexpr auto tenon::table_of<thing<2>> = tenon::table("things", tenon::generated("shout", "length(name)"));
template <> inline constexpr auto tenon::table_of<thing<3>> = tenon::table("things", tenon::generated("shout", "upper(note)"));
template <> inline constexpr auto tenon::table_of<thing<4>> = tenon::table("things", tenon::generated("shout", "upper(nme)"));
template <> inline constexpr auto tenon::table_of<thing<5>> = tenon::table("things", tenon::generated("shout", "'x'"), tenon::primary_key("shout"));
template <> inline constexpr auto tenon::table_of<thing<6>> = tenon::table("things", tenon::default_("shout", "!"), tenon::generated("shout", "upper(name)"));
template <> inline constexpr auto tenon::table_of<thing<7>> = tenon::table("things", tenon::generated("shout", "upper(name)"), tenon::generated("name", "lower(shout)"));
template <> inline constexpr auto tenon::table_of<thing<8>> = tenon::table("things", tenon::generated("note", "upper(note)"));
template <> inline constexpr auto tenon::table_of<thing<9>> = tenon::table("things", tenon::generated("note", "'a'"), tenon::generated("note", "'b'"));
template <> inline constexpr auto tenon::table_of<thing<10>> = tenon::table("things", tenon::generated("id", "1"), tenon::generated("name", "'a'"), tenon::generated("shout", "'a'"), tenon::generated("note", "NULL"), tenon::generated("half", "1"));
template <> inline constexpr auto tenon::table_of<thing<11>> = tenon::table("things", tenon::generated("note", "max(name)"));
template <> inline constexpr auto tenon::table_of<thing<12>> = tenon::table("things", tenon::max_length("id", 5));
template <> inline constexpr auto tenon::table_of<thing<13>> = tenon::table("things", tenon::max_length("nme", 5));
template <> inline constexpr auto tenon::table_of<thing<14>> = tenon::table("things", tenon::max_length("name", 0));
template <> inline constexpr auto tenon::table_of<thing<15>> = tenon::table("things", tenon::generated("shout", "name ||"));
template <> inline constexpr auto tenon::table_of<thing<16>> = tenon::table("things", tenon::generated("shout", "upper(:name)"));
template <> inline constexpr auto tenon::table_of<thing<17>> = tenon::table("things", tenon::generated("shout", ""));
// clang-format on

static_assert(
    tenon::create_table_sql<person>() ==
    R"(CREATE TABLE "people" ("id" INTEGER PRIMARY KEY NOT NULL, "first" TEXT NOT NULL, )"
    R"("family, ""name""" TEXT NOT NULL, )"
    R"("full_name" TEXT NOT NULL GENERATED ALWAYS AS ("first" || '!') VIRTUAL, )"
    R"("letters" INTEGER GENERATED ALWAYS AS (LENGTH("full_name") - 1) STORED, "motto" TEXT, )"
    R"(CONSTRAINT "max_length 5 of first" CHECK (LENGTH("first") <= 5), )"
    R"(CONSTRAINT "max_length 7 of family, ""name""" CHECK (LENGTH("family, ""name""") <= 7), )"
    R"(CONSTRAINT "max_length 3 of motto" CHECK (LENGTH("motto") <= 3), UNIQUE ("full_name")) STRICT)");

static_assert(!tenon::table_info_of<person>().columns[1].generated &&
              tenon::table_info_of<person>().columns[3].generated &&
              tenon::table_info_of<person>().columns[4].generated &&
              tenon::table_info_of<person>().may_omit(3));

TEST_CASE("SQLite computes generated columns and counts characters") {
    tests::real_sqlite db;
    REQUIRE(db.create<person>() == "");
    CHECK(db.run(R"(INSERT INTO people (first, "family, ""name""") VALUES ('Äöü€𝄞', '1234567'))") == "");
    CHECK(db.value("SELECT full_name FROM people") == "text Äöü€𝄞!");
    CHECK(db.value("SELECT letters FROM people") == "integer 5");
    CHECK(db.run("UPDATE people SET first = '123456'") == "CHECK constraint failed: max_length 5 of first");
    CHECK(db.run(R"(UPDATE people SET "family, ""name""" = '12345678')") ==
          R"(CHECK constraint failed: max_length 7 of family, "name")");
    CHECK(db.run("UPDATE people SET motto = NULL, first = ''") == "");
    CHECK(db.value("SELECT full_name FROM people") == "text !");
    CHECK(db.run("UPDATE people SET full_name = 'x'") != "");
    CHECK(db.run(R"(INSERT INTO people (first, "family, ""name""") VALUES ('', 'x'))")
              .starts_with("UNIQUE constraint failed"));
}

TEST_CASE("a generated column is computed from its table, and of its own type") {
    CHECK(said<0>() == "");
    CHECK(said<1>() == "generated: table `things` has no column `shuot`; did you mean `shout`?");
    CHECK(said<2>() == "generated(\"length(name)\"): column `shout` is TEXT and can't take INTEGER");
    CHECK(said<3>() ==
          "generated(\"upper(note)\"): column `shout` can't be NULL, but the value can: give "
          "another by coalesce()");
    CHECK(said<4>() ==
          "generated(\"upper(nme)\"): character 7: table `things` has no column `nme`; did you "
          "mean `name`?");
    CHECK(said<5>() == "generated: column `shout` is computed and can't be part of the primary key");
    CHECK(said<6>() == "generated: column `shout` is computed and can't have a default");
    CHECK(said<7>() == "generated: column `name` is computed from itself");
    CHECK(said<8>() == "generated: column `note` is computed from itself");
    CHECK(said<9>() == "generated: column `note` is computed twice");
    CHECK(said<10>() == "generated: `things` needs a column that is not computed");
    CHECK(said<11>().starts_with("generated(\"max(name)\"): "));
    CHECK(said<15>().starts_with("generated(\"name ||\"): character 8: "));
    CHECK(said<16>().starts_with("generated(\"upper(:name)\"): "));
    CHECK(said<17>().starts_with("generated(\"\"): "));
}

TEST_CASE("only text has a length, and at least one character") {
    CHECK(said<12>() == "max_length: column `id` is INTEGER, and only text has a length");
    CHECK(said<13>() == "max_length: table `things` has no column `nme`; did you mean `name`?");
    CHECK(said<14>() == "max_length: column `name` needs room for a character");
}
