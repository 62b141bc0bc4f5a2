// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate.hpp>

#include "../tool/workplace.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <string_view>

#ifndef TENON_SCHEMA_DIFF  // without the examples there is nothing to run
#define TENON_SCHEMA_DIFF ""
#endif

namespace {

using tenon::schema::detail::texts_from;
using texts = std::vector<std::string>;

constexpr std::string_view filled =
    "CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT, age TEXT, gone TEXT);"
    "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people (id) ON DELETE "
    "CASCADE);"
    "CREATE VIEW mails AS SELECT mail FROM people;"
    "INSERT INTO people VALUES (1, 'a@b', '007', 'x'), (2, NULL, '30', 'y'); INSERT INTO pets VALUES (1, 1), "
    "(2, 2);";

/// Two databases in files, A with rows, and the program.
class two_databases : public workplace {
public:
    explicit two_databases(std::string_view wanted, std::string_view before = filled)
        : workplace(TENON_SCHEMA_DIFF) {
        open("A.db").execute(before);
        open("B.db").execute(wanted);
    }

    [[nodiscard]] texts in_a(std::string_view sql) const {
        tenon::sqlite::connection on = open("A.db");
        return texts_from(on, sql);
    }
    [[nodiscard]] std::string schema_of(std::string_view name) const {
        tenon::sqlite::connection on = open(name);
        return tenon::schema::print(tenon::schema::inspect(on));
    }
    /// Runs it with the words that are given, and looks that A is then what B is.
    void reaches(const std::string& arguments) const {
        const outcome done = run("A.db B.db --apply " + arguments);
        INFO(done.text << errors());
        CHECK(done.code == 0);
        CHECK(contains(done.text, "steps done"));
        CHECK(run("A.db B.db").code == 0);
        tenon::sqlite::connection a = open("A.db");
        tenon::sqlite::connection b = open("B.db");
        CHECK(tenon::schema::inspect(a) == tenon::schema::inspect(b));
        CHECK(texts_from(a, "PRAGMA integrity_check") == texts{"ok"});
        CHECK(texts_from(a, "SELECT \"table\" FROM pragma_foreign_key_check").empty());
    }
    /// Runs it, expects the error, and that A is as it was.
    void is_refused(const std::string& arguments, std::string_view says) const {
        const std::string before = schema_of("A.db");
        CHECK(run("A.db B.db --apply " + arguments).code == 2);
        INFO(errors());
        CHECK(contains(errors(), says));
        CHECK(schema_of("A.db") == before);
        CHECK(in_a("SELECT count(*) || '' FROM people, pets") == texts{"4"});
    }
};

// What differs from `filled` in the table of people; the rest is as it is there.
std::string with_people(std::string_view people) {
    return "CREATE TABLE people (" + std::string(people) +
           "); CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people (id) ON "
           "DELETE CASCADE); CREATE VIEW mails AS SELECT mail FROM people";
}

}  // namespace

TEST_CASE("schema_diff prints the plan, touches nothing, and says by its exit code whether there is one") {
    const two_databases here(
        with_people("id INTEGER PRIMARY KEY, mail TEXT, age TEXT, gone TEXT, born TEXT"));
    const std::string before = here.schema_of("A.db");
    const outcome seen = here.run("A.db B.db");
    CHECK(seen.code == 1);
    CHECK(contains(seen.text, "people"));
    CHECK(contains(seen.text, "ALTER TABLE \"people\" ADD COLUMN \"born\" TEXT;\n"));
    CHECK(here.errors().empty());
    CHECK(here.schema_of("A.db") == before);
    const outcome same = here.run("A.db A.db");
    CHECK(same.code == 0);
    CHECK(same.text == "no difference\n");
    const outcome nothing = here.run("A.db A.db --apply");
    CHECK(nothing.code == 0);
    CHECK(contains(nothing.text, "0 steps done"));
}

TEST_CASE("schema_diff --apply makes A what B is, and keeps A's rows") {
    SECTION("in place") {
        const two_databases here(
            with_people("id INTEGER PRIMARY KEY, mail TEXT, age TEXT, gone TEXT, born TEXT"));
        here.reaches("");
        CHECK(here.in_a("SELECT mail || age || gone FROM people WHERE id = 1") == texts{"a@b007x"});
    }
    SECTION("by a rebuild, whose children stay") {
        const two_databases here(
            with_people("id INTEGER PRIMARY KEY, mail TEXT UNIQUE, age TEXT, gone TEXT, CHECK (mail <> '')"));
        here.reaches("");
        CHECK(here.in_a("SELECT mail FROM mails WHERE mail IS NOT NULL") == texts{"a@b"});
        CHECK(here.in_a("SELECT owner || '' FROM pets ORDER BY id") == texts{"1", "2"});
    }
}

