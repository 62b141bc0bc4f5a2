// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/ddl.hpp>
#include <tenon/schema/fts5.hpp>
#include <tenon/schema/table_options.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace {

enum class level : int { low, high };

struct document {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> body;
    int words = 0;

    static constexpr auto table =
        tenon::table("the \"documents\"", tenon::primary_key("id"), tenon::column("id").named("it's"));
};

struct document_text {
    std::int64_t rowid = 0;
    std::string title;
    std::optional<std::string> body;

    static constexpr auto table =
        tenon::fts5("documents_fts", tenon::tokenize("porter unicode61"), tenon::content<document>("id"));
};

struct memo {
    std::string text;
    level priority = level::low;
    std::string tag;

    static constexpr auto table =
        tenon::fts5("memos", tenon::unindexed("priority"), tenon::column("tag").named("a tag"),
                    tenon::tokenize("unicode61 tokenchars '-_'"));
};

struct undescribed {
    int id = 0;
};

template <int Case>
struct text {
    std::int64_t rowid = 0;
    std::string title;
    std::string body;
    int count = 0;
};

template <int Case>
std::string said() {
    return std::string(tenon::detail::table_refusal<text<Case>>::sentence.view());
}

struct numbered {
    int rowid = 0;
    std::string title;
    static constexpr auto table = tenon::fts5("numbered");
};
struct bare {
    std::int64_t rowid = 0;
    static constexpr auto table = tenon::fts5("bare");
};
struct ranked {
    std::string rank;
    static constexpr auto table = tenon::fts5("ranked");
};
struct itself {
    std::string title;
    static constexpr auto table = tenon::fts5("Title");
};
struct referring {
    std::int64_t id = 0;
    static constexpr auto table =
        tenon::table("referring", tenon::foreign_key("id").references<document_text>("rowid"));
};
struct narrower {
    std::string body;
    static constexpr auto table = tenon::fts5("narrower", tenon::content<document>("id"));
};
struct misspelt {
    std::string ttile;
    static constexpr auto table = tenon::fts5("misspelt", tenon::content<document>("id"));
};
struct other_type {
    std::string words;
    static constexpr auto table = tenon::fts5("other_type", tenon::content<document>("id"));
};

}  // namespace

// clang-format off
template <> inline constexpr auto tenon::table_of<text<0>> = tenon::fts5("texts", tenon::unindexed("count"));
template <> inline constexpr auto tenon::table_of<text<1>> = tenon::fts5("texts");
template <> inline constexpr auto tenon::table_of<text<2>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::primary_key("rowid"));
template <> inline constexpr auto tenon::table_of<text<3>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::index("title"));
template <> inline constexpr auto tenon::table_of<text<4>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::tokenize(""));
template <> inline constexpr auto tenon::table_of<text<5>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::tokenize("ascii"), tenon::tokenize("porter"));
template <> inline constexpr auto tenon::table_of<text<6>> = tenon::fts5("texts", tenon::unindexed("cuont"));
template <> inline constexpr auto tenon::table_of<text<8>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::content<document>("words"));
template <> inline constexpr auto tenon::table_of<text<9>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::content<undescribed>("id"));
template <> inline constexpr auto tenon::table_of<text<10>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::column("title").collate("NOCASE"));
template <> inline constexpr auto tenon::table_of<text<11>> = tenon::fts5("texts", tenon::unindexed("count", "title", "body"));
template <> inline constexpr auto tenon::table_of<text<12>> = tenon::table("texts", tenon::tokenize("porter"));
template <> inline constexpr auto tenon::table_of<text<13>> = tenon::fts5("texts", tenon::unindexed("count"), tenon::content<document>("idd"));
// clang-format on

static_assert(
    tenon::create_table_sql<document_text>() ==
    R"(CREATE VIRTUAL TABLE "documents_fts" USING fts5("title", "body", tokenize='porter unicode61', )"
    R"(content='the "documents"', content_rowid='it''s'))");
static_assert(tenon::create_table_sql<memo>() ==
              R"(CREATE VIRTUAL TABLE "memos" USING fts5("text", "priority" UNINDEXED, "a tag", )"
              R"(tokenize='unicode61 tokenchars ''-_'''))");
static_assert(tenon::create_trigger_sql<memo>.empty() && tenon::create_trigger_sql<document>.empty());
static_assert(tenon::create_trigger_sql<document_text>.size() == 3);
static_assert(tenon::create_trigger_sql<document_text>[0].name == "documents_fts_insert");
static_assert(tenon::create_trigger_sql<document_text>[0].sql ==
              R"(CREATE TRIGGER "documents_fts_insert" AFTER INSERT ON "the ""documents""" BEGIN )"
              R"(INSERT INTO "documents_fts" (rowid, "title", "body") )"
              R"(VALUES (new."it's", new."title", new."body"); END)");
static_assert(tenon::create_trigger_sql<document_text>[1].sql ==
              R"(CREATE TRIGGER "documents_fts_delete" AFTER DELETE ON "the ""documents""" BEGIN )"
              R"(INSERT INTO "documents_fts" ("documents_fts", rowid, "title", "body") )"
              R"(VALUES ('delete', old."it's", old."title", old."body"); END)");

