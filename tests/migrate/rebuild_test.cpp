// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/rebuild.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

TEST_CASE("rows that a constraint would replace or leave out are in the way") {
    for (const std::string_view wanted : {"CREATE TABLE t (a UNIQUE ON CONFLICT REPLACE, b)",
                                          "CREATE TABLE t (a UNIQUE ON CONFLICT IGNORE, b)",
                                          "CREATE TABLE t (a, b, PRIMARY KEY (a) ON CONFLICT REPLACE)",
                                          "CREATE TABLE t (a UNIQUE ON CONFLICT ROLLBACK, b)"}) {
        INFO(wanted);
        auto db = made_by("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (1, 'y'), (2, 'z')");
        const tenon::error refused = error_from([&] { reach(db, wanted); });
        CHECK(refused.code == "MIGRATION_BLOCKED");
        CHECK(contains(refused.message, "see SELECT \"a\", count(*) FROM \"t\""));
        CHECK(found(db, "SELECT * FROM t") == "1 'x';1 'y';2 'z';");
        db.execute("DELETE FROM t WHERE b = 'y'");
        reach(db, wanted);
        CHECK(found(db, "SELECT * FROM t ORDER BY a") == "1 'x';2 'z';");
    }
}

TEST_CASE("a table of which no column stays keeps the count of its rows") {
    auto db = made_by("CREATE TABLE t (a PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES (1)");
    reach(db, "CREATE TABLE t (b TEXT PRIMARY KEY DEFAULT word, c INT) WITHOUT ROWID", {.drop = true});
    CHECK(found(db, "SELECT * FROM t") == "'word' NULL;");
    db.execute("INSERT INTO t VALUES ('other', 1)");
    CHECK(error_from([&] {
              reach(db, "CREATE TABLE t (d INT NOT NULL PRIMARY KEY) WITHOUT ROWID",
                    {.drop = true, .not_null = true});
          }).code == "MIGRATION_BLOCKED");
    CHECK(found(db, "SELECT count(*) FROM t") == "2;");
}

TEST_CASE("where a default is a name, NULL becomes that text") {
    auto db = made_by("CREATE TABLE t (a, b); INSERT INTO t VALUES (NULL, NULL)");
    reach(db, "CREATE TABLE t (a NOT NULL DEFAULT \"Two words\", b NOT NULL DEFAULT Word)",
          {.not_null = true});
    CHECK(found(db, "SELECT * FROM t") == "'Two words' 'Word';");
}

TEST_CASE("NULL in a key that numbers rows needs a word") {
    auto db = made_by("CREATE TABLE t (a TEXT PRIMARY KEY, b); INSERT INTO t VALUES ('4', 'x'), (NULL, 'y')");
    constexpr std::string_view wanted = "CREATE TABLE t (a INTEGER PRIMARY KEY, b)";
    CHECK(contains(error_from([&] { reach(db, wanted); }).message, "needs the word `not_null`"));
    reach(db, wanted, {.not_null = true});
    CHECK(found(db, "SELECT * FROM t") == "4 'x';5 'y';");
}

TEST_CASE("texts in double quotes, which old databases have in their checks, stay texts") {
    auto db = made_by("CREATE TABLE t (a CHECK (a IN ('Open', 'or \"so\"')), b)");
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
    db.execute(
        "DROP TABLE t; CREATE TABLE t (a CHECK (\"a\" COLLATE \"nocase\" IN (\"Open\", \"or \"\"so\"\"\")), "
        "b, c "
        "AS (\"lower\"(\"a\") || \"X\")); INSERT INTO t VALUES ('OPEN', 1)");
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    reach(db,
          "CREATE TABLE t (a CHECK (\"a\" COLLATE nocase IN ('Open', 'or \"so\"')), b UNIQUE, c AS (lower(a) "
          "|| "
          "'X'))");
    CHECK(found(db, "SELECT * FROM t") == "'OPEN' 1 'openX';");
    CHECK(error_from([&] { db.execute("INSERT INTO t VALUES ('closed', 2)"); }).code == "CHECK_VIOLATION");
}

