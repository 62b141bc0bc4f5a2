// SPDX-License-Identifier: BSL-1.0
#include <tenon/raw_sql.hpp>
#include <tenon/core.hpp>
#include <tenon/statement/raw_sql.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace tenon::literals;
using namespace std::string_literals;
using tenon::raw_sql;

namespace {

enum class state : int { open, closed };

struct task {
    std::int64_t id = 0;
    std::string title{};
    std::optional<std::string> owner{};
    state status = state::open;

    static constexpr auto table =
        tenon::table("tasks", tenon::primary_key("id"), tenon::column("owner").named("owned_by"));
};

struct line {
    std::string title;
    std::int64_t id;
};

struct tasks {
    tenon::database db{":memory:"};

    tasks() {
        db.create<task>();
        db(tenon::insert<task>(), std::vector<task>{{.title = "paint", .owner = "Ada"},
                                                    {.title = "plan", .status = state::closed},
                                                    {.title = "a\0b"s}});
    }
    std::int64_t count() { return db(raw_sql<std::int64_t>("SELECT count(*) FROM tasks")).scalar(); }
};

}  // namespace

TEST_CASE_METHOD(tasks, "raw SQL yields structs by the names of their columns") {
    const std::string order = "title";
    std::string all;
    for (const line& found :
         db(raw_sql<line>("SELECT ID, title FROM tasks WHERE id < :most ORDER BY " + order), "most"_p = 3))
        all += found.title + std::to_string(found.id);
    CHECK(all == "paint1plan2");
    CHECK(db(raw_sql<line>("SELECT id, title FROM tasks")).all().size() == 3);
    CHECK(db(raw_sql<line>("SELECT id, title FROM tasks WHERE id = 3")).one().title == "a\0b"s);
    CHECK(db(raw_sql<line>("SELECT id, title FROM tasks WHERE id = 9")).first() == std::nullopt);
    CHECK(error_from([&] { (void)db(raw_sql<line>("SELECT id, title FROM tasks")).one(); }).code ==
          "NOT_UNIQUE");
    CHECK(error_from([&] { (void)db(raw_sql<line>("SELECT id, title FROM tasks WHERE 0")).one(); }).code ==
          "NOT_FOUND");
}

TEST_CASE_METHOD(tasks, "raw SQL yields a table's own struct") {
    const auto all = db(raw_sql<task>("SELECT * FROM tasks ORDER BY id")).all();
    REQUIRE(all.size() == 3);
    CHECK(all[0].owner == "Ada");
    CHECK(all[1].owner == std::nullopt);
    CHECK(all[1].status == state::closed);
    CHECK(db(raw_sql<task>("SELECT id, title, owned_by AS owner, status FROM tasks WHERE id = 1"))
              .one()
              .owner == "Ada");
}

TEST_CASE_METHOD(tasks, "raw SQL of one column yields its values") {
    CHECK(db(raw_sql<std::string>("SELECT title FROM tasks WHERE id = @id"), "id"_p = 2).scalar() == "plan");
    CHECK(
        db(raw_sql<std::optional<double>>("SELECT avg(id) FROM tasks WHERE id > $id"), "id"_p = 5).scalar() ==
        std::nullopt);
    CHECK(db(raw_sql<state>("SELECT status FROM tasks ORDER BY id")).all() ==
          std::vector{state::open, state::closed, state::open});
    std::size_t letters = 0;
    for (const std::string_view title : db(raw_sql<std::string_view>("SELECT title FROM tasks")))
        letters += title.size();
    CHECK(letters == 12);
    CHECK(db(raw_sql<bool>("SELECT EXISTS (SELECT 1 FROM tasks)")).scalar());
    auto rows = db(raw_sql<std::int64_t>("SELECT id FROM tasks"));
    static_assert(std::is_same_v<decltype(rows)::row_type, std::int64_t>);
}

TEST_CASE_METHOD(tasks, "raw SQL without rows tells what it did") {
    const auto added =
        db(raw_sql<>("INSERT INTO tasks (title, status) VALUES (:t, 0), (:t, 1)"), "t"_p = "x"s);
    static_assert(std::is_same_v<decltype(added), const tenon::written>);
    CHECK(added.rows == 2);
    CHECK(added.last_id == 5);
    CHECK(db(raw_sql<>("UPDATE tasks SET status = 1 WHERE id > 100")).rows == 0);
    db(raw_sql<>("UPDATE tasks SET status = 1"));
    CHECK(db(raw_sql<>("CREATE TABLE other (a)")).rows == 0);
    CHECK(count() == 5);
}