static_assert(tenon::table_info_of<document_text>().kind == tenon::table_kind::fts5 &&
              !tenon::table_info_of<document_text>().strict &&
              tenon::table_info_of<document_text>().read_only &&
              tenon::table_info_of<document_text>().integer_key == 0 &&
              tenon::table_info_of<document_text>().key_count == 1);
static_assert(!tenon::table_info_of<memo>().read_only && tenon::table_info_of<memo>().integer_key == -1 &&
              tenon::table_info_of<memo>().key_count == 0);

TEST_CASE("SQLite searches full-text tables, and triggers keep them up to date") {
    tests::real_sqlite db;
    REQUIRE(db.create<memo>() == "");
    REQUIRE(db.create<document>() == "");
    REQUIRE(db.create<document_text>() == "");
    for (const tenon::trigger_ddl& trigger : tenon::create_trigger_sql<document_text>)
        REQUIRE(db.run(trigger.sql) == "");
    const auto found = [&](const std::string& words) {
        return db.column("SELECT rowid FROM documents_fts WHERE documents_fts MATCH '" + words + "'");
    };
    const auto run = [&](const std::string& sql) { CHECK(db.run(sql) == ""); };
    run(R"(INSERT INTO "the ""documents""" (title, body, words) VALUES ('Dogs running', NULL, 2), ('Cats', 'sleep', 2))");
    CHECK(found("run") == std::vector<std::string>{"integer 1"});
    run(R"(UPDATE "the ""documents""" SET title = 'Dogs sleeping', "it's" = 7 WHERE "it's" = 1)");
    CHECK(found("run").empty());
    CHECK(found("sleep").size() == 2);
    run(R"(DELETE FROM "the ""documents""" WHERE "it's" = 2)");
    CHECK(found("sleep") == std::vector<std::string>{"integer 7"});
    CHECK(db.run("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)") == "");
    run("INSERT INTO memos VALUES ('buy-milk', 1, 'home')");
    CHECK(db.value(R"(SELECT priority FROM memos WHERE memos MATCH '"buy-milk"')") == "integer 1");
}

TEST_CASE("a full-text table's columns are texts, and its content has them") {
    CHECK(said<0>() == "");
    CHECK(said<1>() == "full-text table `texts`: column `count` must be text: declare others unindexed(...)");
    CHECK(said<2>() == "full-text table `texts` can't have primary_key");
    CHECK(said<3>() == "full-text table `texts` can't have index");
    CHECK(said<4>() == "tokenize: names no tokenizer");
    CHECK(said<5>() == "full-text table `texts` has two of tokenize");
    CHECK(said<6>() == "unindexed: full-text table `texts` has no column `cuont`; did you mean `count`?");
    CHECK(said<8>() == "content: column `words` of `the \"documents\"` is no single integer primary key");
    CHECK(said<9>() == "content: the struct that `texts` refers to describes no table");
    CHECK(said<10>() == "full-text table `texts` can't have column().collate()");
    CHECK(said<11>() == "full-text table `texts` has no column to search");
    CHECK(said<12>() == "table `texts` can't have tokenize");
    CHECK(said<13>().starts_with("content: table `the \"documents\"` has no column `idd`"));
    const auto sentence = []<class T>(const T*) {
        return std::string(tenon::detail::table_refusal<T>::sentence.view());
    };
    CHECK(sentence(static_cast<numbered*>(nullptr)) ==
          "full-text table `numbered`: column `rowid` is the row's number and must be a std::int64_t");
    CHECK(sentence(static_cast<bare*>(nullptr)) == "full-text table `bare` has no column to search");
    CHECK(sentence(static_cast<ranked*>(nullptr)) ==
          "full-text table `ranked`: column `rank` has a name that FTS5 keeps for itself");
    CHECK(sentence(static_cast<itself*>(nullptr)) ==
          "full-text table `Title`: column `title` has a name that FTS5 keeps for itself");
    CHECK(sentence(static_cast<referring*>(nullptr)) ==
          "foreign_key: `documents_fts` is a full-text table: only tables are referred to");
    CHECK(sentence(static_cast<narrower*>(nullptr)) ==
          "content: column `body` of `the \"documents\"` may be NULL: make it optional here, too");
    CHECK(sentence(static_cast<misspelt*>(nullptr)) ==
          "content: table `the \"documents\"` has no column `ttile`; did you mean `title`?");
    CHECK(sentence(static_cast<other_type*>(nullptr)) ==
          "content: column `words` of `the \"documents\"` has another type");
}