TEST_CASE("schema_diff does what could lose something with the word only") {
    SECTION("drop, narrow and not_null") {
        const two_databases here(
            with_people("id INTEGER PRIMARY KEY, mail TEXT NOT NULL DEFAULT '-', age INT"));
        const outcome plan = here.run("A.db B.db");
        CHECK(plan.code == 1);
        for (const char* word : {"drop", "narrow", "not_null"})
            CHECK(contains(plan.text, "needs the word `" + std::string(word) + '`'));
        here.is_refused("", "the word `drop`");
        here.is_refused("--allow drop", "the word `narrow`");
        here.is_refused("--allow drop,narrow", "the word `not_null`");
        here.reaches("--allow drop,narrow --allow not_null");
        CHECK(here.in_a("SELECT mail || age || typeof(age) FROM people ORDER BY id") ==
              texts{"a@b7integer", "-30integer"});
    }
    SECTION("renames are asked for") {
        const two_databases here(
            "CREATE TABLE persons (id INTEGER PRIMARY KEY, mail TEXT, age TEXT, gone TEXT);"
            "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES persons (id) ON "
            "DELETE "
            "CASCADE); CREATE VIEW mails AS SELECT mail FROM persons");
        here.is_refused("", "if it is `persons` now, say so");
        here.reaches("--allow rename");
        CHECK(here.in_a("SELECT mail FROM persons WHERE id = 1") == texts{"a@b"});
    }
}

TEST_CASE("schema_diff --rename says what was called otherwise") {
    const two_databases here(
        "CREATE TABLE persons (id INTEGER PRIMARY KEY, email TEXT, age TEXT, gone TEXT);"
        "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES persons (id) ON DELETE "
        "CASCADE); CREATE VIEW mails AS SELECT email FROM persons");
    const std::string names = "--rename people=persons --rename persons.mail=email";
    CHECK(contains(here.run("A.db B.db " + names).text, "ALTER TABLE \"people\" RENAME TO \"persons\";\n"));
    here.reaches(names);
    CHECK(here.in_a("SELECT email || age FROM persons WHERE id = 1") == texts{"a@b007"});
    CHECK(here.in_a("SELECT email FROM mails WHERE email IS NOT NULL") == texts{"a@b"});
    CHECK(here.in_a("SELECT \"table\" FROM pragma_foreign_key_list('pets')") == texts{"persons"});
}

TEST_CASE("schema_diff says which rows are in the way, and changes nothing") {
    const two_databases here(
        with_people("id INTEGER PRIMARY KEY, mail TEXT NOT NULL, age TEXT, gone TEXT CHECK (gone <> 'x')"));
    here.is_refused("--allow not_null", "SELECT ");
    CHECK(contains(here.errors(), "gone"));
}

TEST_CASE("schema_diff refuses wrong calls and files that are not there") {
    const two_databases here("CREATE TABLE t (a)");
    for (const std::string arguments :
         {"", "A.db", "A.db B.db C.db", "A.db B.db --alow drop", "A.db B.db --allow",
          "A.db B.db --allow everything", "A.db B.db --allow drop,", "A.db B.db --rename",
          "A.db B.db --rename people"}) {
        INFO(arguments);
        CHECK(here.run(arguments).code == 2);
        CHECK(contains(here.errors(), "schema_diff A.db B.db [--apply]"));
    }
    for (const std::string arguments : {"A.db missing.db", "missing.db B.db", "missing.db B.db --apply"}) {
        INFO(arguments);
        CHECK(here.run(arguments).code == 2);
        CHECK(contains(here.errors(), "missing.db"));
        CHECK_FALSE(std::filesystem::exists(here / "missing.db"));
    }
}

TEST_CASE("schema_diff refuses a rename that it would have to ignore") {
    const two_databases here(with_people("id INTEGER PRIMARY KEY, email TEXT, age TEXT, gone TEXT"));
    here.is_refused("--allow drop --rename nobody=people2", "B has no table `people2`");
    here.is_refused("--allow drop --rename people.male=email", "`people` of A has no column `male`");
    here.is_refused("--allow drop --rename people.mail=e-mail", "`people` of B has no column `e-mail`");
    here.is_refused("--allow drop --rename nobody.mail=email", "B has no table `nobody`");
    const two_databases other("CREATE TABLE t (a)");
    other.is_refused("--allow drop --rename nobody=t", "A has no table `nobody`");
    SECTION("such as one whose new name is taken") {
        const two_databases swapped(with_people("id INTEGER PRIMARY KEY, mail TEXT, age TEXT, gone TEXT"));
        swapped.is_refused("--rename people.mail=gone --rename people.gone=mail",
                           "`mail` can't become `gone`, which is in A already");
    }
    SECTION("but not one that is done already") {
        here.open("A.db").execute("DROP VIEW mails; ALTER TABLE people RENAME COLUMN mail TO email");
        CHECK(here.run("A.db B.db --rename people.mail=email").code == 1);
    }
}