TEST_CASE_METHOD(tasks, "raw SQL with RETURNING writes in the call") {
    {
        auto rows = db(raw_sql<std::int64_t>("INSERT INTO tasks (title, status) VALUES (:t, 0) RETURNING id"),
                       "t"_p = "x");
    }
    CHECK(count() == 4);
    CHECK(db(raw_sql<std::int64_t>("DELETE FROM tasks RETURNING id")).first() == 1);
    CHECK(count() == 0);
}

TEST_CASE_METHOD(tasks, "a row that does not fit is refused before anything is written") {
    CHECK(error_from([&] {
              (void)db(raw_sql<line>("INSERT INTO tasks (title, status) VALUES ('x', 0) RETURNING id"));
          }).code == "MISSING_COLUMN");
    CHECK(error_from([&] { (void)db(raw_sql<>("DELETE FROM tasks RETURNING id")); }).code ==
          "UNKNOWN_COLUMN");
    CHECK(error_from([&] { (void)db(raw_sql<>("DELETE FROM tasks WHERE id = :id")); }).code ==
          "MISSING_ARGUMENT");
    CHECK(count() == 3);
}

TEST_CASE_METHOD(tasks, "columns that do not fit the row are named") {
    const auto of = [&](const char* sql) { return error_from([&] { (void)db(raw_sql<line>(sql)).all(); }); };
    auto error = of("SELECT id, titel FROM (SELECT id, title AS titel FROM tasks)");
    CHECK(error.code == "MISSING_COLUMN");
    CHECK(error.category == tenon::category::usage);
    CHECK(error.message ==
          "the statement yields no column `title` for the field of that name; is it `titel`?");
    CHECK(contains(error.sql, "SELECT id, titel"));
    error = of("SELECT id, title, title FROM tasks");
    CHECK(error.code == "DOUBLED_COLUMN");
    CHECK(contains(error.message, "`title`"));
    error = of("SELECT id, title, status FROM tasks");
    CHECK(error.code == "UNKNOWN_COLUMN");
    CHECK(contains(error.message, "`status`"));
    CHECK(of("DELETE FROM tasks").code == "MISSING_COLUMN");
    const auto single = [&](const char* sql) {
        return error_from([&] { (void)db(raw_sql<std::int64_t>(sql)).all(); }).code;
    };
    CHECK(single("SELECT id, title FROM tasks") == "UNKNOWN_COLUMN");
    CHECK(single("DELETE FROM tasks") == "MISSING_COLUMN");
    CHECK(error_from([&] { db(raw_sql<>("SELECT id FROM tasks")); }).code == "UNKNOWN_COLUMN");
    CHECK(count() == 3);
}

TEST_CASE_METHOD(tasks, "values of raw SQL are checked when they are read") {
    const auto of = [&](const char* sql) { return error_from([&] { (void)db(raw_sql<line>(sql)).all(); }); };
    CHECK(of("SELECT id, NULL AS title FROM tasks").code == "NULL_VALUE");
    CHECK(of("SELECT 'x' AS id, title FROM tasks").code == "WRONG_STORAGE_CLASS");
    CHECK(contains(of("SELECT 1.5 AS id, title FROM tasks").message, "`id`"));
    CHECK(error_from([&] { (void)db(raw_sql<std::int8_t>("SELECT 1000")).scalar(); }).code ==
          "VALUE_OUT_OF_RANGE");
    CHECK(error_from([&] { (void)db(raw_sql<std::string>("SELECT NULL")).scalar(); }).category ==
          tenon::category::value);
}

TEST_CASE_METHOD(tasks, "arguments of raw SQL fit its parameters by name") {
    const raw_sql<std::int64_t> sql("SELECT count(*) FROM tasks WHERE id >= :least AND title <> :title");
    CHECK(db(sql, "title"_p = "plan", "least"_p = 1).scalar() == 2);
    CHECK(error_from([&] { (void)db(sql, "least"_p = 1); }).code == "MISSING_ARGUMENT");
    const auto unknown = error_from([&] { (void)db(sql, "least"_p = 1, "titel"_p = "x"); });
    CHECK(unknown.code == "UNKNOWN_ARGUMENT");
    CHECK(unknown.category == tenon::category::usage);
    CHECK(unknown.message == "the statement has no parameter `:titel`; did you mean `:title`?");
    CHECK(contains(unknown.sql, "FROM tasks"));
    CHECK(error_from([&] { (void)db(raw_sql<std::int64_t>("SELECT ?"), "a"_p = 1); }).code ==
          "UNNAMED_PARAMETER");
    CHECK(db(raw_sql<std::int64_t>("SELECT :a + @a * 10 + :a * 100"), "a"_p = 1).scalar() == 111);
    CHECK(db(raw_sql<std::optional<std::int64_t>>("SELECT :a"), "a"_p = std::nullopt).scalar() ==
          std::nullopt);
    CHECK(db(raw_sql<state>("SELECT :a"), "a"_p = state::closed).scalar() == state::closed);
    CHECK(error_from([&] { (void)db(raw_sql<double>("SELECT :a"), "a"_p = std::nan("")).scalar(); }).code ==
          "NOT_A_NUMBER");
    const auto refused =
        error_from([&] { db(raw_sql<>("UPDATE tasks SET title = :a"), "a"_p = std::nan("")); });
    CHECK(refused.code == "NOT_A_NUMBER");
    CHECK(refused.sql == "UPDATE tasks SET title = :a");
}

