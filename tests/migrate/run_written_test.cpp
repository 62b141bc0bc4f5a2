// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/migrate/convert_rows.hpp>
#include <tenon/migrate/run_written.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using tenon::migration_file;
using tenon::migrations;
using names = std::vector<std::string>;

namespace {

class shop {
public:
    shop() : db(directory_ / "shop.db") {
        db.connection().execute(
            "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers "
            "(id) ON DELETE "
            "CASCADE); INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bob'); INSERT INTO orders VALUES (1, "
            "1), (2, 2)");
    }

    names run(const migrations& all, bool is_new = false) {
        return tenon::schema::run_written(db.connection(), "shop", all, is_new);
    }
    tenon::error failure(const migrations& all) {
        return error_from([&] { run(all); });
    }
    names texts(std::string_view sql) { return tenon::schema::detail::texts_from(db.connection(), sql); }
    [[nodiscard]] std::string path() const { return directory_ / "shop.db"; }

private:
    scratch directory_;

public:
    tenon::database db;
};

migrations files(std::initializer_list<migration_file> all) {
    migrations result;
    for (const migration_file& each : all) result.add(each);
    return result;
}

constexpr migration_file add_email{
    "001_add_email.sql",
    "ALTER TABLE customers ADD COLUMN email TEXT;\n-- down\nALTER TABLE customers DROP "
    "COLUMN email;"};
constexpr migration_file fill_email{"002_fill_email.sql",
                                    "UPDATE customers SET email = lower(name) || '@example.com';"};

}  // namespace

TEST_CASE("written migrations run in order, once") {
    shop s;
    CHECK(s.run(files({fill_email, add_email})) == names{"001_add_email", "002_fill_email"});
    CHECK(s.texts("SELECT email FROM customers ORDER BY id") == names{"ada@example.com", "bob@example.com"});
    s.db.connection().execute("UPDATE customers SET email = 'mine'");
    CHECK(s.run(files({add_email, fill_email})).empty());
    CHECK(s.texts("SELECT DISTINCT email FROM customers") == names{"mine"});
    const auto applied = tenon::schema::applied_migrations(s.db.connection(), "shop");
    REQUIRE(applied.size() == 2);
    CHECK(applied[1].name == "002_fill_email");
    CHECK(applied[1].applied_at.size() == 26);
    CHECK(tenon::schema::applied_migrations(s.db.connection(), "other").empty());
    SECTION("what is added later runs later") {
        CHECK(s.run(files({add_email, fill_email, {"003_more.sql", "DELETE FROM orders WHERE id = 2"}})) ==
              names{"003_more"});
    }
    SECTION("foreign keys are enforced again afterwards") {
        CHECK(error_from([&] { s.db.connection().execute("INSERT INTO orders VALUES (9, 9)"); }).code ==
              "FOREIGN_KEY_VIOLATION");
    }
}

TEST_CASE("a history that does not fit the program's migrations is refused") {
    shop s;
    s.run(files({add_email, {"003_third.sql", "SELECT 1"}}));
    SECTION("a changed file") {
        const tenon::error e =
            s.failure(files({{"001_add_email.sql", "ALTER TABLE customers ADD COLUMN email"},
                             {"003_third.sql", "SELECT 1"}}));
        CHECK(e.code == "MIGRATION_CHANGED");
        CHECK(e.category == tenon::category::schema);
        CHECK(contains(e.message, "`001_add_email`"));
        CHECK(e.module_name == "shop");
    }
    SECTION("a file that is gone, as in an older program") {
        const tenon::error e = s.failure(files({add_email}));
        CHECK(e.code == "UNKNOWN_MIGRATION");
        CHECK(contains(e.message, "`003_third`"));
    }
    SECTION("a file that comes too late") {
        const tenon::error e =
            s.failure(files({add_email, {"002_late.sql", "SELECT 1"}, {"003_third.sql", "SELECT 1"}}));
        CHECK(e.code == "MIGRATION_OUT_OF_ORDER");
        CHECK(contains(e.message, "above 3"));
    }
}

