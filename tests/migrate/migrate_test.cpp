// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/migrate.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>

TEST_CASE(
    "children stay where their parents' table is rebuilt, and foreign keys are enforced again after it") {
    auto db = made_by(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT);"
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INT REFERENCES parent (id) ON DELETE CASCADE);"
        "INSERT INTO parent VALUES (1, 'x'), (2, 'y'); INSERT INTO child VALUES (10, 1), (20, 2), (30, 2);");
    const schema::plan done = reach(db,
                                    "CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''));"
                                    "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INT REFERENCES "
                                    "parent (id) ON DELETE CASCADE);");
    REQUIRE(done.steps.size() == 1);
    CHECK(done.steps[0].rebuild);
    CHECK(found(db, "SELECT * FROM child") == "10 1;20 2;30 2;");
    CHECK(found(db, "PRAGMA foreign_keys") == "1;");
    CHECK(found(db, "PRAGMA legacy_alter_table") == "0;");
    db.execute("DELETE FROM parent WHERE id = 2");
    CHECK(found(db, "SELECT * FROM child") == "10 1;");
}

TEST_CASE("a migration is refused inside a transaction") {
    auto db = made_by("CREATE TABLE t (a)");
    const tenon::sqlite::transaction open(db);
    const tenon::error refused = error_from([&] { reach(db, "CREATE TABLE t (a, b)"); });
    CHECK(refused.code == "MISUSE");
    CHECK(refused.category == tenon::category::usage);
    CHECK(found(db, "SELECT * FROM pragma_table_info('t')") == "0 'a' '' 0 NULL 0;");
}

TEST_CASE("views and triggers of other tables name a table that is rebuilt") {
    constexpr std::string_view around =
        "CREATE TABLE log (line TEXT);"
        "CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT * FROM v;"
        "CREATE TRIGGER on_log AFTER INSERT ON log BEGIN INSERT INTO t (a) VALUES (new.line); END;"
        "CREATE TRIGGER on_t AFTER INSERT ON t BEGIN INSERT INTO log SELECT 'saw ' || new.a WHERE new.a = "
        "'x'; END;";
    auto db =
        made_by("CREATE TABLE t (a TEXT, b INT);" + std::string(around) + "INSERT INTO t VALUES ('one', 1);");
    reach(db, "CREATE TABLE t (a TEXT, b INT DEFAULT 7);" + std::string(around));
    db.execute("INSERT INTO log VALUES ('two'); INSERT INTO t (a) VALUES ('x')");
    CHECK(found(db, "SELECT * FROM w") == "'one';'two';'x';'saw x';");
    CHECK(found(db, "SELECT b FROM t") == "1;7;7;7;");
}

TEST_CASE("a table that refers to itself goes on doing so") {
    auto db = made_by(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, up INT REFERENCES t (id) ON DELETE CASCADE, n INT CHECK "
        "(t.n > 0));"
        "CREATE TABLE u (t_id INT REFERENCES t (id));"
        "INSERT INTO t VALUES (1, NULL, 1), (2, 1, 1); INSERT INTO u VALUES (2)");
    reach(db,
          "CREATE TABLE t (id INTEGER PRIMARY KEY, up INT REFERENCES t (id) ON DELETE CASCADE, "
          "n INT NOT NULL CHECK (t.n > 0)); CREATE TABLE u (t_id INT REFERENCES t (id));");
    CHECK(found(db, "SELECT \"table\" FROM pragma_foreign_key_list('t')") == "'t';");
    CHECK(found(db, "SELECT \"table\" FROM pragma_foreign_key_list('u')") == "'t';");
    db.execute("DELETE FROM u; DELETE FROM t WHERE id = 1");
    CHECK(found(db, "SELECT count(*) FROM t") == "0;");
}

TEST_CASE("numbers that were given are not given again") {
    auto db = made_by(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT); INSERT INTO t (a) VALUES (1), (2), "
        "(3);"
        "CREATE TABLE e (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT); INSERT INTO e VALUES (40, 1); DELETE "
        "FROM e;"
        "DELETE FROM t WHERE id > 1;");
    reach(db,
          "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT NOT NULL);"
          "CREATE TABLE e (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT NOT NULL);");
    db.execute("INSERT INTO t (a) VALUES (4); INSERT INTO e (a) VALUES (2)");
    CHECK(found(db, "SELECT id FROM t") == "1;4;");
    CHECK(found(db, "SELECT id FROM e") == "41;");
    CHECK(found(db, "SELECT name, seq FROM sqlite_sequence ORDER BY name") == "'e' 41;'t' 4;");
}

