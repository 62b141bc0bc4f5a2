// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/run_written.hpp>

#include "workplace.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#ifndef TENON_MANAGE  // without the examples there is nothing to run
#define TENON_MANAGE ""
#endif

namespace {

class managed : public workplace {
public:
    managed() : workplace(TENON_MANAGE) {}

    nlohmann::json json(const std::string& arguments) const {
        return nlohmann::json::parse(run(arguments + " --json").text);
    }
};

std::int64_t number(tenon::sqlite::connection on, std::string_view sql) {
    return tenon::schema::detail::number_from(on, sql);
}

std::string text(tenon::sqlite::connection on, std::string_view sql) {
    return tenon::schema::detail::texts_from(on, sql).at(0);
}

}  // namespace

TEST_CASE("somebody looks, applies, looks again and goes back") {
    const managed here;
    outcome seen = here.run("status");
    CHECK(seen.code == 0);
    CHECK(contains(seen.text, "example.shop (data/database/shop.db): new, 3 written migrations to run"));
    CHECK_FALSE(contains(seen.text, "\033["));
    CHECK_FALSE(std::filesystem::exists(here / "data"));
    CHECK(here.run("check").code == 1);

    seen = here.run("plan");
    CHECK(seen.code == 0);
    CHECK(contains(seen.text, "run 003_count_in_cents (written)"));
    CHECK(contains(seen.text, "create index orders_customer_id (in place): it is not there"));
    CHECK(contains(seen.text, "CREATE INDEX \"orders_customer_id\" ON \"orders\" (\"customer_id\");"));

    seen = here.run("apply");
    CHECK(seen.code == 0);
    CHECK(contains(seen.text, "example.shop: 002_add_notes"));
    CHECK(here.run("check").code == 0);
    CHECK(here.run("status").code == 0);
    CHECK(here.run("plan").code == 0);
    CHECK(here.run("inspect").code == 0);
    for (const auto& left : std::filesystem::directory_iterator(here / "data/database"))
        CHECK(left.path().extension() == ".db");  // no log that another user can't write
    CHECK(contains(here.run("apply").text, "example.shop: up to date"));
    CHECK(number(here.open("data/database/shop.db"), "SELECT count(*) FROM customers") == 1);  // init.sql

    here.open("data/database/shop.db").execute("INSERT INTO orders VALUES (1, 1, 250, 'a note')");
    seen = here.run("rollback");  // what the structs wanted beside the files came last
    CHECK(seen.code == 0);
    CHECK(contains(seen.text, "example.shop: took diff 4 back\ndrop index `orders_customer_id`"));
    seen = here.run("rollback");
    CHECK(seen.code == 0);
    CHECK(contains(seen.text, "example.shop: took 003_count_in_cents back"));
    CHECK(number(here.open("data/database/shop.db"), "SELECT CAST(euros * 10 AS INTEGER) FROM orders") == 25);
    CHECK(here.run("check").code == 1);
    CHECK(here.run("rollback --count 1 --module shop").code == 0);
    CHECK(here.run("apply").code == 0);
    CHECK(number(here.open("data/database/shop.db"), "SELECT cents FROM orders WHERE note IS NULL") == 250);
    CHECK(here.run("check").code == 0);
}

TEST_CASE("programs read JSON") {
    const managed here;
    nlohmann::json status = here.json("status");
    REQUIRE(status["modules"].size() == 2);
    CHECK(status["modules"][1]["module"] == "example.shop");
    CHECK(status["modules"][1]["current"] == false);
    CHECK(status["modules"][1]["waiting"][2] == "003_count_in_cents");
    const nlohmann::json plan = here.json("plan --module users");
    REQUIRE(plan["modules"].size() == 1);
    CHECK(plan["modules"][0]["steps"][0]["action"] == "create table");
    CHECK(plan["modules"][0]["steps"][0]["safe"] == true);
    CHECK(here.json("apply")["applied"].size() >= 4);
    status = here.json("check");
    CHECK(status["modules"][0]["current"] == true);
    CHECK(status["modules"][1]["applied"][0]["name"] == "001_create");
    const nlohmann::json schemas = here.json("inspect");
    CHECK(schemas["databases"][0]["tables"][0]["name"] == "accounts");
    const nlohmann::json back = here.json("rollback --count 2");
    CHECK(back["rolled_back"][0] == "diff 4");
    CHECK(back["rolled_back"][1] == "003_count_in_cents");
    CHECK(here.json("diagram")["diagram"].get<std::string>().substr(0, 9) == "erDiagram");
}

TEST_CASE("what would lose something needs a word") {
    const managed here;
    here.open("data/database/users.db")
        .execute(
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE);"
            "INSERT INTO accounts VALUES (1, 'Ada', 'ada@example.com')");
    CHECK(here.run("apply").code == 0);
    CHECK(number(here.open("data/database/users.db"), "SELECT count(*) FROM accounts") == 1);
    SECTION("and drift is told") {
        here.open("data/database/users.db").execute("ALTER TABLE accounts ADD COLUMN phone TEXT");
        const outcome seen = here.run("check");
        CHECK(seen.code == 2);
        CHECK(contains(seen.text, "SCHEMA_DRIFT"));
        const std::string since =
            "(" + text(here.open("data/database/users.db"), "SELECT max(applied_at) FROM tenon_migrations") +
            ')';
        CHECK(contains(seen.text, since));
        CHECK(here.run("apply").code == 2);
        CHECK(contains(here.errors(), "SCHEMA_DRIFT"));
        const outcome plan = here.run("plan --module users --allow drift");
        CHECK(contains(plan.text, "needs the word `drop`"));
        CHECK(contains(plan.text, "phone"));
        CHECK(here.run("apply --allow drift,drop").code == 0);
        CHECK(here.run("check").code == 0);
        CHECK(number(here.open("data/database/users.db"), "SELECT count(*) FROM accounts") == 1);
    }
}

