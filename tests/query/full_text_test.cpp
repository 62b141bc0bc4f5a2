// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/full_text.hpp>
#include <tenon/query/full_text.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace tenon::literals;

namespace {

struct memo {
    std::string title{};
    std::optional<std::string> body{};
    int priority = 0;

    static constexpr auto table = tenon::fts5("memos", tenon::unindexed("priority"));
};

struct page {
    std::int64_t rowid = 0;
    std::string title{};
    std::string body{};

    static constexpr auto table = tenon::fts5("pages", tenon::column("body").named("page text"));
};

struct author {
    std::int64_t id = 0;
    std::int64_t page_id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("authors", tenon::primary_key("id"));
};

template <class Query>
using result_of = std::tuple_element_t<0, tenon::row_of<Query>>;

struct filled {
    tenon::database db{":memory:"};

    filled() {
        db.create<memo, page, author>();
        const memo memos[] = {{"milk", "buy milk and more milk today", 1},
                              {"bread", "bread is sold next to the milk", 2},
                              {"call", std::nullopt, 3}};
        db(tenon::insert<memo>(), memos);
        const page pages[] = {{0, "fish", "a fish swims"}, {0, "bird", "a bird eats fish"}};
        db(tenon::insert<page>(), pages);
        const author authors[] = {{0, 1, "Ada"}, {0, 2, "Bob"}};
        db(tenon::insert<author>(), authors);
    }
};

}  // namespace

TEST_CASE("full-text search is written as FTS5 knows it") {
    constexpr auto found =
        tenon::select("title"_c).from<memo>().where(tenon::match<memo>("q"_p)).order_by(tenon::bm25<memo>());
    static_assert(tenon::sql_text(found) ==
                  R"(SELECT "title" FROM "memos" WHERE "memos" MATCH :q ORDER BY "bm25"("memos"))");
    constexpr auto column = tenon::select("priority"_c).from<memo>().where("title"_c.match("q"_p));
    static_assert(tenon::sql_text(column) == R"(SELECT "priority" FROM "memos" WHERE "title" MATCH :q)");
    constexpr auto marked =
        tenon::select(tenon::highlight<&memo::body>("[", "]")).from<memo>().where(tenon::match<memo>("milk"));
    static_assert(tenon::sql_text(marked) ==
                  R"(SELECT "highlight"("memos", 1, ?, ?) FROM "memos" WHERE "memos" MATCH ?)");
}

TEST_CASE("results of full-text functions are optional where their column is") {
    constexpr auto body = tenon::select(tenon::highlight<&memo::body>("[", "]")).from<memo>();
    static_assert(std::same_as<result_of<decltype(body)>, std::optional<std::string>>);
    constexpr auto title = tenon::select(tenon::snippet<&memo::title>("[", "]", "...", 5)).from<memo>();
    static_assert(std::same_as<result_of<decltype(title)>, std::string>);
    constexpr auto rank = tenon::select(tenon::bm25<memo>(2.0, 1.0)).from<memo>();
    static_assert(std::same_as<result_of<decltype(rank)>, double>);
}

TEST_CASE_METHOD(filled, "MATCH finds rows by the words of a table or of one column") {
    constexpr auto of_table =
        tenon::select("title"_c).from<memo>().where(tenon::match<memo>("q"_p)).order_by("priority"_c);
    auto titles = db(of_table, "q"_p = "milk").all();
    REQUIRE(titles.size() == 2);
    CHECK(titles[0]["title"_c] == "milk");
    CHECK(titles[1]["title"_c] == "bread");
    CHECK(db(of_table, "q"_p = "nothing").all().empty());
    CHECK(db(of_table, "q"_p = "sold NOT today").one()["title"_c] == "bread");
    CHECK(db(tenon::select("title"_c).from<memo>().where("title"_c.match("q"_p)), "q"_p = "milk").scalar() ==
          "milk");
    CHECK(
        db(tenon::select("title"_c).from<memo>().where("body"_c.match("buy") && "priority"_c < 3)).scalar() ==
        "milk");
    CHECK(db(tenon::select<memo>().where(tenon::match<memo>(std::string("call")))).one().body ==
          std::nullopt);
}

TEST_CASE_METHOD(filled, "bm25 puts the best row first, weighing columns") {
    constexpr auto best = tenon::select("title"_c)
                              .from<memo>()
                              .where(tenon::match<memo>("q"_p))
                              .order_by(tenon::bm25<memo>())
                              .limit(1);
    CHECK(db(best, "q"_p = "milk").scalar() == "milk");
    constexpr auto weighed = tenon::select(tenon::bm25<memo>("w"_p, 1).as<"rank">())
                                 .from<memo>()
                                 .where(tenon::match<memo>("milk") && "priority"_c == 1);
    CHECK(db(weighed, "w"_p = 2).scalar() < db(weighed, "w"_p = 1).scalar());
    CHECK(db(weighed, "w"_p = 100.0).scalar() < db(weighed, "w"_p = 1.0).scalar());
}

TEST_CASE_METHOD(filled, "what was found is marked") {
    constexpr auto marked =
        tenon::select(tenon::highlight<&memo::body>("<b>", "</b>"),
                      tenon::snippet<&memo::body>("[", "]", "...", "words"_p).as<"part">())
            .from<memo>()
            .where(tenon::match<memo>("q"_p));
    const auto row = db(marked, "q"_p = "sold", "words"_p = 2).one();
    CHECK(get<0>(row) == "bread is <b>sold</b> next to the milk");
    REQUIRE(row["part"_c].has_value());
    CHECK(contains(*row["part"_c], "[sold]"));
    CHECK(contains(*row["part"_c], "..."));
    CHECK(get<0>(db(marked, "q"_p = "call", "words"_p = 2).one()) == std::nullopt);
}

TEST_CASE_METHOD(filled, "columns are counted without the row's number") {
    constexpr auto marked = tenon::select(tenon::highlight<&page::title>("[", "]"),
                                          tenon::highlight<&page::body>("<", ">").as<"text">())
                                .from<page>()
                                .where(tenon::match<page>("q"_p) && "rowid"_c == 1);
    const auto row = db(marked, "q"_p = "fish").one();
    CHECK(get<0>(row) == "[fish]");
    CHECK(row["text"_c] == "a <fish> swims");
    CHECK(db(tenon::select("rowid"_c).from<page>().where("page text"_c.match("eats"))).scalar() == 2);
    CHECK(db(tenon::select("rowid"_c).from<page>().where(tenon::c<&page::body>.match("eats"))).scalar() == 2);
}

TEST_CASE_METHOD(filled, "full-text tables are joined with others") {
    constexpr auto joined =
        tenon::select("authors.name"_c, tenon::highlight<&page::body>("[", "]").as<"text">())
            .from<page>()
            .join<author>("authors.page_id"_c == "pages.rowid"_c)
            .where(tenon::match<page>("q"_p))
            .order_by(tenon::bm25<page>(), "authors.name"_c);
    const auto rows = db(joined, "q"_p = "swims").all();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["name"_c] == "Ada");
    CHECK(rows[0]["text"_c] == "a fish [swims]");
}

TEST_CASE_METHOD(filled, "a malformed search is an error of the query") {
    constexpr auto found = tenon::select("title"_c).from<memo>().where(tenon::match<memo>("q"_p));
    const auto error = error_from([&] { (void)db(found, "q"_p = "\"open").all(); });
    CHECK(error.category == tenon::category::query);
    CHECK(error.code == "QUERY_FAILED");
    CHECK(db(found, "q"_p = "milk").all().size() == 2);
}
