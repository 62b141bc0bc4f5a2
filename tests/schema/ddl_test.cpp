// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/ddl.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace {

enum class color : int { red = 3, blue = -4 };
enum class level : int { low, high };

}  // namespace

template <>
inline constexpr bool tenon::stored_by_name<level> = true;

namespace {

struct shelf {
    std::int64_t id = 0;
    std::string room;
    int number = 0;
    std::optional<std::string> label;

    static constexpr auto table = tenon::table(
        "shelves", tenon::primary_key("id"), tenon::unique("room", "number").named("one_per_number"),
        tenon::column("room").collate("NOCASE"), tenon::column("label").named("the \"label\""));
};

struct book {
    std::string isbn;
    std::optional<std::int64_t> shelf_id;
    std::string room;
    int number = 0;
    bool lent = false;
    std::optional<std::vector<std::byte>> cover;

    static constexpr auto table = tenon::table(
        "books", tenon::primary_key("isbn"),
        tenon::foreign_key("shelf_id").references<shelf>("id").on_delete(tenon::set_null),
        tenon::foreign_key("room", "number")
            .references<shelf>("room", "number")
            .on_delete(tenon::restrict_)
            .on_update(tenon::cascade)
            .deferred()
            .named("placed"),
        tenon::check("length(isbn) = 13 OR isbn LIKE 'x-%'"), tenon::check("number > 0").named("counts"));
};

struct node {
    std::int64_t id = 0;
    std::optional<std::int64_t> parent;
    std::string path;
    tenon::timestamp made{};
    bool hidden = false;

    static constexpr auto table =
        tenon::table("nodes", tenon::primary_key("id"), tenon::foreign_key("parent").references<node>("id"),
                     tenon::index("parent", "made DESC"), tenon::index("path").unique(),
                     tenon::index("lower(path)", "path COLLATE nocase DESC").named("by path"),
                     tenon::index("made").where("not hidden and parent is not null").unique());
};

struct defaults {
    std::int64_t id = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t zero = 0;
    double tenth = 0;
    double tiny = 0;
    double negative = 0;
    double whole = 0;
    std::string quoted;
    std::string empty;
    bool yes = false;
    bool no = false;
    color shade = color::red;
    level height = level::low;
    tenon::timestamp now{};
    std::optional<int> unset;

    static constexpr auto table = tenon::table(
        "defaults", tenon::primary_key("id"), tenon::default_("least", INT64_MIN),
        tenon::default_("most", INT64_MAX), tenon::default_("zero", 0), tenon::default_("tenth", 0.1),
        tenon::default_("tiny", 1e-5), tenon::default_("negative", -2.5), tenon::default_("whole", 3),
        tenon::default_("quoted", "it's \"ö\""), tenon::default_("empty", ""), tenon::default_("yes", true),
        tenon::default_("no", false), tenon::default_("shade", color::blue),
        tenon::default_("height", level::high), tenon::default_("now", tenon::current_timestamp),
        tenon::default_("unset", std::nullopt));
};

struct pair {
    int a = 0;
    int b = 0;
    static constexpr auto table = tenon::table("pairs", tenon::primary_key("b", "a").named("both"));
};

struct outside {
    std::string order;
    int group = 0;
};

}  // namespace

template <>
inline constexpr auto tenon::table_of<outside> =
    tenon::table("select", tenon::primary_key("order"), tenon::index("group"));

static_assert(tenon::create_table_sql<shelf>() ==
              "CREATE TABLE \"shelves\" (\"id\" INTEGER PRIMARY KEY NOT NULL, \"room\" TEXT NOT NULL COLLATE "
              "\"NOCASE\", "
              "\"number\" INTEGER NOT NULL, \"the \"\"label\"\"\" TEXT, "
              "CONSTRAINT \"one_per_number\" UNIQUE (\"room\", \"number\")) STRICT");
