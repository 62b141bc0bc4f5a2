// SPDX-License-Identifier: BSL-1.0
#include <tenon/dynamic.hpp>
#include <tenon/explain.hpp>
#include <tenon/test_database.hpp>

#include "../sqlite/scratch.hpp"
#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <string_view>

using namespace two_modules;

namespace {

struct parcel {
    std::int64_t id = 0;
    std::int64_t account_id = 0;

    static constexpr auto table =
        tenon::table("parcels", tenon::primary_key("id"),
                     tenon::foreign_key("account_id").references<account>("id").on_delete(tenon::cascade));
};
struct post : tenon::database_module<"post", parcel> {
    using depends_on = tenon::modules<users>;
};

struct other_account {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("Accounts", tenon::primary_key("id"));
};
struct clashing : tenon::database_module<"clashing", other_account> {};

template <tenon::detail::one_file Mode, class... Modules>
constexpr std::string_view refusal() {
    return tenon::detail::modules_refusal<Mode, Modules...>::sentence.view();
}
constexpr auto apart = tenon::detail::one_file::no;
constexpr auto together = tenon::detail::one_file::always;
static_assert(refusal<apart, users, clashing>().empty());
static_assert(refusal<together, users, clashing>() ==
              "modules `standard.users` and `clashing` share a file, and both have a table or index called "
              "`Accounts`: rename one");
static_assert(refusal<together, users, post>().empty());
static_assert(!refusal<apart, users, post>().empty());

constexpr auto read_both = tenon::select("a.name"_c, "p.total"_c)
                               .from<purchase, "p">()
                               .join<account, "a">("a.id"_c == "p.account_id"_c);

template <class Registry>
void check_reading(Registry& db) {
    auto session = db.template integrity_session<shop>("look");
    CHECK(session(read_both).one()["a.name"_c] == "admin");
    auto search = tenon::dynamic(tenon::select("name"_c).from<account>());
    search.where("name"_c == "admin");
    CHECK(session(search).all().size() == 1);
    CHECK_FALSE(session.explain(read_both).text().empty());
}

}  // namespace

TEST_CASE("all modules are in the file that the settings name") {
    const scratch dir;
    tenon::settings how;
    how.file = dir / "deep/inside/all.db";
    program db(how);
    db.start();
    CHECK(db.path<users>() == how.file);
    CHECK(db.path<shop>() == how.file);
    check_reading(db);
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(dir / "deep/inside"))
        files += file.path().extension() == ".db" ? 1 : 0;
    CHECK(files == 1);
    const auto session = db.integrity_session<shop>("first");
    CHECK(error_from([&] { (void)db.integrity_session<users>("second"); }).code == "SECOND_WRITER");
}

TEST_CASE("all modules are in memory, with one session at a time") {
    tenon::settings how;
    how.file = ":memory:";
    program db(how);
    db.start();
    check_reading(db);
    {
        const auto first = db.read_session<users>("first");
        const auto error = error_from([&] { (void)db.read_session<shop>("second"); });
        CHECK(error.code == "IN_MEMORY");
        CHECK(error.category == tenon::category::usage);
        CHECK(contains(error.message, "test_database"));
        CHECK(error_from([&] { (void)db.integrity_session<users>("second"); }).code == "IN_MEMORY");
    }
    auto session = db.integrity_session<users>("register");
    session(add_account, account{.name = "ada"});
    session.commit();
    CHECK(session.active() == false);
}

TEST_CASE("rows that outlive their session do not take a database in memory with them") {
    tenon::settings how;
    how.file = ":memory:";
    program db(how);
    db.start();
    auto rows = [&] {
        auto session = db.read_session<users>("forget");
        return session(count_accounts);
    }();
    auto session = db.read_session<users>("look");
    CHECK(session(count_accounts).scalar() == 1);
    CHECK(error_from([&] { (void)rows.scalar(); }).code == "SESSION_ENDED");
}

TEST_CASE("tables of one name can't be in the one file that the settings name") {
    const scratch dir;
    tenon::settings how;
    how.file = dir / "all.db";
    tenon::registry<users, clashing> db(how);
    const auto error = error_from([&] { db.start(); });
    CHECK(error.code == "NAME_CLASH");
    CHECK(error.category == tenon::category::configuration);
    CHECK(contains(error.message, "`Accounts`"));
    CHECK_FALSE(std::filesystem::exists(how.file));
}

