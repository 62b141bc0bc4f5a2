// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/rename_steps.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

schema::plan rename_to(tenon::sqlite::connection& in, std::string_view script,
                       std::vector<schema::rename> renames) {
    schema::migrate_options how;
    how.renames = std::move(renames);
    return schema::migrate(in, model_of(script), how);
}

}  // namespace

TEST_CASE("a name that a rename sets free may be another table's") {
    constexpr std::string_view wanted =
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT);"
        "CREATE TABLE orders_2023 (id INTEGER PRIMARY KEY, note TEXT);";
    auto db = made_by(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO orders VALUES (1, 'a')");
    SECTION("as it is given") { rename_to(db, wanted, {{"orders_2023", {}, "orders"}}); }
    SECTION("as it is described") {
        schema::model target = model_of(wanted);
        target.tables[1].renamed_from = "orders";
        schema::migrate(db, target);
        CHECK(schema::migrate(db, target).empty());  // the older name stays in the description
    }
    CHECK(found(db, "SELECT * FROM orders_2023") == "1 'a';");
    CHECK(found(db, "SELECT count(*) FROM orders") == "0;");
}

TEST_CASE("renames may follow each other, whatever their order") {
    for (const std::string_view wanted : {"CREATE TABLE b (last, surname); CREATE TABLE c (x)",
                                          "CREATE TABLE c (x); CREATE TABLE b (surname, last)"}) {
        auto db = made_by(
            "CREATE TABLE a (first, last); CREATE TABLE b (x); INSERT INTO a VALUES ('F', 'L'); INSERT INTO "
            "b "
            "VALUES (5)");
        const schema::plan done = rename_to(
            db, wanted, {{"b", {}, "a"}, {"c", {}, "b"}, {"b", "last", "first"}, {"b", "surname", "last"}});
        CHECK(done.steps.size() == 4);
        CHECK(found(db, "SELECT last, surname FROM b") == "'F' 'L';");
        CHECK(found(db, "SELECT x FROM c") == "5;");
    }
}

TEST_CASE("a column without a name is not what new ones were called") {
    auto db = made_by("CREATE TABLE t (\"\" INT, a INT); INSERT INTO t VALUES (1, 2)");
    reach(db, "CREATE TABLE t (\"\" INT, a INT, b TEXT)");
    CHECK(found(db, "SELECT * FROM t") == "1 2 NULL;");
    CHECK(error_from([&] { reach(db, "CREATE TABLE t (a INT, b TEXT, c INT)"); }).code == "WORD_NEEDED");
}

TEST_CASE("names that stand for each other are renamed once") {
    auto tables = made_by("CREATE TABLE x (q); INSERT INTO x VALUES (1)");
    rename_to(tables, "CREATE TABLE x (q); CREATE TABLE y (q)", {{"x", {}, "y"}, {"y", {}, "x"}});
    CHECK(found(tables, "SELECT (SELECT count(*) FROM x) + (SELECT count(*) FROM y)") == "1;");
    auto columns = made_by("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    rename_to(columns, "CREATE TABLE t (x, y)", {{"t", "x", "y"}, {"t", "y", "x"}});
    CHECK(found(columns, "SELECT coalesce(x, y) FROM t") == "1;");
}
