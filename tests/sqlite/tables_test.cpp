// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace tenon::literals;

namespace {

struct person {
    std::int64_t id = 0;
    std::string first{};
    std::string last{};
    std::string full_name{};
    std::optional<int> letters{};
    std::int64_t twice = 0;

    static constexpr auto table = tenon::table(
        "people", tenon::primary_key("id"), tenon::max_length("first", 5),
        tenon::generated("full_name", "first || ' ' || last"),
        tenon::generated("letters", "length(full_name)").stored(), tenon::generated("twice", "id + id"),
        tenon::unique("full_name"), tenon::index("lower(last)", "id DESC"),
        tenon::index("first COLLATE NOCASE").unique(), tenon::index("letters").where("letters > 8"));
};

struct setting {
    std::int64_t key = 0;
    std::string value{};

    static constexpr auto table = tenon::table("settings", tenon::primary_key("key"), tenon::without_rowid);
};

struct ticket {
    std::int64_t id = 0;
    std::string title{};

    static constexpr auto table = tenon::table("tickets", tenon::primary_key("id"), tenon::autoincrement);
};

struct loose {
    std::int64_t id = 0;
    int count = 0;
    std::optional<std::string> note{};

    static constexpr auto table = tenon::table("loose", tenon::primary_key("id"), tenon::not_strict);
};

struct long_name {
    std::int64_t id = 0;
    std::string full_name{};

    static constexpr auto table =
        tenon::view("long_names", "SELECT full_name, id FROM people WHERE letters > 8 ORDER BY id");
};

struct memo {
    std::int64_t rowid = 0;
    std::string text{};
    std::optional<std::string> author{};
    int priority = 0;

    static constexpr auto table =
        tenon::fts5("memos", tenon::unindexed("priority"), tenon::tokenize("porter unicode61"));
};

struct document {
    std::int64_t id = 0;
    std::string title{};
    std::optional<std::string> body{};

    static constexpr auto table = tenon::table("documents", tenon::primary_key("id"));
};

struct document_text {
    std::int64_t rowid = 0;
    std::string title{};
    std::optional<std::string> body{};

    static constexpr auto table = tenon::fts5("document_texts", tenon::content<document>("id"));
};

struct broken_view {
    std::int64_t id = 0;
    std::string nickname{};
    static constexpr auto table = tenon::view("broken", "SELECT * FROM people");
};

struct dangling_view {
    std::int64_t id = 0;
    static constexpr auto table = tenon::view("dangling", "SELECT id FROM nowhere");
};

// The view and the text table of a later version of the program.
struct longer_name {
    std::int64_t id = 0;
    static constexpr auto table = tenon::view("long_names", "SELECT id FROM people WHERE letters > 9");
};
struct other_memo {
    std::string text{};
    static constexpr auto table = tenon::fts5("memos");
};
// A table of a view's name.
struct long_names_table {
    std::int64_t id = 0;
    static constexpr auto table = tenon::table("long_names");
};

tenon::sqlite::connection_options trusting() {
    tenon::sqlite::connection_options options;
    options.trusted_schema = true;
    return options;
}

std::vector<std::int64_t> numbers(tenon::database& db, std::string_view sql) {
    std::vector<std::int64_t> found;
    auto lookup = db.connection().lease(query(sql));
    while (lookup.step()) found.push_back(lookup.reader().integer(0));
    return found;
}

std::string plan(tenon::database& db, std::string_view sql) {
    std::string details;
    const std::string text = "EXPLAIN QUERY PLAN " + std::string(sql);
    auto lookup = db.connection().lease(query(text, 0, 4));
    while (lookup.step()) details += std::string(lookup.reader().text(3)) + '\n';
    return details;
}

}  // namespace

