// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/dependents.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

TEST_CASE("a trigger that would fail from then on is in the way of a migration") {
    struct {
        std::string_view trigger;
        std::string_view wanted;
    } const cases[] = {
        {"CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.gone); END",
         "CREATE TABLE t (a);"},
        {"CREATE TRIGGER r BEFORE UPDATE OF a ON t BEGIN SELECT old.gone; END", "CREATE TABLE t (a UNIQUE);"},
        {"CREATE TRIGGER r AFTER DELETE ON log BEGIN DELETE FROM t WHERE gone = 1; END",
         "CREATE TABLE t (a);"},
        {"CREATE TRIGGER r AFTER INSERT ON log BEGIN INSERT INTO t VALUES (1, 2); END",
         "CREATE TABLE t (a);"},
        {"CREATE TRIGGER r AFTER INSERT ON log BEGIN DELETE FROM t; END", ""},
    };
    for (const auto& each : cases) {
        INFO(each.trigger);
        auto db = made_by("CREATE TABLE log (line); CREATE TABLE t (a, gone); INSERT INTO t VALUES (1, 2);" +
                          std::string(each.trigger));
        schema::model target = model_of("CREATE TABLE log (line);" + std::string(each.wanted));
        target.triggers = schema::inspect(db).triggers;  // somebody else's, which stays
        schema::migrate_options how;
        how.allow.drop = true;
        const tenon::error refused = error_from([&] { schema::migrate(db, target, how); });
        CHECK(refused.code == "MIGRATION_BLOCKED");
        CHECK(contains(refused.message, "the trigger `r` of "));
        CHECK(found(db, "SELECT gone FROM t") == "2;");
        db.execute("DROP TRIGGER r");
        target.triggers.clear();
        schema::migrate(db, target, how);
    }
}

TEST_CASE("a view that would fail is in the way, one that failed before is not") {
    auto db = made_by(
        "CREATE TABLE t (a, gone); CREATE VIEW broken AS SELECT * FROM nowhere; CREATE VIEW v AS SELECT "
        "gone FROM t");
    schema::model target = model_of("CREATE TABLE t (a)");
    target.views = schema::inspect(db).views;
    schema::migrate_options how;
    how.allow.drop = true;
    CHECK(contains(error_from([&] { schema::migrate(db, target, how); }).message,
                   "the view `v`: no such column: gone, after this migration"));
    db.execute("DROP VIEW v");
    target.views.pop_back();
    schema::migrate(db, target, how);
    CHECK(found(db, "SELECT name FROM sqlite_schema WHERE type = 'view'") == "'broken';");
}

TEST_CASE("a view need not let everything be written that it did") {
    auto db = made_by(
        "CREATE TABLE t (a, gone); CREATE VIEW v AS SELECT a FROM t;"
        "CREATE TRIGGER i INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (new.a); END;"
        "CREATE TRIGGER d INSTEAD OF DELETE ON v BEGIN DELETE FROM t WHERE a = old.a; END");
    schema::model target = model_of("CREATE TABLE t (a)");
    target.views = schema::inspect(db).views;
    target.triggers = {schema::inspect(db).triggers[1]};
    schema::migrate_options how;
    how.allow.drop = true;
    schema::migrate(db, target, how);
    CHECK(found(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") == "'d';");
}

TEST_CASE("of a table's triggers it is said which one would fail") {
    auto db = made_by(
        "CREATE TABLE log (line); CREATE TABLE t (a, gone);"
        "CREATE TRIGGER first AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;"
        "CREATE TRIGGER second AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.gone); END;"
        "CREATE TRIGGER third AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;");
    schema::model target = model_of("CREATE TABLE log (line); CREATE TABLE t (a)");
    target.triggers = schema::inspect(db).triggers;
    schema::migrate_options how;
    how.allow.drop = true;
    CHECK(contains(error_from([&] { schema::migrate(db, target, how); }).message,
                   "the trigger `second` of `t`: no such column: new.gone"));
    CHECK(schema::inspect(db).triggers.size() == 3);
}

TEST_CASE("a trigger that lets a view be changed would fail") {
    auto db = made_by(
        "CREATE TABLE log (line); CREATE TABLE t (a, gone); CREATE VIEW v AS SELECT a FROM t;"
        "CREATE TRIGGER r INSTEAD OF UPDATE ON v BEGIN UPDATE t SET gone = new.a; END");
    schema::model target = model_of("CREATE TABLE log (line); CREATE TABLE t (a)");
    target.views = schema::inspect(db).views;
    target.triggers = schema::inspect(db).triggers;
    schema::migrate_options how;
    how.allow.drop = true;
    CHECK(contains(error_from([&] { schema::migrate(db, target, how); }).message,
                   "the trigger `r` of `v`: no such column: gone"));
}