TEST_CASE("texts in double quotes stay texts in indexes, too") {
    auto db = made_by("");
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
    db.execute("CREATE TABLE t (a, b); CREATE INDEX i ON t (\"a\") WHERE \"b\" = \"Open\"");
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    const std::string index = "CREATE INDEX i ON t (a) WHERE b = 'Open'";
    CHECK(schema::diff(schema::inspect(db), model_of("CREATE TABLE t (a, b);" + index)).empty());
    reach(db, "CREATE TABLE t (a, b UNIQUE);" + index);
    db.execute("INSERT INTO t VALUES (1, 'Open')");
    CHECK(found(db, "SELECT a FROM t INDEXED BY i WHERE b = 'Open'") == "1;");
}

TEST_CASE("a temporary table that hides another one is in the way") {
    auto db = made_by("CREATE TABLE t (a); INSERT INTO t VALUES (1); CREATE TEMP TABLE T (a)");
    const tenon::error refused = error_from([&] { reach(db, "CREATE TABLE t (a, b)"); });
    CHECK(refused.code == "MIGRATION_BLOCKED");
    CHECK(contains(refused.message, "a temporary table or view `T`"));
    db.execute("DROP TABLE temp.T");
    reach(db, "CREATE TABLE t (a, b)");
    CHECK(found(db, "SELECT * FROM t") == "1 NULL;");
}

TEST_CASE("what differs in nothing but the case of a text differs") {
    const auto differ = [](std::string_view a, std::string_view b) {
        return !schema::diff(model_of(a), model_of(b)).empty();
    };
    CHECK(differ("CREATE TABLE t (a DEFAULT Abc)", "CREATE TABLE t (a DEFAULT abc)"));
    CHECK(differ("CREATE TABLE t (a DEFAULT [Abc])", "CREATE TABLE t (a DEFAULT [abc])"));
    CHECK_FALSE(differ("CREATE TABLE t (a DEFAULT Abc)", "CREATE TABLE t (a DEFAULT 'Abc')"));
    CHECK_FALSE(differ("CREATE TABLE t (a DEFAULT NULL)", "CREATE TABLE t (a DEFAULT null)"));
    CHECK(differ("CREATE TABLE t (a DEFAULT \"null\")", "CREATE TABLE t (a DEFAULT null)"));
    CHECK(differ("CREATE TABLE t (a REFERENCES q NOT NULL DEFERRABLE INITIALLY DEFERRED)",
                 "CREATE TABLE t (a REFERENCES q NOT NULL)"));
    CHECK_FALSE(differ("CREATE TABLE t (a REFERENCES q NOT NULL DEFERRABLE INITIALLY DEFERRED)",
                       "CREATE TABLE t (a NOT NULL REFERENCES q DEFERRABLE INITIALLY DEFERRED)"));
}

TEST_CASE("an index of texts that are nowhere else is not thrown away without a word") {
    auto db = made_by(
        "CREATE VIRTUAL TABLE f USING fts5(a, content=''); INSERT INTO f (rowid, a) VALUES (7, 'hello')");
    for (const std::string_view wanted :
         {"CREATE VIRTUAL TABLE f USING fts5(a, b, content='')", "SELECT 1"}) {
        CHECK(error_from([&] { reach(db, wanted); }).code == "WORD_NEEDED");
        CHECK(found(db, "SELECT rowid FROM f WHERE f MATCH 'hello'") == "7;");
    }
    reach(db, "CREATE VIRTUAL TABLE f USING fts5(a, b, content='')", {.drop = true});
    CHECK(found(db, "SELECT rowid FROM f WHERE f MATCH 'hello'").empty());
}

TEST_CASE("a comment at the end of a view ends no script") {
    const schema::model made = model_of(
        "CREATE TABLE t (a); CREATE VIEW v AS SELECT a /* all */ FROM t -- of them\n; CREATE VIEW w AS "
        "SELECT 1 "
        "-- one");
    auto again = made_by(schema::print(made));
    CHECK(schema::inspect(again) == made);
    CHECK(contains(schema::print(made), "/* all */ FROM t;\n"));
}
