// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/raw_sql.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace {

struct page {
    std::int64_t id = 0;
    std::string title{};

    static constexpr auto table = tenon::table("pages", tenon::primary_key("id"), tenon::unique("title"));
};

constexpr auto titles = tenon::select("title"_c).from<page>().order_by("title"_c);

struct told {
    std::string what, purpose, module_name, code;
    std::int64_t rows, runs;
    bool writes;
};

/// A database whose statements and transactions are told of.
struct observed {
    std::vector<told> events;
    tenon::logging log;
    tenon::database db{":memory:"};

    observed() {
        db.create<page>();
        log.sink = [this](const auto& event) {
            using type = std::remove_cvref_t<decltype(event)>;
            told& it = events.emplace_back();
            it.purpose = event.purpose;
            it.module_name = event.module_name;
            if (event.failure != nullptr) it.code = event.failure->code;
            if constexpr (std::is_same_v<type, tenon::statement_event>) {
                it.what = event.sql;
                it.rows = event.rows;
                it.runs = event.runs;
            } else {
                constexpr const char* names[] = {"begun", "committed", "rolled back", "ended", "retried"};
                it.what = names[static_cast<int>(event.action)];
                it.writes = event.writes;
            }
        };
        db.connection().set_purpose("test");
        db.connection().set_module_name("tests");
        db.connection().log_to(&log);
    }

    std::vector<std::string> take() {
        std::vector<std::string> result;
        for (const told& each : events) result.push_back(each.what);
        events.clear();
        return result;
    }
};

const std::string select_titles = R"(SELECT "title" FROM "pages" ORDER BY "title")";

}  // namespace

TEST_CASE_METHOD(observed, "a statement is told of once, when it is over") {
    db(tenon::insert<page>(), page{.title = "a"});
    REQUIRE(events.size() == 1);
    CHECK(events[0].what == R"(INSERT INTO "pages" ("title") VALUES (:title))");
    CHECK(events[0].purpose == "test");
    CHECK(events[0].module_name == "tests");
    CHECK(events[0].rows == 1);
    CHECK(events[0].runs == 1);
    CHECK(events[0].code.empty());
    db(tenon::insert<page>(), page{.title = "b"});
    events.clear();

    CHECK(db(titles).all().size() == 2);
    {
        auto rows = db(titles);
        for (auto [title] : rows) {
            CHECK(title == "a");
            break;
        }
        CHECK(events.size() == 1);  // until it is given up
    }
    CHECK(db(tenon::select<page>().where("id"_c == 1)).one().title == "a");
    REQUIRE(events.size() == 3);
    CHECK(events[0].rows == 2);
    CHECK(events[1].rows == 1);
    CHECK(events[2].rows == 1);
    CHECK(events[1].what == select_titles);
}

TEST_CASE_METHOD(observed, "changes are counted, those of a range together") {
    db(tenon::insert<page>(), std::vector<page>{{.title = "a"}, {.title = "b"}, {.title = "c"}});
    REQUIRE(events.size() == 3);
    CHECK(events[0].what == "begun");
    CHECK(events[1].rows == 3);
    CHECK(events[1].runs == 3);
    CHECK(events[2].what == "committed");
    events.clear();
    db(tenon::update<page>().set("title"_c = "x"_p).where("id"_c > "id"_p), "x"_p = "d", "id"_p = 5);
    CHECK(db(tenon::delete_from<page>().where("title"_c < "c").returning("id"_c)).all().size() == 2);
    REQUIRE(events.size() == 2);
    CHECK(events[0].rows == 0);
    CHECK(events[1].rows == 2);
}

TEST_CASE_METHOD(observed, "what fails is told with its error") {
    db(tenon::insert<page>(), page{.title = "a"});
    CHECK(error_from([&] { db(tenon::insert<page>(), page{.title = "a"}); }).code == "UNIQUE_VIOLATION");
    CHECK(error_from([&] { db(titles.where("title"_c == "b")).one(); }).code == "NOT_FOUND");
    CHECK(error_from([&] { db(tenon::raw_sql<page>("SELECT * FROM nowhere")).all(); }).code ==
          "NO_SUCH_TABLE");
    CHECK(error_from([&] { db.connection().execute("SELECT 1; DELETE FROM nobody"); }).code ==
          "NO_SUCH_TABLE");
    db.connection().execute("UPDATE pages SET title = 'z'");
    REQUIRE(events.size() >= 6);
    CHECK(events[1].code == "UNIQUE_VIOLATION");
    CHECK(events[2].code == "NOT_FOUND");
    CHECK(events[3].code == "NO_SUCH_TABLE");
    CHECK(events[3].runs == 0);
    CHECK(events.back().what == "UPDATE pages SET title = 'z'");
    CHECK(events.back().rows == 1);
}