TEST_CASE("a migration is done whole or not at all, and those before it stay") {
    shop s;
    const tenon::error e = s.failure(files({add_email,
                                            {"002_bad.sql",
                                             "UPDATE customers SET email = 'x';\nCREATE TABLE more (id "
                                             "INTEGER);\n\nINSERT INTO nowhere VALUES (1);"},
                                            {"003_never.sql", "CREATE TABLE never (id)"}}));
    CHECK(e.code == "NO_SUCH_TABLE");
    CHECK(contains(e.message, "migration `002_bad`, line 4: no such table: nowhere"));
    CHECK(contains(e.message, "nothing of it was changed"));
    CHECK(e.sql == "INSERT INTO nowhere VALUES (1)");
    CHECK(s.texts("SELECT name FROM sqlite_schema WHERE name IN ('more', 'never')").empty());
    CHECK(s.texts("SELECT name FROM customers WHERE email IS NOT NULL").empty());
    REQUIRE(tenon::schema::applied_migrations(s.db.connection(), "shop").size() == 1);
    CHECK_FALSE(s.db.connection().in_transaction());
}

TEST_CASE("a migration can't control its transaction, attach files or have pragmas") {
    for (const std::string_view sql :
         {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "RELEASE a", "PRAGMA foreign_keys = OFF",
          "PRAGMA user_version", "ATTACH 'x.db' AS x", "DETACH x", "VACUUM", "VACUUM INTO 'x.db'", "END"}) {
        shop s;
        const std::string text = "CREATE TABLE before (id);\n" + std::string(sql) + ";";
        const tenon::error e = s.failure(files({{"001_not_allowed.sql", text}}));
        INFO(sql);
        CHECK(e.code == "NOT_ALLOWED");
        CHECK(contains(e.message, "line 2"));
        CHECK(s.texts("SELECT name FROM sqlite_schema WHERE name = 'before'").empty());
    }
    shop s;
    CHECK(s.failure(files({{"001_parameter.sql", "DELETE FROM orders WHERE id = :id"}})).code == "MISUSE");
    CHECK(s.failure(
               files({{"001_rollback.sql",
                       "CREATE TRIGGER t BEFORE INSERT ON orders BEGIN SELECT RAISE(ROLLBACK, 'no'); END;\n"
                       "INSERT INTO orders VALUES (5, 1)"}}))
              .code == "TRIGGER_VIOLATION");
    CHECK(s.texts("SELECT name FROM sqlite_schema WHERE name IN ('t', 'before')").empty());
}

TEST_CASE("a migration that would break foreign keys is undone; children don't vanish with a table") {
    shop s;
    const tenon::error e = s.failure(files({{"001_lose.sql", "DELETE FROM customers WHERE id = 1"}}));
    CHECK(e.code == "MIGRATION_BLOCKED");
    CHECK(contains(e.message, "orders"));
    CHECK(
        s.run(files({{"001_rebuild.sql",
                      "CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT NOT NULL, CHECK (name <> ''));\n"
                      "INSERT INTO fresh SELECT id, name FROM customers;\nDROP TABLE customers;\n"
                      "ALTER TABLE fresh RENAME TO customers;"}}))
            .size() == 1);
    CHECK(s.texts("SELECT CAST(count(*) AS TEXT) FROM orders") == names{"2"});
}

TEST_CASE("what refers to nothing before a migration is not its fault") {
    shop s;
    tenon::sqlite::connection& on = s.db.connection();
    on.execute(
        "PRAGMA foreign_keys = OFF; INSERT INTO orders (id, customer) VALUES (77, 999); PRAGMA "
        "foreign_keys = ON");
    CHECK(
        s.run(files({{"001_add.sql", "CREATE TABLE log (line); INSERT INTO log VALUES ('once')"}})).size() ==
        1);
    CHECK(s.texts("SELECT line FROM log") == names{"once"});
    const tenon::error e =
        s.failure(files({{"001_add.sql", "CREATE TABLE log (line); INSERT INTO log VALUES ('once')"},
                         {"002_lose.sql", "INSERT INTO orders (id, customer) VALUES (78, 999)"}}));
    CHECK(contains(e.message, "foreign keys would be broken: `orders` with rowid 78"));
    CHECK(s.texts("SELECT CAST(count(*) AS TEXT) FROM orders WHERE id > 76") == names{"1"});
}