TEST_CASE("hidden row numbers stay, whatever columns are called") {
    auto db = made_by(
        "CREATE TABLE t (rowid TEXT, a INT); INSERT INTO t (_rowid_, rowid, a) VALUES (5, 'x', 1), (9, 'y', "
        "2);"
        "CREATE TABLE u (a INT); INSERT INTO u (rowid, a) VALUES (7, 1)");
    reach(db,
          "CREATE TABLE t (rowid TEXT, a INT NOT NULL); CREATE TABLE u (rowid INT, a INT DEFAULT 2, CHECK (a "
          "> 0))");
    CHECK(found(db, "SELECT _rowid_, rowid, a FROM t") == "5 'x' 1;9 'y' 2;");
    CHECK(found(db, "SELECT oid, a FROM u") == "7 1;");
}

TEST_CASE("what a rebuild has to keep is there after it") {
    constexpr std::string_view rest =
        " INT, b TEXT COLLATE NOCASE, c TEXT AS (upper(b)) STORED, d INT AS (a + 1), CHECK (a < 100), "
        "CONSTRAINT named "
        "CHECK (b <> 'no'), UNIQUE (b, a)) STRICT;"
        "CREATE INDEX partial ON t (a) WHERE a > 1; CREATE INDEX expressions ON t (lower(b) DESC, d);"
        "CREATE TABLE k (x TEXT COLLATE RTRIM, y INT DEFAULT 1, PRIMARY KEY (x DESC)) STRICT, WITHOUT ROWID;";
    auto db =
        made_by("CREATE TABLE t (a" + std::string(rest) +
                "INSERT INTO t (a, b) VALUES (1, 'B'), (2, 'c'); INSERT INTO k (x) VALUES ('k'); ANALYZE;");
    const std::string statistics = found(db, "SELECT * FROM sqlite_stat1 ORDER BY 1, 2");
    const schema::plan done = reach(db, "CREATE TABLE t (a INT NOT NULL DEFAULT 1 CHECK (a > 0), z" +
                                            std::string(rest) + "CREATE TABLE z (a)");
    CHECK(done.steps.size() == 2);
    CHECK(found(db, "SELECT a, b, c, d FROM t") == "1 'B' 'B' 2;2 'c' 'C' 3;");
    CHECK(found(db, "SELECT * FROM sqlite_stat1 WHERE tbl <> 'z' ORDER BY 1, 2") == statistics);
    CHECK(found(db, "SELECT 1 FROM t WHERE b = 'b'") == "1;");
    CHECK(error_from([&] { db.execute("INSERT INTO t (a, b) VALUES (100, 'x')"); }).code ==
          "CHECK_VIOLATION");
    CHECK(error_from([&] { db.execute("INSERT INTO t (a, b) VALUES (3, 'no')"); }).code == "CHECK_VIOLATION");
}

TEST_CASE("a column that is new is not read as its own name") {
    auto db = made_by("CREATE TABLE t (a INT); INSERT INTO t VALUES (1)");
    reach(db, "CREATE TABLE t (a INT NOT NULL, newcol TEXT)");
    CHECK(found(db, "SELECT * FROM t") == "1 NULL;");
}