TEST_CASE("generated columns are left to the database, and read as others are") {
    tenon::database db(":memory:");
    db.create<person>();
    db(tenon::insert<person>(), person{.first = "Ada", .last = "Lovelace", .full_name = "ignored"});
    db(tenon::insert<person>(),
       std::vector<person>{{.first = "Alan", .last = "T"}, {.first = "Kurt", .last = "G"}});
    db(tenon::insert<person>(), "first"_p = "Emmy", "last"_p = "Noether");
    db(tenon::insert<person>().with_key(), person{.id = 9, .first = "A", .last = "B"});
    const person ada = db(tenon::select<person>().where("id"_c == 1)).one();
    CHECK(ada.full_name == "Ada Lovelace");
    CHECK(ada.letters == 12);
    CHECK(ada.twice == 2);
    CHECK(db(tenon::select("id"_c).from<person>().where("full_name"_c == "Emmy Noether")).scalar() == 4);
    db(tenon::update<person>().set("last"_c = "King").where("id"_c == 1));
    CHECK(db(tenon::select("full_name"_c).from<person>().where("letters"_c == 8)).scalar() == "Ada King");
    // STRICT does not look at what is computed on reading: an overflow is a REAL.
    db(tenon::insert<person>(), "id"_p = INT64_MAX, "first"_p = "Max", "last"_p = "");
    CHECK(error_from([&] { db(tenon::select<person>().where("id"_c == INT64_MAX)).all(); }).code ==
          "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] {
              db(tenon::select("twice"_c).from<person>().where("id"_c == INT64_MAX)).all();
          }).code == "WRONG_STORAGE_CLASS");
}

TEST_CASE("a text that is too long is refused by name and length") {
    tenon::database db(":memory:");
    db.create<person>();
    db(tenon::insert<person>(), person{.first = "Åsläk", .last = "x"});
    try {
        db(tenon::insert<person>(), person{.first = "Åsläks", .last = "y"});
        FAIL("it was taken");
    } catch (const tenon::constraint_error& refused) {
        CHECK(refused.details().code == "TEXT_TOO_LONG");
        CHECK(refused.details().category == tenon::category::constraint);
        CHECK(refused.details().message == "column `first` of `people` takes at most 5 characters");
        CHECK(refused.details().native_code == 275);
        CHECK(contains(refused.details().sql, "INSERT INTO"));
    }
    CHECK(error_from([&] { db(tenon::update<person>().set("first"_c = "Aslaks")); }).code == "TEXT_TOO_LONG");
    CHECK(db(tenon::select("first"_c).from<person>()).scalar() == "Åsläk");
}

TEST_CASE("indexes over expressions, in descending order, collated, partial and unique are used") {
    tenon::database db(":memory:");
    db.create<person>();
    CHECK(contains(plan(db, "SELECT id FROM people WHERE lower(last) = 'x' ORDER BY id DESC"),
                   "people_lower_last_id_DESC (<expr>=?)"));
    CHECK_FALSE(
        contains(plan(db, "SELECT id FROM people WHERE lower(last) = 'x' ORDER BY id DESC"), "B-TREE"));
    CHECK(contains(plan(db, "SELECT id FROM people WHERE first = 'x' COLLATE NOCASE"),
                   "people_first_COLLATE_NOCASE (first=?)"));
    CHECK(contains(plan(db, "SELECT id FROM people WHERE letters > 8"), "people_letters"));
    CHECK_FALSE(contains(plan(db, "SELECT id FROM people WHERE letters > 7"), "people_letters"));
    CHECK(contains(plan(db, "SELECT id FROM people WHERE full_name = 'x'"), "(full_name=?)"));
    db(tenon::insert<person>(), person{.first = "Ada", .last = "L"});
    CHECK(error_from([&] { db(tenon::insert<person>(), person{.first = "ADA", .last = "M"}); }).code ==
          "UNIQUE_VIOLATION");
}

TEST_CASE("without a rowid an integer key is given like any other column") {
    tenon::database db(":memory:");
    db.create<setting>();
    db(tenon::insert<setting>(), setting{.key = 5, .value = "five"});
    db(tenon::insert<setting>(), setting{.key = 0, .value = "zero"});
    db(tenon::insert<setting>(), "key"_p = 7, "value"_p = "seven");
    CHECK(db(tenon::select("value"_c).from<setting>().where("key"_c == 0)).scalar() == "zero");
    CHECK(error_from([&] { db(tenon::insert<setting>(), setting{.key = 5}); }).code ==
          "PRIMARY_KEY_VIOLATION");
    CHECK(error_from([&] { db.connection().execute("SELECT rowid FROM settings"); }).code ==
          "NO_SUCH_COLUMN");
}

