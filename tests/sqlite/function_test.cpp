// SPDX-License-Identifier: BSL-1.0
#include <tenon/functions.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/function.hpp>
#include <tenon/types/types.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
namespace sqlite = tenon::sqlite;

namespace {

enum class level : int { low = 1, high = 2 };

/// The literal of an expression's value in SQL.
std::string value_of(sqlite::connection& db, const std::string& expression) {
    auto rows = db.lease(query("SELECT quote(" + expression + ")"));
    const bool found = rows.step();
    REQUIRE(found);
    return std::string(rows.reader().text(0));
}

tenon::error error_of(sqlite::connection& db, const std::string& expression) {
    return error_from([&] { (void)value_of(db, expression); });
}

double half(double of) noexcept { return of / 2; }

}  // namespace

TEST_CASE("SQL calls functions of the program") {
    sqlite::connection db(":memory:");
    int calls = 0;
    db.add_function("slug", [&calls](std::string_view text) {
        ++calls;
        std::string made;
        for (const char c : text) made += c == ' ' ? '-' : c;
        return made;
    });
    db.add_function("half", half);
    db.add_function("half_too", &half);
    db.add_function("answer", [] { return 42; });
    db.add_function("is_high", [](const level& of) { return of == level::high; });
    db.add_function("twice", [last = std::vector<std::byte>()](std::span<const std::byte> bytes) mutable {
        last.assign(bytes.begin(), bytes.end());
        last.insert(last.end(), bytes.begin(), bytes.end());
        return last;
    });
    db.add_function("maybe", [](std::optional<std::int64_t> number) -> std::optional<std::string> {
        if (!number) return "none";
        return *number == 0 ? std::nullopt : std::optional("some"s);
    });
    CHECK(value_of(db, "slug('a b c')") == "'a-b-c'");
    CHECK(value_of(db, "SLUG('')") == "''");
    CHECK(calls == 2);
    CHECK(value_of(db, "length(CAST(slug('a' || char(0) || ' ') AS BLOB))") == "3");
    CHECK(value_of(db, "half(3)") == "1.5");
    CHECK(value_of(db, "half_too(half(3.0))") == "0.75");
    CHECK(value_of(db, "answer()") == "42");
    CHECK(value_of(db, "is_high(2) || is_high(1)") == "'10'");
    CHECK(value_of(db, "twice(x'00ff')") == "X'00FF00FF'");
    CHECK(value_of(db, "twice(x'')") == "X''");
    CHECK(value_of(db, "maybe(NULL)") == "'none'");
    CHECK(value_of(db, "maybe(0)") == "NULL");
    CHECK(value_of(db, "maybe(1)") == "'some'");
}

TEST_CASE("NULL for a parameter that is not optional gives NULL without a call") {
    sqlite::connection db(":memory:");
    int calls = 0;
    db.add_function("plus", [&calls](std::int64_t a, std::optional<std::int64_t> b) {
        ++calls;
        return a + b.value_or(100);
    });
    CHECK(value_of(db, "plus(NULL, 1)") == "NULL");
    CHECK(calls == 0);
    CHECK(value_of(db, "plus(1, NULL)") == "101");
    CHECK(calls == 1);
}

TEST_CASE("functions of one name may differ in their number of arguments") {
    sqlite::connection db(":memory:");
    db.add_function("f", [](std::int64_t a) { return a; });
    db.add_function("f", [](std::int64_t a, std::int64_t b) { return a * b; });
    CHECK(value_of(db, "f(6) || f(6, 7)") == "'642'");
}

TEST_CASE("an exception from a function fails the statement with its words") {
    sqlite::connection db(":memory:");
    db.set_purpose("report");
    db.add_function("bad", [](std::int64_t how) -> std::int64_t {
        switch (how) {
        case 0: throw std::runtime_error("no such thing as 100%s");
        case 1: throw std::bad_alloc();
        case 2: throw 5;  // NOLINT
        case 3: tenon::refuse("ODD", "the number is odd");
        default: return how;
        }
    });
    const auto error = error_of(db, "bad(0)");
    CHECK(error.code == "FUNCTION_FAILED");
    CHECK(error.category == tenon::category::query);
    CHECK(error.message == "function `bad` failed: no such thing as 100%s");
    CHECK(error.native_code == SQLITE_ERROR);
    CHECK(error.purpose == "report");
    CHECK(error.sql == "SELECT quote(bad(0))");
    CHECK_THROWS_AS(value_of(db, "bad(0)"), tenon::query_error);
    CHECK(error_of(db, "bad(1)").code == "OUT_OF_MEMORY");
    CHECK(error_of(db, "bad(2)").message == "function `bad` failed: it threw what is no std::exception");
    CHECK(error_of(db, "bad(3)").message == "function `bad` failed: the number is odd");
    CHECK(value_of(db, "bad(4)") == "4");
    CHECK(error_from([&] { db.execute("SELECT bad(0)"); }).code == "FUNCTION_FAILED");
}

