// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/undo_diff.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace {

namespace version_1 {
struct note {
    std::int64_t id = 0;
    std::string text{};
    std::optional<std::string> colour{};

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"), tenon::autoincrement);
};
struct label {
    std::int64_t note_id = 0;

    static constexpr auto table =
        tenon::table("labels", tenon::primary_key("note_id"),
                     tenon::foreign_key("note_id").references<note>("id").on_delete(tenon::cascade));
};
struct notes : tenon::database_module<"app.notes", note, label> {};
}  // namespace version_1

// A table and a column have other names, another CHECK holds, a column and a table are new.
namespace version_2 {
struct note {
    std::int64_t id = 0;
    std::string body{};
    std::optional<std::string> colour{};
    std::int64_t stars = 0;

    static constexpr auto table = tenon::table("all_notes", tenon::primary_key("id"), tenon::autoincrement,
                                               tenon::renamed_from("notes"), tenon::check("body <> ''"),
                                               tenon::column("body").renamed_from("text"),
                                               tenon::default_("stars", 3), tenon::index("body"));
};
struct label {
    std::int64_t note_id = 0;

    static constexpr auto table =
        tenon::table("labels", tenon::primary_key("note_id"),
                     tenon::foreign_key("note_id").references<note>("id").on_delete(tenon::cascade));
};
struct extra {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("extras", tenon::primary_key("id"));
};
struct notes : tenon::database_module<"app.notes", note, label, extra> {};
}  // namespace version_2

// A column is gone.
namespace version_3 {
struct note {
    std::int64_t id = 0;
    std::string text{};

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"), tenon::autoincrement);
};
struct label {
    std::int64_t note_id = 0;

    static constexpr auto table =
        tenon::table("labels", tenon::primary_key("note_id"),
                     tenon::foreign_key("note_id").references<note>("id").on_delete(tenon::cascade));
};
struct notes : tenon::database_module<"app.notes", note, label> {};
}  // namespace version_3

// A table has another name, and its old one is a new table's.
namespace version_4 {
struct older_note {
    std::int64_t id = 0;
    std::string text{};
    std::optional<std::string> colour{};

    static constexpr auto table = tenon::table("older_notes", tenon::primary_key("id"), tenon::autoincrement,
                                               tenon::renamed_from("notes"));
};
struct notes : tenon::database_module<"app.notes", older_note, version_1::note, version_1::label> {};
}  // namespace version_4

using texts = std::vector<std::string>;

class place {
public:
    place() {
        how.directory = directory_.path();
        start<version_1::notes>();
        on().execute(
            "INSERT INTO notes VALUES (5, 'milk', 'red'), (9, 'eggs', NULL); INSERT INTO labels VALUES (5);"
            "DELETE FROM notes WHERE id = 9; CREATE TABLE foreign_table (a); INSERT INTO foreign_table "
            "VALUES (1)");
        before = schema();
    }
    template <class Module>
    void start() const {
        tenon::registry<Module>(how).start();
    }
    [[nodiscard]] tenon::sqlite::connection on() const {
        return tenon::sqlite::connection(directory_ / "notes.db");
    }
    [[nodiscard]] texts read(std::string_view sql) const {
        tenon::sqlite::connection opened = on();
        return tenon::schema::detail::texts_from(opened, sql);
    }
    [[nodiscard]] std::string schema() const {
        tenon::sqlite::connection opened = on();
        return tenon::schema::fingerprint(tenon::schema::inspect(opened));
    }
    tenon::schema::plan undo(std::int64_t version, tenon::schema::words allow = {}) const {
        tenon::sqlite::connection opened = on();
        return tenon::schema::undo_diff(opened, "app.notes", version, allow);
    }
    tenon::settings how;
    std::string before;

private:
    scratch directory_;
};

constexpr tenon::schema::words drop{.drop = true};
constexpr auto names = "SELECT name FROM tenon_migrations ORDER BY version";

}  // namespace

TEST_CASE("what a start has changed of itself is taken back, and the rows stay") {
    const place here;
    here.start<version_2::notes>();
    here.on().execute("INSERT INTO all_notes (id, body) VALUES (20, 'bread')");
    const tenon::error refused = error_from([&] { here.undo(2); });
    CHECK(refused.code == "WORD_NEEDED");
    CHECK(contains(refused.message, "column `stars` would be lost"));
    CHECK(here.read("SELECT body FROM all_notes").size() == 2);

    CHECK_FALSE(here.undo(2, drop).empty());
    CHECK(here.schema() == here.before);
    CHECK(here.read("SELECT text || coalesce(colour, '-') FROM notes ORDER BY id") ==
          texts{"milkred", "bread-"});
    CHECK(here.read("SELECT seq || '' FROM sqlite_sequence WHERE name = 'notes'") == texts{"20"});
    CHECK(here.read("SELECT note_id || '' FROM labels") == texts{"5"});
    CHECK(here.read("SELECT a || '' FROM foreign_table") == texts{"1"});
    CHECK(here.read(names) == texts{"create", "diff", "undo diff 2"});
    SECTION("once") {
        const tenon::error again = error_from([&] { here.undo(2, drop); });
        CHECK(again.code == "IRREVERSIBLE_MIGRATION");
        CHECK(here.read(names).size() == 3);
    }
    SECTION("for the program before, which starts with nothing to do") {
        here.start<version_1::notes>();
        CHECK(here.read(names).size() == 3);
        CHECK(here.schema() == here.before);
        SECTION("and for the newer one, which makes the change again") {
            here.start<version_2::notes>();
            CHECK(here.read("SELECT body FROM all_notes ORDER BY id") == texts{"milk", "bread"});
            CHECK(here.read(names).back() == "diff");
            here.undo(4, drop);
            CHECK(here.schema() == here.before);
        }
    }
    SECTION("and the newer program makes the change again") {
        here.start<version_2::notes>();
        CHECK(here.read("SELECT body FROM all_notes ORDER BY id") == texts{"milk", "bread"});
    }
}

TEST_CASE("a change that may have lost values is not taken back") {
    place here;
    here.how.allow.drop = true;
    here.start<version_3::notes>();
    const tenon::error refused = error_from([&] { here.undo(2, drop); });
    CHECK(refused.code == "IRREVERSIBLE_MIGRATION");
    CHECK(contains(refused.message, "may have lost values"));
    CHECK(refused.module_name == "app.notes");
    CHECK(here.read("SELECT text FROM notes") == texts{"milk"});
}

TEST_CASE("only the last change is taken back, from what it has left") {
    const place here;
    CHECK(error_from([&] { here.undo(1, drop); }).code == "IRREVERSIBLE_MIGRATION");
    here.start<version_2::notes>();
    here.on().execute("ALTER TABLE all_notes ADD COLUMN by_hand TEXT");
    CHECK(error_from([&] { here.undo(2, drop); }).code == "SCHEMA_DRIFT");
    here.undo(2, {.drop = true, .drift = true});
    CHECK(here.schema() == here.before);
}

TEST_CASE("a change that has given an old name to a new table is not taken back") {
    const place here;
    here.on().execute("DELETE FROM labels");
    here.start<version_4::notes>();
    CHECK(here.read("SELECT text FROM older_notes") == texts{"milk"});
    CHECK(error_from([&] { here.undo(2, drop); }).code == "IRREVERSIBLE_MIGRATION");
    CHECK(here.read("SELECT text FROM older_notes") == texts{"milk"});
}