TEST_CASE("a migration that would break a trigger or a view is undone, and says which and where") {
    shop here;
    here.db.connection().execute(
        "CREATE TABLE audit (line); CREATE VIEW lines AS SELECT line FROM audit;"
        "CREATE VIEW broken AS SELECT * FROM nowhere;"
        "CREATE TRIGGER note AFTER INSERT ON orders BEGIN INSERT INTO audit VALUES (new.id); END;"
        "CREATE TRIGGER rename AFTER UPDATE ON customers BEGIN INSERT INTO audit (line) VALUES (1); END");
    const auto schema = [&] { return here.texts("SELECT name || sql FROM sqlite_schema WHERE sql <> ''"); };
    const names before = schema();
    const auto refused = [&](std::string_view sql, std::string_view what) {
        INFO(sql);
        const tenon::error e = here.failure(files({add_email, {"002_audit.sql", sql}}));
        INFO(e.message);
        CHECK(e.code == "MIGRATION_BLOCKED");
        CHECK(contains(e.message, "migration `002_audit`: " + std::string(what)));
        CHECK(contains(e.message, "nothing of it was changed"));
        CHECK(tenon::schema::applied_migrations(here.db.connection(), "shop").size() == 1);
        CHECK(here.texts("SELECT line FROM lines").empty());
    };
    refused("DROP VIEW lines; DROP TABLE audit", "the trigger `note` of `orders`: no such table: main.audit");
    refused("DROP TABLE audit; CREATE TABLE audit (text)", "the view `lines`: no such column: line");
    refused(
        "DROP VIEW lines; DROP TRIGGER note; DROP TABLE audit; CREATE TABLE audit (text);"
        "CREATE VIEW lines AS SELECT text AS line FROM audit",
        "the trigger `rename` of `customers`: table audit has no column named line");
    refused("DROP TRIGGER note; CREATE TRIGGER note AFTER INSERT ON orders BEGIN SELECT new.missing; END",
            "the trigger `note` of `orders`: no such column: new.missing");
    CHECK(schema() != before);  // the first one has run

    SECTION("what is dropped or written anew is none of them, nor is what follows a rename") {
        CHECK(here.run(files({add_email,
                              {"002_audit.sql",
                               "DROP VIEW broken; ALTER TABLE orders RENAME TO purchases; DROP VIEW lines; "
                               "DROP TRIGGER note;"
                               "DROP TRIGGER rename; DROP TABLE audit"}})) == names{"002_audit"});
    }
    SECTION("what failed before is not its fault") {
        here.db.connection().execute("DROP VIEW lines; DROP TABLE audit");
        CHECK(here.run(files({add_email, {"002_more.sql", "CREATE TABLE more (a)"}})) == names{"002_more"});
    }
    SECTION("nor is a trigger that a renamed table takes along spared") {
        here.db.connection().execute("DROP VIEW broken");  // with which SQLite renames nothing
        refused("ALTER TABLE orders RENAME TO purchases; DROP VIEW lines; DROP TABLE audit",
                "the trigger `note` of `purchases`: no such table: main.audit");
    }
    SECTION("a step in C++ is looked at, too") {
        migrations all = files({add_email});
        all.add(2, "drop", [](tenon::migration_session& session) {
            session.execute("DROP VIEW lines; DROP TABLE audit");
        });
        CHECK(contains(here.failure(all).message, "migration `002_drop`: the trigger `note`"));
    }
    SECTION("so is the way back") {
        const migrations all = files({add_email, {"002_t.sql", "CREATE TABLE t (a)\n-- down\nDROP TABLE t"}});
        here.run(all);
        here.db.connection().execute("CREATE VIEW v AS SELECT a FROM t");
        CHECK(
            contains(error_from([&] { tenon::schema::roll_back(here.db.connection(), "shop", all); }).message,
                     "migration `002_t`: the view `v`: no such table: main.t"));
    }
}

