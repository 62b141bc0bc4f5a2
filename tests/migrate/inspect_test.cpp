// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/inspect.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

// One statement for each construct of the model.
constexpr std::string_view constructs[] = {
    "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, a)",
    "CREATE TABLE main.t (id INTEGER PRIMARY KEY AUTOINCREMENT, a)",
    "CREATE TABLE t (id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, a)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a)",
    "CREATE TABLE t (id INTEGER, a, b, PRIMARY KEY (id DESC))",
    "CREATE TABLE t (a TEXT COLLATE NOCASE, b INT, PRIMARY KEY (a DESC, b COLLATE RTRIM)) WITHOUT ROWID",
    "CREATE TABLE t (a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE t (a INT, b INTEGER, c REAL, d TEXT, e BLOB, f ANY) STRICT",
    "CREATE TABLE t (a VARCHAR(255), b DECIMAL(10,2), c DOUBLE PRECISION, d UNSIGNED BIG INT, e \"odd "
    "type\", f)",
    "CREATE TABLE t (\"a\"\"b\" INT, [c d] INT, `e``f` INT, 'g h' INT, ü INT, i$1 INT)",
    "CREATE TABLE \"odd \"\"name\" (a INT CHECK (\"odd \"\"name\".a > 0))",
    "CREATE TABLE t (a INT NOT NULL ON CONFLICT IGNORE, b INT NULL, c INT CONSTRAINT nn NOT NULL)",
    "CREATE TABLE t (a DEFAULT 1, b DEFAULT -1.5, c DEFAULT +3, d DEFAULT 'it''s', e DEFAULT x'00ff', f "
    "DEFAULT NULL)",
    "CREATE TABLE t (a DEFAULT (1 + 2), b DEFAULT CURRENT_TIMESTAMP, c DEFAULT TRUE, d DEFAULT \"text\", e "
    "DEFAULT word)",
    "CREATE TABLE t (a INT UNIQUE, b INT UNIQUE ON CONFLICT REPLACE, CONSTRAINT u UNIQUE (a, b COLLATE "
    "NOCASE DESC) "
    "ON CONFLICT ROLLBACK)",
    "CREATE TABLE t (a INT CHECK (a > 0), b INT CONSTRAINT positive CHECK (b > (a)), CHECK (a <> b AND t.a < "
    "10))",
    "CREATE TABLE t (a INT, b INT AS (a * 2), c TEXT GENERATED ALWAYS AS (a || ')') STORED, d AS (a) VIRTUAL "
    "NOT NULL)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, up INT REFERENCES t, other INT CONSTRAINT fk REFERENCES t (id) "
    "ON DELETE "
    "CASCADE ON UPDATE SET NULL)",
    "CREATE TABLE t (a INT, b INT, FOREIGN KEY (a, b) REFERENCES q (x, y) MATCH FULL ON DELETE SET DEFAULT "
    "DEFERRABLE "
    "INITIALLY DEFERRED, FOREIGN KEY (b) REFERENCES r ON UPDATE RESTRICT NOT DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE t (a INT REFERENCES q DEFERRABLE INITIALLY IMMEDIATE NOT NULL, b INT REFERENCES q "
    "DEFERRABLE)",
    "CREATE TABLE t (a INT, b INT CONSTRAINT x CHECK (b > 0) CONSTRAINT y CHECK (b < 9) CONSTRAINT z UNIQUE)",
    "CREATE TABLE t (a INT CONSTRAINT alone, b INT, CONSTRAINT last) STRICT",
    "CREATE TABLE t (a, b CHECK (b IN ('a', '--', '/*', ')')), c /* comment, ) */ INT -- another )\n, d)",
    "CREATE TABLE t AS SELECT 1 AS a, 'x' AS b, CAST(2 AS REAL) AS \"c d\"",
    "CREATE TABLE t (a INT, b TEXT); CREATE INDEX i ON t (a)",
    "CREATE TABLE t (a INT, b TEXT); CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t (b COLLATE NOCASE DESC, a "
    "ASC)",
    "CREATE TABLE t (a INT, b TEXT); CREATE INDEX \"i j\" ON t (lower(b), a + 1 DESC, substr(b, 1, 2) "
    "COLLATE RTRIM)",
    "CREATE TABLE t (a INT, b TEXT); CREATE UNIQUE INDEX i ON t (a) WHERE b IS NOT NULL AND a IN (1, 2)",
    "CREATE TABLE t (a INT); CREATE VIEW v AS SELECT a AS b FROM t WHERE a > 1 -- why\n",
    "CREATE TABLE t (a INT); CREATE VIEW IF NOT EXISTS v (x) AS WITH q AS (SELECT a FROM t) SELECT * FROM q",
    "CREATE TABLE t (a INT); CREATE TRIGGER r BEFORE UPDATE OF a ON t FOR EACH ROW WHEN new.a > 1 BEGIN "
    "SELECT "
    "RAISE(ABORT, 'END'); SELECT 1; END",
    "CREATE TABLE t (a INT); CREATE VIEW v AS SELECT * FROM t; CREATE TRIGGER r INSTEAD OF DELETE ON v BEGIN "
    "DELETE "
    "FROM t WHERE a = old.a; END",
    "CREATE VIRTUAL TABLE f USING fts5(title, body UNINDEXED, tokenize='porter unicode61', prefix='2 3')",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT); CREATE VIRTUAL TABLE f USING fts5(body, "
    "content='t', "
    "content_rowid='id')",
    "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)",
};

