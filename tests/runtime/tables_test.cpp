// SPDX-License-Identifier: BSL-1.0
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

using namespace tenon::literals;

namespace {

struct article {
    std::int64_t id = 0;
    std::string title{};
    std::string body{};
    std::string heading{};

    static constexpr auto table =
        tenon::table("articles", tenon::primary_key("id"), tenon::autoincrement,
                     tenon::max_length("title", 8), tenon::generated("heading", "upper(title)"));
};

struct article_text {
    std::int64_t rowid = 0;
    std::string title{};
    std::string body{};

    static constexpr auto table =
        tenon::fts5("article_texts", tenon::content<article>("id"), tenon::tokenize("porter"));
};

struct headline {
    std::string heading{};
    std::int64_t id = 0;

    static constexpr auto table =
        tenon::view("headlines", "SELECT id, heading FROM articles WHERE length(body) > 3");
};

struct scrap {
    std::string text{};

    static constexpr auto table = tenon::fts5("scraps");
};

// Views and full-text tables are listed before the tables that they are made of.
struct press : tenon::database_module<"standard.press", headline, article_text, article, scrap> {
    static void initial_data(tenon::integrity_session<press>& session) {
        session(tenon::insert<article>(), article{.title = "Dogs", .body = "running"});
    }
};

struct reader : tenon::database_module<"standard.reader"> {
    using depends_on = tenon::modules<press>;
};

struct later_headline {
    std::string heading{};

    static constexpr auto table = tenon::view("headlines", "SELECT heading FROM articles");
};

struct later_press : tenon::database_module<"standard.press", article, later_headline> {};

tenon::settings settings_in(const scratch& dir) {
    tenon::settings result;
    result.directory = dir.path().string();
    result.sqlite.trusted_schema = true;  // for the triggers on `articles`
    return result;
}

}  // namespace

TEST_CASE("a module owns views and full-text tables, and others read them") {
    const scratch dir;
    for (int time = 0; time < 2; ++time) {
        tenon::registry<reader, press> db(settings_in(dir));
        db.start();
        auto session = db.integrity_session<press>("write");
        if (time == 0) session(tenon::insert<article>(), article{.title = "Cats", .body = "zzz"});
        session(tenon::insert<scrap>(), scrap{.text = "bought milk"});
        CHECK(session(tenon::select<article_text>().where("rowid"_c == 1)).one().title == "Dogs");
        {
            auto search = session.connection().lease(
                query("SELECT count(*) FROM article_texts WHERE article_texts MATCH 'run'"));
            REQUIRE(search.step());
            CHECK(search.reader().integer(0) == 1);
        }
        session.commit();

        auto other = db.read_session<reader>("read");
        CHECK(other(tenon::select<headline>()).one().heading == "DOGS");
        CHECK(other(tenon::select<scrap>()).all().size() == static_cast<std::size_t>(time) + 1);
        CHECK(other(tenon::select("title"_c).from<article_text>().order_by("rowid"_c)).all().size() == 2);
    }
}

TEST_CASE("a text that is too long says where it was to go") {
    const scratch dir;
    tenon::registry<press> db(settings_in(dir));
    db.start();
    auto session = db.integrity_session<press>("print");
    const auto error =
        error_from([&] { session(tenon::insert<article>(), article{.title = "Long title", .body = ""}); });
    CHECK(error.code == "TEXT_TOO_LONG");
    CHECK(error.message == "column `title` takes at most 8 characters");
    CHECK(error.purpose == "print");
}

TEST_CASE("a view that reads otherwise is made anew, full-text tables go with the word only") {
    const scratch dir;
    tenon::registry<press>(settings_in(dir)).start();
    tenon::settings settings = settings_in(dir);
    {
        tenon::registry<later_press> later(settings);
        const auto error = error_from([&] { later.start(); });
        CHECK(error.code == "WORD_NEEDED");
        CHECK(contains(error.message, "`scraps`"));
    }
    settings.allow.drop = true;
    tenon::registry<later_press> later(settings);
    later.start();
    auto session = later.read_session<later_press>("read");
    CHECK_NOTHROW(session(tenon::select<later_headline>()).all());
}