TEST_CASE("nothing is taken back where the history begins") {
    const managed here;
    here.open("data/database/users.db")
        .execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT");
    CHECK(here.run("rollback --module users").text == "nothing to take back\n");
    CHECK(here.run("apply").code == 0);
    CHECK(here.run("rollback --module users").text == "nothing to take back\n");
}

TEST_CASE("the next migration is written from what differs, and runs") {
    const managed here;
    {
        tenon::sqlite::connection old = here.open("data/database/users.db");
        old.execute(
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, old TEXT) STRICT;"
            "CREATE VIEW names AS SELECT name FROM accounts;"
            "CREATE TABLE others (id INTEGER PRIMARY KEY, account INTEGER REFERENCES accounts ON DELETE "
            "CASCADE);"
            "INSERT INTO accounts VALUES (1, 'Ada', 'ada@example.com', 'x'); INSERT INTO others VALUES (1, "
            "1)");
    }
    const outcome made = here.run("new \"unique email\" --module users --allow drop");
    CHECK(made.code == 0);
    CHECK(made.text == "migrations/users/001_unique_email.sql\n");
    const std::string text = here.read("migrations/users/001_unique_email.sql");
    CHECK(contains(text, "-- down\n"));
    CHECK(here.run("new again --module example.users --allow drop").text ==
          "migrations/users/002_again.sql\n");
    CHECK(here.run("new again").code == 2);
    CHECK(contains(here.errors(), "MODULE_NEEDED"));

    tenon::sqlite::connection on = here.open("data/database/users.db");
    tenon::migrations all;
    all.add(tenon::migration_file{"001_unique_email.sql", text});
    INFO(text);
    CHECK(tenon::schema::run_written(on, "example.users", all, false).size() == 1);
    CHECK(number(here.open("data/database/users.db"), "SELECT count(*) FROM names, others") == 1);
    CHECK(here.json("plan --module users")["modules"][0]["step_count"] == 0);
    CHECK(tenon::schema::roll_back(on, "example.users", all).size() == 1);
    CHECK(number(here.open("data/database/users.db"),
                 "SELECT count(*) FROM accounts WHERE email IS NOT NULL") == 1);
}

TEST_CASE("diagrams are drawn of structs and of files") {
    const managed here;
    CHECK(contains(here.run("diagram").text, "customers ||--o{ orders : \"customer_id\""));
    here.open("any.db").execute("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a)");
    const outcome dot = here.run("diagram any.db --format dot");
    CHECK(contains(dot.text, "\"b\" -> \"a\" [label=\"a\", style=dashed];"));
    CHECK(here.run("diagram --format png").code == 2);
}

TEST_CASE("structs are written for a database of somebody else") {
    const managed here;
    here.open("old.db").execute(
        "CREATE TABLE things (id INTEGER PRIMARY KEY, name VARCHAR(20)); INSERT INTO things (name) VALUES "
        "('a'), ('b')");
    outcome seen = here.run("adopt old.db");
    CHECK(seen.code == 0);
    CHECK(contains(seen.text, "struct things {"));
    CHECK(contains(seen.text, "struct old : tenon::database_module<\"old\", things> {};"));
    CHECK(contains(here.errors(), "things: 2 rows"));
    CHECK(contains(here.errors(), "would change nothing"));
    CHECK(here.run("adopt old.db --output things.hpp --module standard.things").code == 0);
    CHECK(contains(here.read("things.hpp"), "tenon::database_module<\"standard.things\", things>"));
    CHECK(here.run("adopt old.db --output things.hpp").code == 2);  // never over a file
    CHECK(here.json("adopt old.db")["rows"][0]["rows"] == 2);
    CHECK(here.run("adopt missing.db").code == 2);
    CHECK(contains(here.errors(), "CANNOT_OPEN"));
    CHECK_FALSE(std::filesystem::exists(here / "missing.db"));
}

TEST_CASE("colours are for people at a terminal who want them") {
    const managed here;
    CHECK_FALSE(contains(here.run("status").text, "\033["));
    CHECK(contains(here.run_in_terminal("TERM=xterm NO_COLOR=", "status").text, "\033["));
    CHECK_FALSE(contains(here.run_in_terminal("TERM=xterm NO_COLOR=1", "status").text, "\033["));
    CHECK_FALSE(contains(here.run_in_terminal("TERM=dumb NO_COLOR=", "status").text, "\033["));
    const outcome json = here.run_in_terminal("TERM=xterm NO_COLOR=", "status --json");
    CHECK_FALSE(contains(json.text, "\033["));
    CHECK(nlohmann::json::parse(json.text)["modules"].size() == 2);
}

TEST_CASE("a wrong call is explained") {
    const managed here;
    CHECK(here.run("").code == 2);
    CHECK(here.run("plan --allow everything").code == 2);
    CHECK(contains(here.errors(), "there is no word `everything`"));
    CHECK(here.run("plan --module nobody").code == 2);
    const outcome help = here.run("--help");
    CHECK(help.code == 0);
    CHECK(contains(help.text, "rollback"));
}