// What SQLite's pragmas say of all tables and indexes.
std::string by_pragmas(tenon::sqlite::connection& of) {
    return found(of,
                 "SELECT l.name, l.wr, l.strict, l.ncol, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, "
                 "x.hidden "
                 "FROM pragma_table_list AS l, pragma_table_xinfo(l.name) AS x WHERE l.schema = 'main' AND "
                 "l.name NOT "
                 "LIKE 'sqlite%' ORDER BY 1, x.cid") +
           found(of,
                 "SELECT l.name, i.\"unique\", i.origin, i.partial, x.seqno, x.name, x.\"desc\", x.coll, "
                 "x.key FROM "
                 "pragma_table_list AS l, pragma_index_list(l.name) AS i, pragma_index_xinfo(i.name) AS x "
                 "WHERE "
                 "l.schema = 'main' ORDER BY l.name, i.name, x.seqno") +
           found(of,
                 "SELECT l.name, f.* FROM pragma_table_list AS l, pragma_foreign_key_list(l.name) AS f WHERE "
                 "l.schema "
                 "= 'main' ORDER BY l.name, f.\"table\", f.\"from\"");
}

}  // namespace

TEST_CASE("what is inspected, written and inspected again is the same, as SQLite sees it, too") {
    for (const std::string_view script : constructs) {
        INFO(script);
        auto first = made_by(script);
        const schema::model model = schema::inspect(first);
        const std::string text = schema::print(model);
        INFO(text);
        auto second = made_by(text);
        const schema::model again = schema::inspect(second);
        CHECK(schema::print(again) == text);
        CHECK(again == model);
        CHECK(schema::fingerprint(again) == schema::fingerprint(model));
        CHECK(schema::diff(model, again).empty());
        CHECK(by_pragmas(second) == by_pragmas(first));
    }
}

TEST_CASE("each construct makes a difference") {
    std::vector<schema::model> models;
    for (const std::string_view script : constructs) models.push_back(model_of(script));
    for (std::size_t a = 0; a < models.size(); ++a)
        for (std::size_t b = 0; b < models.size(); ++b) {
            INFO(constructs[a] << "\n" << constructs[b]);
            CHECK((models[a] == models[b]) == (a == b));
            CHECK(schema::diff(models[a], models[b]).empty() == (a == b));
        }
}

TEST_CASE("a column of an index may be named by its table") {
    auto db = made_by("CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE \"t\".\"a\" > 'x'");
    const schema::model there = schema::inspect(db);
    CHECK(there.indexes[0].where.find("'t'") == std::string::npos);
    CHECK(
        schema::diff(there, model_of("CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE t.a > 'x'")).empty());
}