TEST_CASE_METHOD(tasks, "a list stands for tenon_values") {
    const raw_sql<std::string> sql("SELECT title FROM tasks WHERE id IN tenon_values(:ids) ORDER BY id");
    const std::vector<std::int64_t> ids{2, 1, 7};
    CHECK(db(sql, "ids"_p = ids).all() == std::vector{"paint"s, "plan"s});
    CHECK(db(sql, "ids"_p = std::vector{2}).all() == std::vector{"plan"s});
    CHECK(db(sql, "ids"_p = std::vector<int>{}).all().empty());
    CHECK(db(raw_sql<>("DELETE FROM tasks WHERE title IN tenon_values(:t)"), "t"_p = std::vector{"plan"s})
              .rows == 1);
}

TEST_CASE_METHOD(tasks, "rows keep the arguments that would die and need nothing of the text") {
    auto rows = db(raw_sql<line>(std::string("SELECT id, title FROM tasks WHERE title = :t")),
                   "t"_p = std::string(50, 'x') + "y");
    CHECK(rows.all().empty());
    auto list = db(raw_sql<std::int64_t>("SELECT id FROM tasks WHERE title IN tenon_values(:t)"),
                   "t"_p = std::vector<std::string>{"paint", std::string(50, 'x')});
    CHECK(list.one() == 1);
    CHECK(error_from([&] { (void)list.all(); }).code == "MISUSE");
}

TEST_CASE_METHOD(tasks, "raw SQL is one statement that leaves files and transactions alone") {
    const auto code = [&](const char* sql) { return error_from([&] { db(raw_sql<>(sql)); }).code; };
    CHECK(code("DELETE FROM tasks; DELETE FROM tasks") == "MISUSE");
    CHECK(code("") == "MISUSE");
    CHECK(code("BEGIN") == "NOT_ALLOWED");
    CHECK(code("ATTACH ':memory:' AS x") == "NOT_ALLOWED");
    CHECK(code("PRAGMA foreign_keys = OFF") == "NOT_ALLOWED");
    CHECK(code("DELETE FROM missing") == "NO_SUCH_TABLE");
    CHECK(error_from([&] { db(raw_sql<>("DELETE FROM tasks\0 WHERE 0"s)); }).code == "MISUSE");
    CHECK(count() == 3);
}

TEST_CASE("raw SQL that is cached follows a schema that another connection changes") {
    const scratch dir;
    tenon::database db(dir / "x.db");
    tenon::database other(dir / "x.db");
    db(raw_sql<>("CREATE TABLE t (id INTEGER, gone TEXT, title TEXT)"));
    db(raw_sql<>("INSERT INTO t VALUES (1, 'gone', 'kept')"));
    struct whole {
        std::int64_t id;
        std::string gone, title;
    };
    const raw_sql<whole> with_gone("SELECT * FROM t");
    const raw_sql<line> without("SELECT * FROM t");
    CHECK(db(with_gone).one().gone == "gone");
    CHECK(error_from([&] { (void)db(without).all(); }).code == "UNKNOWN_COLUMN");
    other(raw_sql<>("ALTER TABLE t DROP COLUMN gone"));
    CHECK(error_from([&] { (void)db(with_gone).all(); }).code == "MISSING_COLUMN");
    CHECK(db(without).one().title == "kept");
    other(raw_sql<>("ALTER TABLE t RENAME COLUMN title TO other"));
    other(raw_sql<>("ALTER TABLE t ADD COLUMN title TEXT DEFAULT 'new'"));
    CHECK(error_from([&] { (void)db(without).all(); }).code == "UNKNOWN_COLUMN");
}