TEST_CASE_METHOD(observed, "transactions are told of, statements before their end") {
    {
        auto transaction = db.transaction();
        db(tenon::insert<page>(), page{.title = "a"});
        auto rows = db(titles);
        CHECK(rows.begin() != rows.end());
        transaction.commit();
    }
    CHECK(events.front().writes);
    CHECK(take() == std::vector<std::string>{"begun", R"(INSERT INTO "pages" ("title") VALUES (:title))",
                                             select_titles, "committed"});
    {
        const auto transaction = db.transaction();
    }
    CHECK(take() == std::vector<std::string>{"begun", "rolled back"});
    {
        auto transaction = db.transaction();
        transaction.rollback();
    }
    CHECK(take() == std::vector<std::string>{"begun", "rolled back"});
    {
        const tenon::sqlite::transaction reading(db.connection(), tenon::sqlite::transaction_kind::deferred);
    }
    CHECK_FALSE(events.front().writes);
    CHECK(take() == std::vector<std::string>{"begun", "ended"});
    {
        auto transaction = db.transaction();
        const auto savepoint = db.savepoint();
    }
    CHECK(take() == std::vector<std::string>{"begun", "SAVEPOINT tenon_1", "ROLLBACK TO tenon_1",
                                             "RELEASE tenon_1", "rolled back"});
}

TEST_CASE_METHOD(observed, "a transaction that the database has rolled back is told of") {
    db(tenon::insert<page>(), page{.title = "a"});
    events.clear();
    {
        auto transaction = db.transaction();
        (void)error_from(
            [&] { db.connection().execute("INSERT OR ROLLBACK INTO pages (title) VALUES ('a')"); });
    }
    CHECK(take() == std::vector<std::string>{"begun", "INSERT OR ROLLBACK INTO pages (title) VALUES ('a')",
                                             "rolled back"});
}

TEST_CASE_METHOD(observed, "a sink may ask for the plan, and use the connection itself") {
    std::string plan;
    std::int64_t seen = 0;
    log.sink = [&](const tenon::statement_event& event) {
        plan = event.plan();
        seen = db(tenon::select(tenon::count()).from<page>()).scalar();
    };
    db(tenon::insert<page>(), page{.title = "a"});
    CHECK(seen == 1);
    CHECK(db(titles.where("title"_c == "t"_p), "t"_p = "a").one()["title"_c] == "a");
    CHECK(contains(plan, "SEARCH pages USING COVERING INDEX"));
    (void)db(tenon::raw_sql<page>("SELECT * FROM pages UNION SELECT * FROM pages")).all();
    CHECK(contains(plan, "\n  LEFT-MOST SUBQUERY\n    SCAN pages\n"));
}

TEST_CASE_METHOD(observed, "statements that take long are marked") {
    log.slow_query = std::chrono::milliseconds(1);
    std::vector<bool> slow;
    log.sink = [&](const tenon::statement_event& event) { slow.push_back(event.slow); };
    struct number {
        std::int64_t n = 0;
    };
    const tenon::raw_sql<number> count(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :to) SELECT max(n) AS n "
        "FROM c");
    (void)db(count, "to"_p = 100'000).one();
    (void)db(titles).all();
    CHECK(slow == std::vector<bool>{true, false});
}

TEST_CASE_METHOD(observed, "nothing is told any more when the log is taken away, or the connection closed") {
    db.connection().log_to(nullptr);
    (void)db(titles).all();
    CHECK(events.empty());
    db.connection().log_to(&log);
    db(tenon::insert<page>(), page{.title = "a"});
    events.clear();
    {
        std::optional<tenon::database> other(":memory:");
        other->create<page>();
        other->connection().log_to(&log);
        (*other)(tenon::insert<page>(), page{.title = "a"});
        auto rows = (*other)(titles);
        CHECK(rows.begin() != rows.end());
        other.reset();
    }
    CHECK(take() ==
          std::vector<std::string>{R"(INSERT INTO "pages" ("title") VALUES (:title))", select_titles});
}