TEST_CASE("in a new database files may repair what others broke") {
    shop here;
    const migration_file make{"001_make.sql",
                              "CREATE TABLE a (x); CREATE TABLE b (x);"
                              "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b VALUES (1); END"};
    const migration_file drop{"002_drop.sql", "DROP TABLE b"};
    const migration_file other{"003_other.sql", "CREATE TABLE c (x)"};
    const tenon::error e = error_from([&] { here.run(files({make, drop, other}), true); });
    CHECK(e.code == "MIGRATION_BLOCKED");
    CHECK(contains(e.message, "migration `002_drop`: the trigger `t` of `a`: no such table: main.b"));
    CHECK(here.texts("SELECT name FROM sqlite_schema WHERE name = 'a'").empty());
    CHECK(here.run(files({make, drop, other, {"004_repair.sql", "DROP TRIGGER t"}}), true).size() == 4);
}

TEST_CASE("a migration goes back by what stands behind its line") {
    shop s;
    const migrations all =
        files({add_email, {"002_more.sql", "CREATE TABLE more (id);\n-- down\nDROP TABLE more"}});
    s.run(all);
    CHECK(tenon::schema::roll_back(s.db.connection(), "shop", all) == names{"002_more"});
    CHECK(s.texts("SELECT name FROM sqlite_schema WHERE name = 'more'").empty());
    CHECK(tenon::schema::roll_back(s.db.connection(), "shop", all, 5) == names{"001_add_email"});
    CHECK(tenon::schema::roll_back(s.db.connection(), "shop", all).empty());
    CHECK(s.texts("SELECT name FROM pragma_table_info('customers')") == names{"id", "name"});
    CHECK(s.run(all) == names{"001_add_email", "002_more"});
    SECTION("but not without it, and then nothing is touched") {
        const migrations more = files({add_email,
                                       {"002_more.sql", "CREATE TABLE more (id);\n-- down\nDROP TABLE more"},
                                       {"003_end.sql", "SELECT 1"}});
        s.run(more);
        const tenon::error e =
            error_from([&] { tenon::schema::roll_back(s.db.connection(), "shop", more, 2); });
        CHECK(e.code == "IRREVERSIBLE_MIGRATION");
        CHECK(s.texts("SELECT name FROM sqlite_schema WHERE name = 'more'").size() == 1);
    }
}

TEST_CASE("in a new database migrations run if they can, and otherwise count as done") {
    const scratch directory;
    tenon::database db(directory / "new.db");
    const auto run = [&](const migrations& all) {
        return tenon::schema::run_written(db.connection(), "shop", all, true);
    };
    SECTION("files that make everything") {
        CHECK(run(files({{"001_create.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY)"},
                         {"002_fill.sql", "INSERT INTO a VALUES (7)"}})) == names{"001_create", "002_fill"});
        CHECK(tenon::schema::detail::number_from(db.connection(), "SELECT id FROM a") == 7);
    }
    SECTION("files that change what structs have made") {
        const migrations all = files({{"001_note.sql", "CREATE TABLE notes (id)"}, fill_email});
        run(all);
        const auto applied = tenon::schema::applied_migrations(db.connection(), "shop");
        REQUIRE(applied.size() == 2);
        CHECK(applied[0].counted_only);
        CHECK_FALSE(tenon::schema::detail::has_table(db.connection(), "notes"));
        CHECK(tenon::schema::run_written(db.connection(), "shop", all, false).empty());
    }
    SECTION("but a mistake is a mistake") {
        CHECK(error_from([&] { run(files({{"001_typo.sql", "CREAT TABLE a (id)"}})); }).code ==
              "QUERY_FAILED");
        CHECK(tenon::schema::applied_migrations(db.connection(), "shop").empty());
    }
}

namespace {

struct person_v1 {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::not_strict);
};