static_assert(tenon::create_index_sql<shelf>.empty());
static_assert(
    tenon::create_table_sql<book>() ==
    "CREATE TABLE \"books\" (\"isbn\" TEXT NOT NULL, \"shelf_id\" INTEGER, \"room\" TEXT NOT NULL, "
    "\"number\" "
    "INTEGER NOT NULL, \"lent\" INTEGER NOT NULL, \"cover\" BLOB, PRIMARY KEY (\"isbn\"), "
    "FOREIGN KEY (\"shelf_id\") REFERENCES \"shelves\" (\"id\") ON DELETE SET NULL, "
    "CONSTRAINT \"placed\" FOREIGN KEY (\"room\", \"number\") REFERENCES \"shelves\" (\"room\", \"number\") "
    "ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, "
    "CHECK (LENGTH(\"isbn\") = 13 OR \"isbn\" LIKE 'x-%'), CONSTRAINT \"counts\" CHECK (\"number\" > 0)) "
    "STRICT");
static_assert(tenon::create_table_sql<pair>() ==
              "CREATE TABLE \"pairs\" (\"a\" INTEGER NOT NULL, \"b\" INTEGER NOT NULL, "
              "CONSTRAINT \"both\" PRIMARY KEY (\"b\", \"a\")) STRICT");
static_assert(
    tenon::create_table_sql<outside>() ==
    "CREATE TABLE \"select\" (\"order\" TEXT NOT NULL, \"group\" INTEGER NOT NULL, PRIMARY KEY (\"order\")) "
    "STRICT");
static_assert(tenon::create_index_sql<outside>[0].sql ==
              R"(CREATE INDEX "select_group" ON "select" ("group"))");

static_assert(tenon::create_index_sql<node>.size() == 4);
static_assert(tenon::create_index_sql<node>[0].name == "nodes_parent_made_DESC");
static_assert(tenon::create_index_sql<node>[0].sql ==
              R"(CREATE INDEX "nodes_parent_made_DESC" ON "nodes" ("parent", "made" DESC))");
static_assert(tenon::create_index_sql<node>[1].sql ==
              R"(CREATE UNIQUE INDEX "nodes_path" ON "nodes" ("path"))");
static_assert(tenon::create_index_sql<node>[2].name == "by path");
static_assert(tenon::create_index_sql<node>[2].sql ==
              R"(CREATE INDEX "by path" ON "nodes" (LOWER("path"), "path" COLLATE "nocase" DESC))");
static_assert(
    tenon::create_index_sql<node>[3].sql ==
    R"(CREATE UNIQUE INDEX "nodes_made" ON "nodes" ("made") WHERE NOT "hidden" AND "parent" IS NOT NULL)");

TEST_CASE("SQLite creates what is described") {
    tests::real_sqlite db;
    CHECK(db.create<shelf>() == "");
    CHECK(db.create<book>() == "");
    CHECK(db.create<node>() == "");
    CHECK(db.create<defaults>() == "");
    CHECK(db.create<pair>() == "");
    CHECK(db.create<outside>() == "");
    CHECK(db.value("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL") ==
          "integer 5");
    CHECK(
        db.value("SELECT count(*) FROM pragma_table_list WHERE strict AND schema = 'main' AND name NOT LIKE "
                 "'sqlite%'") == "integer 6");
}

TEST_CASE("defaults are what was declared, to the last bit") {
    tests::real_sqlite db;
    REQUIRE(db.create<defaults>() == "");
    REQUIRE(db.run("INSERT INTO defaults DEFAULT VALUES") == "");
    const auto value = [&](const std::string& column) {
        return db.value("SELECT " + column + " FROM defaults");
    };
    CHECK(value("id") == "integer 1");
    CHECK(value("least") == "integer -9223372036854775808");
    CHECK(value("most") == "integer 9223372036854775807");
    CHECK(value("zero") == "integer 0");
    CHECK(value("tenth = 0.1") == "integer 1");
    CHECK(value("tiny = 1e-5") == "integer 1");
    CHECK(value("negative") == "real -2.5");
    CHECK(value("whole") == "real 3.0");
    CHECK(value("quoted") == "text it's \"ö\"");
    CHECK(value("empty") == "text ");
    CHECK(value("yes") == "integer 1");
    CHECK(value("no") == "integer 0");
    CHECK(value("shade") == "integer -4");
    CHECK(value("height") == "text high");
    CHECK(value("unset") == "null");
    const std::string now = value("now").substr(5);
    CHECK(now.size() == 26);
    CHECK(tenon::codec<tenon::timestamp>::decode(now) > tenon::timestamp{});
}