TEST_CASE("arguments and results of a function are held to their types") {
    sqlite::connection db(":memory:");
    db.add_function("whole", [](std::int16_t a) { return a; });
    db.add_function("truth", [](bool a) { return !a; });
    db.add_function("nan", [](double a) { return a / 0.0 - a / 0.0; });
    db.add_function("text", [](std::string a) { return a; });
    CHECK(error_of(db, "whole('x')").message ==
          "function `whole` failed: argument 1 is TEXT where INTEGER is expected");
    CHECK(error_of(db, "whole(1.5)").code == "FUNCTION_FAILED");
    CHECK(error_of(db, "whole(70000)").code == "FUNCTION_FAILED");
    CHECK(error_of(db, "truth(2)").message ==
          "function `truth` failed: argument 1 is 2 where 0 or 1 is expected");
    CHECK(error_of(db, "nan(1)").code == "FUNCTION_FAILED");
    CHECK(error_of(db, "text(5)").code == "FUNCTION_FAILED");
    CHECK(value_of(db, "truth(0)") == "1");
    CHECK(error_of(db, "whole(1, 2)").code == "QUERY_FAILED");  // SQLite's own complaint
}

TEST_CASE("a failing function takes back only its statement") {
    sqlite::connection db(":memory:");
    db.add_function("at_most_two", [](std::int64_t a) {
        if (a > 2) throw std::range_error("too many");
        return a;
    });
    db.execute("CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (0)");
    CHECK(error_from([&] {
              db.execute("INSERT INTO t SELECT at_most_two(column1) FROM (VALUES (1), (2), (3))");
          }).code == "FUNCTION_FAILED");
    db.execute("COMMIT");
    CHECK(value_of(db, "(SELECT count(*) FROM t)") == "1");
}

TEST_CASE("a function's name must be free and fit") {
    sqlite::connection db(":memory:");
    const auto added = [&](std::string_view name) {
        db.add_function(name, [](std::string_view a) { return a; });
    };
    for (const auto& name : {""s, std::string(256, 'x'), "a\0b"s, "lower"s, "LOWER"s, "coalesce"s}) {
        CAPTURE(name);
        const auto error = error_from([&] { added(name); });
        CHECK(error.code == "MISUSE");
        CHECK(error.category == tenon::category::usage);
    }
    added(std::string(255, 'x'));
    added("mine");
    CHECK(error_from([&] { added("MINE"); }).message ==
          "the SQL function `MINE` with 1 argument is there already: choose another name");
    CHECK(value_of(db, "lower('A')") == "'a'");
    CHECK(error_from([&] { db.add_function("f", static_cast<int (*)(int)>(nullptr)); }).code == "MISUSE");
}

TEST_CASE("a function lives as long as its connection") {
    const auto alive = std::make_shared<int>(1);
    {
        sqlite::connection db(":memory:");
        db.add_function("f", [alive](std::int64_t a) { return a + *alive; });
        db.add_function("g", [own = std::make_unique<int>(2)](std::int64_t a) { return a * *own; });
        db.add_function("h", std::function<int(int)>([](int a) { return -a; }));
        CHECK(value_of(db, "f(g(h(-3)))") == "7");
        CHECK(error_from([&] { db.add_function("f", [alive](std::int64_t) { return 1; }); }).code ==
              "MISUSE");
        CHECK(alive.use_count() == 2);
    }
    CHECK(alive.use_count() == 1);
}

TEST_CASE("only deterministic functions stand in indexes, only trusted ones in a file's schema") {
    const scratch dir;
    {
        sqlite::connection db(dir / "x.db", {.trusted_schema = true});
        db.add_function("plain", [](std::int64_t a) { return a; });
        db.add_function("steady", [](std::int64_t a) { return -a; }, {.deterministic = true});
        db.add_function("direct", [](std::int64_t a) { return a; },
                        {.deterministic = true, .direct_only = true});
        db.execute(
            "CREATE TABLE t (a); CREATE INDEX i ON t (steady(a)); CREATE VIEW v AS SELECT plain(a) FROM t;"
            "CREATE VIEW w AS SELECT direct(a) FROM t; INSERT INTO t VALUES (1)");
        CHECK(contains(error_from([&] { db.execute("CREATE INDEX j ON t (plain(a))"); }).message,
                       "non-deterministic"));
        db.execute("SELECT * FROM v");
        CHECK(contains(error_from([&] { db.execute("SELECT * FROM w"); }).message, "unsafe use"));
        CHECK(value_of(db, "direct(1)") == "1");
    }
    sqlite::connection db(dir / "x.db");
    db.add_function("plain", [](std::int64_t a) { return a; });
    CHECK(contains(error_from([&] { db.execute("SELECT * FROM v"); }).message, "unsafe use"));
}

static_assert(std::is_same_v<tenon::detail::signature_of<int(long, char)>::result, int>);
static_assert(
    std::is_same_v<tenon::detail::signature_of<decltype(&half)>::arguments, tenon::detail::types<double>>);
static_assert(std::is_same_v<tenon::detail::signature_of<decltype(&std::string::size)>::arguments,
                             tenon::detail::types<>>);
static_assert(tenon::detail::has_signature<decltype([](int) noexcept { return 1; })>);
static_assert(!tenon::detail::has_signature<decltype([](auto) { return 1; })>);
static_assert(!tenon::detail::has_signature<int>);