struct person {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t letters = 0;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

void count_letters(tenon::migration_session& session) {
    tenon::convert_rows<person_v1, person>(session, [](const person_v1& old) {
        return person{old.id, old.name, static_cast<std::int64_t>(old.name.size())};
    });
}

void fail_halfway(tenon::migration_session& session) {
    session.execute("DELETE FROM orders");
    throw std::runtime_error("no more");
}

}  // namespace

TEST_CASE("steps in C++ stand among the files") {
    using namespace tenon::literals;
    shop s;
    migrations all = files({add_email, {"003_drop_email.sql", "ALTER TABLE customers DROP COLUMN letters"}});
    all.add(2, "count_letters", &count_letters, [](tenon::migration_session& session) {
        session.execute("ALTER TABLE customers DROP COLUMN letters");
    });
    std::vector<std::string> told;
    tenon::schema::observing watcher([&](const tenon::schema::progress& now) {
        told.push_back(std::string(now.migration) + ' ' + std::to_string(now.rows_done) + '/' +
                       std::to_string(now.rows));
    });
    tenon::schema::migrate_options how;
    how.observer = &watcher;
    migrations until_two = files({add_email});
    until_two.add(2, "count_letters", &count_letters, [](tenon::migration_session& session) {
        session.execute("ALTER TABLE customers DROP COLUMN letters");
    });
    CHECK(tenon::schema::run_written(s.db.connection(), "shop", until_two, false, how) ==
          names{"001_add_email", "002_count_letters"});
    CHECK(s.db(tenon::select("letters"_c).from<person>().where("id"_c == 1)).scalar() == 3);
    CHECK(s.texts("SELECT CAST(count(*) AS TEXT) FROM orders") == names{"2"});
    CHECK(std::count(told.begin(), told.end(), "002_count_letters 2/2") >= 1);
    CHECK(tenon::schema::roll_back(s.db.connection(), "shop", until_two) == names{"002_count_letters"});
}

TEST_CASE("what a step throws undoes it") {
    shop s;
    migrations all;
    all.add(1, "fails", &fail_halfway);
    CHECK_THROWS_AS(s.run(all), std::runtime_error);
    CHECK(s.texts("SELECT CAST(count(*) AS TEXT) FROM orders") == names{"2"});
    CHECK(tenon::schema::applied_migrations(s.db.connection(), "shop").empty());
    CHECK_FALSE(s.db.connection().in_transaction());
}

TEST_CASE("a migration can be cancelled while its statement runs") {
    shop s;
    tenon::schema::cancel_token stop;
    tenon::schema::observing watcher([&](const tenon::schema::progress& now) {
        if (!now.migration.empty()) stop.cancel();
    });
    tenon::schema::migrate_options how;
    how.observer = &watcher;
    how.cancel = &stop;
    const migrations all = files({{"001_endless.sql",
                                   "CREATE TABLE n (i); INSERT INTO n WITH RECURSIVE c (i) AS (SELECT 1 "
                                   "UNION ALL SELECT i + 1 FROM c) SELECT i FROM c"}});
    const tenon::error e =
        error_from([&] { tenon::schema::run_written(s.db.connection(), "shop", all, false, how); });
    CHECK(e.code == "INTERRUPTED");
    CHECK(s.texts("SELECT name FROM sqlite_schema WHERE name = 'n'").empty());
}

TEST_CASE("of several processes one runs each migration, and none fails") {
    shop s;
    const migrations all = files({{"001_a.sql", "INSERT INTO customers (name) VALUES ('once')"},
                                  {"002_b.sql", "INSERT INTO customers (name) VALUES ('twice')"},
                                  {"003_c.sql", "CREATE TABLE c (id)"}});
    std::vector<pid_t> children;
    for (int i = 0; i < 8; ++i) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                tenon::sqlite::connection own(s.path());
                tenon::schema::run_written(own, "shop", all, false);
                _exit(0);
            } catch (const std::exception&) {
                _exit(1);
            }
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    CHECK(s.texts("SELECT name FROM customers ORDER BY id") == names{"Ada", "Bob", "once", "twice"});
}