TEST_CASE("columns that ALTER TABLE does not add come with a rebuild") {
    for (const std::string_view column :
         {"b TEXT UNIQUE", "b INT AS (a + 1) STORED", "b TEXT DEFAULT CURRENT_TIMESTAMP",
          "b TEXT DEFAULT (lower('X'))", "b INT DEFAULT 1 REFERENCES t (a)",
          "b INT NOT NULL DEFAULT (1 + 1)"}) {
        INFO(column);
        auto db = made_by("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
        const schema::plan done =
            reach(db, "CREATE TABLE t (a INTEGER PRIMARY KEY, " + std::string(column) + ")");
        REQUIRE(done.steps.size() == 1);
        CHECK(done.steps[0].rebuild);
        CHECK(found(db, "SELECT a FROM t") == "1;");
    }
}

TEST_CASE("columns that ALTER TABLE adds come in place") {
    for (const std::string_view column :
         {"b TEXT", "b INT NOT NULL DEFAULT 1", "b INT AS (a + 1)", "b INT CHECK (b > a)",
          "b INT REFERENCES t (a)", "b TEXT DEFAULT 'x' COLLATE NOCASE CONSTRAINT named CHECK (b <> 'y')"}) {
        INFO(column);
        auto db = made_by("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
        const schema::plan done =
            reach(db, "CREATE TABLE t (a INTEGER PRIMARY KEY, " + std::string(column) + ")");
        REQUIRE(done.steps.size() == 1);
        CHECK_FALSE(done.steps[0].rebuild);
        CHECK(found(db, "SELECT a FROM t") == "1;");
    }
}

TEST_CASE("columns are dropped with the word only, in place where SQLite can") {
    for (const auto& [column, rest, in_place] :
         {std::tuple{"b TEXT", "", true}, std::tuple{"b TEXT", "CREATE VIEW v AS SELECT a FROM t", false},
          std::tuple{"b TEXT UNIQUE", "", false}, std::tuple{"b INT REFERENCES t (a)", "", false},
          std::tuple{"b INT CHECK (b > 0)", "", false},
          std::tuple{"b TEXT", "CREATE INDEX i ON t (b)", true}}) {
        INFO(column << rest);
        auto db = made_by("CREATE TABLE t (a INTEGER PRIMARY KEY, " + std::string(column) + ");" + rest +
                          ";INSERT INTO t (a) VALUES (1)");
        const std::string wanted =
            "CREATE TABLE t (a INTEGER PRIMARY KEY);" + std::string(contains(rest, "VIEW") ? rest : "");
        const tenon::error refused = error_from([&] { reach(db, wanted); });
        CHECK(refused.code == "WORD_NEEDED");
        CHECK(contains(refused.message, "the word `drop`"));
        CHECK(contains(refused.message, "column `b` would be lost"));
        const schema::plan done = reach(db, wanted, {.drop = true});
        bool rebuilt = false;
        for (const schema::step& each : done.steps) rebuilt = rebuilt || each.rebuild;
        CHECK(rebuilt != in_place);
        CHECK(found(db, "SELECT * FROM t") == "1;");
    }
}

TEST_CASE("a text of digits does not become a number unless that changes nothing, or the word is given") {
    auto db = made_by("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('7'), (NULL)");
    reach(db, "CREATE TABLE t (a INTEGER)");
    CHECK(found(db, "SELECT a FROM t") == "7;NULL;");
    auto other = made_by("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('007')");
    const tenon::error refused = error_from([&] { reach(other, "CREATE TABLE t (a INTEGER)"); });
    CHECK(refused.code == "WORD_NEEDED");
    CHECK(contains(refused.message, "the word `narrow`"));
    CHECK(found(other, "SELECT a FROM t") == "'007';");
    reach(other, "CREATE TABLE t (a INTEGER)", {.narrow = true});
    CHECK(found(other, "SELECT a FROM t") == "7;");
}

TEST_CASE("types of the same affinity make no difference outside STRICT tables") {
    auto db = made_by("CREATE TABLE t (a VARCHAR(255), b BIGINT, c DOUBLE, d DATETIME, e BOOLEAN)");
    CHECK(reach(db, "CREATE TABLE t (a TEXT, b INTEGER, c REAL, d NUMERIC, e DECIMAL)").empty());
    CHECK_FALSE(reach(db, "CREATE TABLE t (a TEXT, b INTEGER, c REAL, d TEXT, e DECIMAL)").empty());
}

TEST_CASE("NOT NULL needs a word where there are NULLs") {
    auto db = made_by("CREATE TABLE t (a TEXT, b INT); INSERT INTO t VALUES (NULL, 1), ('x', NULL)");
    const tenon::error refused = error_from(
        [&] { reach(db, "CREATE TABLE t (a TEXT NOT NULL, b INT NOT NULL DEFAULT 5, c BLOB NOT NULL)"); });
    CHECK(refused.code == "WORD_NEEDED");
    CHECK(contains(refused.message, "the word `not_null`"));
    reach(db, "CREATE TABLE t (a TEXT NOT NULL, b INT NOT NULL DEFAULT 5, c BLOB NOT NULL)",
          {.not_null = true});
    CHECK(found(db, "SELECT a, b, hex(c) FROM t") == "'' 1 '';'x' 5 '';");
    auto empty = made_by("CREATE TABLE t (a TEXT)");
    reach(empty, "CREATE TABLE t (a TEXT NOT NULL, b TEXT NOT NULL)");
}

TEST_CASE("rows in the way are named by a query, and nothing is changed") {
    for (const std::string_view wanted :
         {"CREATE TABLE t (a INT, b TEXT, CHECK (a < 2)); CREATE TABLE p (id INTEGER PRIMARY KEY)",
          "CREATE TABLE t (a INT, b TEXT UNIQUE); CREATE TABLE p (id INTEGER PRIMARY KEY)",
          "CREATE TABLE t (a INT, b TEXT) STRICT; CREATE TABLE p (id INTEGER PRIMARY KEY)",
          "CREATE TABLE t (a INT, b TEXT); CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE UNIQUE INDEX i ON "
          "t (b)"}) {
        INFO(wanted);
        auto db = made_by(
            "CREATE TABLE t (a INT, b TEXT); CREATE TABLE p (id INTEGER PRIMARY KEY);"
            "INSERT INTO t VALUES (1, 'x'), (2, 'x'), ('text', 'y')");
        const tenon::error refused = error_from([&] { reach(db, wanted); });
        CHECK(refused.code == "MIGRATION_BLOCKED");
        CHECK(refused.category == tenon::category::schema);
        CHECK(contains(refused.message, "SELECT "));
        CHECK_FALSE(db.in_transaction());
        CHECK(found(db, "SELECT * FROM t") == "1 'x';2 'x';'text' 'y';");
        CHECK(found(db, "SELECT count(*) FROM sqlite_schema") == "2;");
    }
}

TEST_CASE("only foreign keys that the migration breaks are in its way") {
    auto db = made_by(
        "PRAGMA foreign_keys = OFF; CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT "
        "REFERENCES p (id), q INT);"
        "INSERT INTO c VALUES (9, 8); PRAGMA foreign_keys = ON;");
    reach(
        db,
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p (id), q INT NOT NULL)");
    CHECK(found(db, "SELECT * FROM c") == "9 8;");
    const tenon::error refused = error_from([&] {
        reach(db,
              "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p (id), q INT NOT "
              "NULL "
              "REFERENCES p (id))");
    });
    CHECK(refused.code == "MIGRATION_BLOCKED");
    CHECK(contains(refused.message, "foreign keys would be broken: `c` with rowid 1"));
}

TEST_CASE("renames are taken from the description, asked for otherwise") {
    constexpr std::string_view before =
        "CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT, age INT, CHECK (mail <> ''));"
        "CREATE TABLE pets (owner INT REFERENCES people (id), name TEXT);"
        "CREATE INDEX by_mail ON people (lower(mail)); CREATE VIEW v AS SELECT mail FROM people;"
        "INSERT INTO people VALUES (1, 'a@b', 30); INSERT INTO pets VALUES (1, 'Rex');";
    constexpr std::string_view after =
        "CREATE TABLE persons (id INTEGER PRIMARY KEY, email TEXT, age INT, CHECK (email <> ''));"
        "CREATE TABLE pets (owner INT REFERENCES persons (id), name TEXT);"
        "CREATE INDEX by_mail ON persons (lower(email)); CREATE VIEW v AS SELECT email FROM persons;";
    auto asked = made_by(before);
    CHECK(contains(error_from([&] { reach(asked, after); }).message,
                   "(if it is `persons` now, say so: renamed_from)"));
    const auto check = [](tenon::sqlite::connection& db) {
        CHECK(found(db, "SELECT * FROM persons") == "1 'a@b' 30;");
        CHECK(found(db, "SELECT * FROM v") == "'a@b';");
        CHECK(found(db, "SELECT \"table\" FROM pragma_foreign_key_list('pets')") == "'persons';");
    };
    auto allowed = made_by(before);
    reach(allowed, after, {.rename = true});
    check(allowed);
    auto described = made_by(before);
    schema::model target = model_of(after);
    target.tables[0].renamed_from = "people";
    target.tables[0].columns[1].renamed_from = "mail";
    const schema::plan done = schema::migrate(described, target);
    INFO(schema::print(done));
    REQUIRE(done.steps.size() == 2);
    CHECK(done.steps[0].name == "persons");
    CHECK(done.steps[1].name == "persons.email");
    check(described);
    auto given = made_by(before);
    schema::migrate_options how;
    how.renames = {{"persons", {}, "people"}, {"persons", "email", "mail"}};
    schema::migrate(given, model_of(after), how);
    check(given);
}

TEST_CASE("progress is reported, and what the observer throws undoes all") {
    auto db = made_by("CREATE TABLE t (a INT); INSERT INTO t VALUES (1), (2)");
    const schema::model target = model_of("CREATE TABLE t (a INT NOT NULL); CREATE TABLE u (a INT)");
    std::string seen;
    schema::observing observer([&](const schema::progress& now) {
        if (now.now == nullptr) return;
        seen += std::to_string(now.done) + '/' + std::to_string(now.steps) + ' ' + now.now->name + ' ' +
                std::to_string(now.rows) + ';';
        if (now.now->name == "u") throw std::runtime_error("enough");
    });
    schema::migrate_options how;
    how.observer = &observer;
    CHECK_THROWS_AS(schema::migrate(db, target, how), std::runtime_error);
    CHECK(seen == "0/2 t 2;1/2 u 0;");
    CHECK(found(db, "SELECT sql FROM sqlite_schema") == "'CREATE TABLE t (a INT)';");
    CHECK(found(db, "PRAGMA foreign_keys") == "1;");
}

TEST_CASE("a migration can be cancelled, also while a statement runs") {
    auto db = made_by(
        "CREATE TABLE t (a INT); INSERT INTO t WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 "
        "FROM n WHERE x < 300000) SELECT x FROM n");
    const schema::model target = model_of("CREATE TABLE t (a INT NOT NULL)");
    schema::cancel_token token;
    int calls = 0;
    schema::observing observer([&](const schema::progress&) {
        if (++calls == 2) token.cancel();  // the second time is in the middle of the copying
    });
    schema::migrate_options how;
    how.observer = &observer;
    how.cancel = &token;
    const tenon::error stopped = error_from([&] { schema::migrate(db, target, how); });
    CHECK(stopped.code == "INTERRUPTED");
    CHECK(stopped.category == tenon::category::cancelled);
    CHECK(found(db, "SELECT count(*) FROM t") == "300000;");
    CHECK(schema::inspect(db).tables[0].columns[0].not_null == false);
}

TEST_CASE("full-text tables keep their texts") {
    auto db = made_by(
        "CREATE VIRTUAL TABLE f USING fts5(title, body); INSERT INTO f (rowid, title, body) VALUES (5, 'a "
        "dog', 'runs');"
        "CREATE TABLE d (id INTEGER PRIMARY KEY, body TEXT); INSERT INTO d VALUES (3, 'cats sleep');"
        "CREATE VIRTUAL TABLE e USING fts5(body, content='d', content_rowid='id'); INSERT INTO e (e) VALUES "
        "('rebuild')");
    constexpr std::string_view wanted =
        "CREATE VIRTUAL TABLE f USING fts5(title, body, tokenize='porter'); CREATE TABLE d (id INTEGER "
        "PRIMARY KEY, body "
        "TEXT NOT NULL); CREATE VIRTUAL TABLE e USING fts5(body, content='d', content_rowid='id', "
        "tokenize='porter')";
    reach(db, wanted);
    CHECK(found(db, "SELECT rowid, title FROM f WHERE f MATCH 'running'") == "5 'a dog';");
    CHECK(found(db, "SELECT rowid, body FROM e WHERE e MATCH 'cat'") == "3 'cats sleep';");
    db.execute("INSERT INTO e (e) VALUES ('integrity-check'); INSERT INTO f (f) VALUES ('integrity-check')");
}