TEST_CASE("with autoincrement numbers do not come back") {
    tenon::database db(":memory:");
    db.create<ticket>();
    db(tenon::insert<ticket>(), std::vector<ticket>{{.title = "a"}, {.title = "b"}});
    db(tenon::delete_from<ticket>());
    CHECK(db(tenon::insert<ticket>(), ticket{.title = "c"}).last_id == 3);
    db.create<ticket>();
}

TEST_CASE("columns of a table that is not STRICT are checked whenever they are read") {
    tenon::database db(":memory:");
    db.create<loose>();
    db(tenon::insert<loose>(), loose{.count = 5});
    CHECK(db(tenon::select<loose>()).one().count == 5);
    db.connection().execute("UPDATE loose SET count = 'many'");
    db.create<loose>();
    CHECK(error_from([&] { db(tenon::select<loose>()).all(); }).code == "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { db(tenon::select("count"_c).from<loose>()).all(); }).code ==
          "WRONG_STORAGE_CLASS");
    db.connection().execute(
        "UPDATE loose SET count = '7', note = 8");  // converted, as columns have an affinity
    CHECK(db(tenon::select<loose>()).one().note == "8");
}

TEST_CASE("views are read like tables") {
    tenon::database db(":memory:");
    db.create<long_name, person>();
    db(tenon::insert<person>(),
       std::vector<person>{{.first = "Ada", .last = "Lovelace"}, {.first = "Al", .last = "G"}});
    CHECK(db(tenon::select<long_name>()).one().full_name == "Ada Lovelace");
    CHECK(db(tenon::select("full_name"_c).from<long_name>().where("id"_c == 1)).scalar() == "Ada Lovelace");
    const auto joined = tenon::select(tenon::all)
                            .from<person, "p">()
                            .left_join<long_name, "l">(tenon::c<&long_name::id> == tenon::c<&person::id>);
    using row = tenon::row_of<decltype(joined)>;
    static_assert(std::same_as<row, std::tuple<person, std::optional<long_name>>>);
    const auto rows = db(joined).all();
    REQUIRE(rows.size() == 2);
    CHECK(std::get<1>(rows[0])->id == 1);
    CHECK_FALSE(std::get<1>(rows[1]).has_value());
}