TEST_CASE("foreign keys lead to declared modules where one file is certain") {
    const scratch dir;
    tenon::settings how;
    how.directory = dir / "data";
    tenon::one_file_registry<post, users> db(how);
    db.start();
    CHECK(db.path<post>() == dir / "data/database.db");
    db.integrity_session<post>("send", [](auto& session) {
        session(tenon::insert<parcel>(), parcel{.account_id = 1});
        CHECK(error_from([&] { session(tenon::insert<parcel>(), parcel{.account_id = 2}); }).code ==
              "FOREIGN_KEY_VIOLATION");
        CHECK(session(count_accounts).scalar() == 1);
    });
    db.integrity_session<users>("leave", [](auto& writer) { writer(tenon::delete_from<account>()); });
    auto reader = db.read_session<post>("look");
    CHECK(reader(tenon::select<parcel>()).all().empty());
}

TEST_CASE("a module can't have a file of its own where all are in one") {
    const scratch dir;
    tenon::settings how;
    how.file = dir / "all.db";
    how.of("users").file = dir / "other.db";
    CHECK(error_from([&] { program(how).start(); }).code == "CONFLICTING_FILES");
    how.file.clear();
    how.directory = dir / "data";
    program db(how);
    db.start();
    CHECK(db.path<users>() == dir / "other.db");
    check_reading(db);
    how.of("usres").max_readers = 1;
    const auto error = error_from([&] { program(how).start(); });
    CHECK(error.code == "UNKNOWN_MODULE");
    CHECK(contains(error.message, "did you mean `users`?"));
}

namespace {

struct note {
    std::int64_t id = 0;
    std::int64_t parent_id = 0;
    std::string text{};

    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::index("text"),
                     tenon::foreign_key("parent_id").references<note>("id").deferred());
};
struct other_note {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
struct remark {
    std::int64_t id = 0;
    std::int64_t note_id = 0;

    static constexpr auto table = tenon::table("remarks", tenon::primary_key("id"),
                                               tenon::foreign_key("note_id").references<note>("id"));
};
struct diary : tenon::database_module<"diary", note> {
    static constexpr std::string_view prefix = "diary_";
};
struct plain : tenon::database_module<"plain", other_note> {};
struct remarks : tenon::database_module<"remarks", remark> {
    using depends_on = tenon::modules<diary>;
};

constexpr auto notes = tenon::select<note>().where("notes.text"_c == "text"_p);

template <class Registry>
void check_notes(Registry& db) {
    {
        auto session = db.template integrity_session<diary>("write");
        session(tenon::insert<note>(), note{0, 1, "first"});
        session(tenon::update<note>().set("text"_c = "text"_p).where("notes.id"_c == 1), "text"_p = "1st");
        CHECK(session(notes, "text"_p = "1st").one().parent_id == 1);
        auto search = tenon::dynamic(tenon::select("n.id"_c).from<note, "n">());
        search.where("n.text"_c == "1st");
        CHECK(session(search).all().size() == 1);
        CHECK_FALSE(session.explain(notes).text().empty());
        session.commit();
    }
    auto other = db.template read_session<plain>("look");
    CHECK(other(tenon::select<other_note>()).all().empty());
}

}  // namespace

TEST_CASE("prefixes tell the modules' tables apart where all are in one file") {
    const scratch dir;
    tenon::settings how;
    how.directory = dir / "data";
    {
        tenon::one_file_registry<remarks, plain, diary> db(how);
        db.start();
        db.start();
        check_notes(db);
        auto session = db.integrity_session<remarks>("remark");
        session(tenon::insert<remark>(), remark{.note_id = 1});
        CHECK(error_from([&] { session(tenon::insert<remark>(), remark{.note_id = 7}); }).code ==
              "FOREIGN_KEY_VIOLATION");
        CHECK(session(notes, "text"_p = "1st").all().size() == 1);
        auto names = session.connection().lease(query(
            "SELECT group_concat(name, ' ') FROM (SELECT name FROM main.sqlite_schema WHERE name NOT LIKE "
            "'sqlite_%' AND name NOT LIKE 'tenon_%' ORDER BY name)"));
        REQUIRE(names.step());
        CHECK(names.reader().text(0) == "diary_notes diary_notes_text notes remarks");
    }
    tenon::registry<plain, diary> apart_again(how);  // a file each: no prefix is needed
    apart_again.start();
    check_notes(apart_again);
    how.file = dir / "all.db";
    tenon::registry<plain, diary> in_one(how);
    in_one.start();
    check_notes(in_one);
}