TEST_CASE("keys, references and conditions hold") {
    tests::real_sqlite db;
    REQUIRE(db.create<shelf>() == "");
    REQUIRE(db.create<book>() == "");
    CHECK(db.run("INSERT INTO shelves (room, number) VALUES ('Hall', 1), ('Hall', 2)") == "");
    CHECK(db.run("INSERT INTO shelves (room, number) VALUES ('HALL', 1)")
              .starts_with("UNIQUE constraint failed"));
    CHECK(db.run("INSERT INTO shelves (room) VALUES ('Attic')").starts_with("NOT NULL constraint failed"));
    CHECK(db.run("INSERT INTO shelves (room, number) VALUES ('Attic', 'one')")
              .starts_with("cannot store TEXT"));
    CHECK(db.run("INSERT INTO books VALUES ('x-1', 1, 'Hall', 2, 0, NULL)") == "");
    CHECK(db.run("INSERT INTO books VALUES ('x-1', 1, 'Hall', 2, 0, NULL)")
              .starts_with("UNIQUE constraint failed"));
    CHECK(db.run("INSERT INTO books VALUES ('y', 1, 'Hall', 2, 0, NULL)")
              .starts_with("CHECK constraint failed"));
    CHECK(db.run("INSERT INTO books VALUES ('x-2', 1, 'Hall', 0, 0, NULL)") ==
          "CHECK constraint failed: counts");
    CHECK(db.run("INSERT INTO books VALUES ('x-2', 9, 'Hall', 1, 0, NULL)").starts_with("FOREIGN KEY"));
    // Deferred to the end of the transaction.
    CHECK(db.run("BEGIN; INSERT INTO books VALUES ('x-3', 1, 'Loft', 7, 0, NULL)") == "");
    CHECK(db.run("INSERT INTO shelves (room, number) VALUES ('Loft', 7); COMMIT") == "");
    CHECK(db.run("UPDATE shelves SET number = 8 WHERE room = 'Loft'") == "");
    CHECK(db.value("SELECT number FROM books WHERE isbn = 'x-3'") == "integer 8");
    CHECK(db.run("DELETE FROM shelves WHERE id = 1") == "");
    CHECK(db.value("SELECT shelf_id FROM books WHERE isbn = 'x-1'") == "null");
    CHECK(db.run("DELETE FROM shelves WHERE number = 2").starts_with("FOREIGN KEY"));
}

TEST_CASE("indexes hold too, and a table may refer to itself") {
    tests::real_sqlite db;
    REQUIRE(db.create<node>() == "");
    CHECK(db.run("INSERT INTO nodes VALUES (1, NULL, '/', 't1', 0), (2, 1, '/a', 't1', 0)") == "");
    CHECK(db.run("INSERT INTO nodes VALUES (3, 1, '/a', 't2', 0)").starts_with("UNIQUE constraint failed"));
    CHECK(db.run("INSERT INTO nodes VALUES (3, 1, '/b', 't1', 0)").starts_with("UNIQUE constraint failed"));
    CHECK(db.run("INSERT INTO nodes VALUES (3, 1, '/b', 't1', 1)") == "");
    CHECK(db.run("INSERT INTO nodes VALUES (4, 9, '/c', 't4', 0)").starts_with("FOREIGN KEY"));
}