TEST_CASE("what a view shows is checked, for SQLite vouches for nothing") {
    struct tables {
        static void make(tenon::database& db) {
            db.create<person>();
            db.connection().execute("CREATE VIEW long_names AS SELECT 'x' AS id, NULL AS full_name");
        }
    };
    tenon::database db(":memory:");
    tables::make(db);
    CHECK(error_from([&] { db(tenon::select<long_name>()).all(); }).code == "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { db(tenon::select("full_name"_c).from<long_name>()).all(); }).code == "NULL_VALUE");
}

TEST_CASE("a view of what is not there is refused when it is created") {
    tenon::database db(":memory:");
    auto error = error_from([&] { db.create<person, broken_view>(); });
    CHECK(error.code == "NO_SUCH_COLUMN");
    CHECK(contains(error.message, "view `broken`: no such column: nickname"));
    error = error_from([&] { db.create<dangling_view>(); });
    CHECK(error.code == "NO_SUCH_TABLE");
    CHECK(contains(error.message, "view `dangling`"));
    CHECK(contains(error.message, "nowhere"));
    CHECK(numbers(db, "SELECT count(*) FROM sqlite_schema") == std::vector<std::int64_t>{0});
}

TEST_CASE("full-text tables are written and read as others are") {
    tenon::database db(":memory:");
    db.create<memo>();
    CHECK(db(tenon::insert<memo>(), memo{.text = "milk running out", .priority = 2}).last_id == 1);
    db(tenon::insert<memo>(), std::vector<memo>{{.text = "call home", .author = "Ada"}, {.text = "sleep"}});
    db(tenon::insert<memo>(), "rowid"_p = 40, "text"_p = "run", "priority"_p = 1);
    CHECK(error_from([&] { db(tenon::insert<memo>(), memo{.rowid = 5}); }).code == "KEY_GIVEN");
    db(tenon::insert<memo>().with_key(), memo{.rowid = 50, .text = "late"});
    const memo first = db(tenon::select<memo>().where("rowid"_c == 1)).one();
    CHECK(first.rowid == 1);
    CHECK(first.text == "milk running out");
    CHECK_FALSE(first.author.has_value());
    CHECK(first.priority == 2);
    const auto found = [&](const std::string& words) {
        return numbers(db, "SELECT rowid FROM memos WHERE memos MATCH '" + words + "' ORDER BY rowid");
    };
    CHECK(found("runs") == std::vector<std::int64_t>{1, 40});
    db(tenon::update<memo>().set("text"_c = "walk").where("rowid"_c == 40));
    db(tenon::delete_from<memo>().where("rowid"_c == 50));
    CHECK(found("run") == std::vector<std::int64_t>{1});
    CHECK(found("late").empty());
    // FTS5 stores what it is given.
    db.connection().execute("UPDATE memos SET priority = 'high', text = NULL WHERE rowid = 40");
    CHECK(error_from([&] { db(tenon::select("priority"_c).from<memo>()).all(); }).code ==
          "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { db(tenon::select("text"_c).from<memo>()).all(); }).code == "NULL_VALUE");
}

TEST_CASE("a full-text table follows its content") {
    const scratch dir;
    tenon::database db(dir / "a.db", trusting());
    db.create<document>();
    db(tenon::insert<document>(), document{.title = "before"});
    db.create<document_text, document>();
    const auto found = [&](const std::string& words) {
        return numbers(db, "SELECT rowid FROM document_texts WHERE document_texts MATCH '" + words + "'");
    };
    CHECK(found("before") == std::vector<std::int64_t>{1});  // what was there is indexed
    const auto written = db(tenon::insert<document>(), document{.title = "dogs", .body = "run"});
    CHECK(written.rows == 1);
    CHECK(written.last_id == 2);
    db(tenon::update<document>().set("title"_c = "cats").where("id"_c == 2));
    CHECK(found("dogs").empty());
    CHECK(found("cats run") == std::vector<std::int64_t>{2});
    CHECK(db(tenon::select<document_text>().where("rowid"_c == 2)).one().title == "cats");
    db(tenon::delete_from<document>().where("id"_c == 2));
    CHECK(found("cats").empty());

    tenon::database again(dir / "a.db", trusting());
    again.create<document, document_text>();
    CHECK(again(tenon::select<document_text>()).one().title == "before");
    again.connection().execute("DROP TRIGGER document_texts_insert");
    again(tenon::insert<document>(), document{.title = "missed"});
    CHECK(found("missed").empty());
    again.create<document, document_text>();
    CHECK(found("missed") == std::vector<std::int64_t>{2});  // brought up to date with its trigger
}

TEST_CASE("where SQLite distrusts triggers on full-text tables, creating them says so") {
    tenon::database db(":memory:");
    try {
        db.create<document, document_text>();
    } catch (const tenon::configuration_error& distrusted) {
        CHECK(distrusted.details().code == "UNTRUSTED_SCHEMA");
        CHECK(contains(distrusted.details().message, "`document_texts`"));
        CHECK(contains(distrusted.details().message, "trusted_schema"));
        CHECK(numbers(db, "SELECT count(*) FROM sqlite_schema") == std::vector<std::int64_t>{0});
        return;
    }
    // This SQLite takes FTS5 for harmless: the triggers work without further trust.
    db(tenon::insert<document>(), document{.title = "dogs"});
    CHECK(db(tenon::select<document_text>()).one().title == "dogs");
}

TEST_CASE("views, full-text tables and their triggers are compared with what is in the file") {
    const scratch dir;
    tenon::database db(dir / "a.db", trusting());
    db.create<person, long_name, memo, document, document_text, setting, ticket, loose>();
    db.create<loose, ticket, setting, document_text, document, memo, long_name, person>();
    const auto mismatch = [](tenon::error error, std::string_view name) {
        CHECK(error.code == "SCHEMA_MISMATCH");
        CHECK(contains(error.message, name));
    };
    mismatch(error_from([&] { db.create<longer_name>(); }), "`long_names`");
    mismatch(error_from([&] { db.create<long_names_table>(); }), "`long_names`");
    mismatch(error_from([&] { db.create<other_memo>(); }), "`memos`");
    db.connection().execute(
        "DROP TRIGGER document_texts_delete;"
        "CREATE TRIGGER document_texts_delete AFTER DELETE ON documents BEGIN SELECT 1; END");
    mismatch(error_from([&] { db.create<document, document_text>(); }), "`document_texts_delete`");
}
