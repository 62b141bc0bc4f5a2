// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/ddl.hpp>
#include <tenon/schema/view.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

namespace {

struct customer {
    std::int64_t id = 0;
    std::string name;
    bool active = true;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

struct active_customer {
    std::string name;
    std::int64_t id = 0;

    static constexpr auto table = tenon::view("active_customers", R"(
        SELECT id, name  -- and no more
        FROM customers WHERE active  /* only */
    )");
};

template <int Case>
struct shown {
    std::int64_t id = 0;
};

template <int Case>
std::string said() {
    return std::string(tenon::detail::table_refusal<shown<Case>>::sentence.view());
}

struct referring {
    std::int64_t id = 0;
    static constexpr auto table =
        tenon::table("referring", tenon::foreign_key("id").references<active_customer>("id"));
};

}  // namespace

// clang-format off
template <> inline constexpr auto tenon::table_of<shown<0>> = tenon::view("shown", "WITH a (id) AS (VALUES (1)) SELECT id FROM a WHERE id <> ';' || '('");
template <> inline constexpr auto tenon::table_of<shown<1>> = tenon::view("shown", "DELETE FROM customers");
template <> inline constexpr auto tenon::table_of<shown<2>> = tenon::view("shown", "");
template <> inline constexpr auto tenon::table_of<shown<3>> = tenon::view("shown", "SELECT 1 AS id;");
template <> inline constexpr auto tenon::table_of<shown<4>> = tenon::view("shown", "SELECT id FROM customers WHERE id = :id");
template <> inline constexpr auto tenon::table_of<shown<5>> = tenon::view("shown", "SELECT (1 AS id");
template <> inline constexpr auto tenon::table_of<shown<6>> = tenon::view("shown", "SELECT 1) AS id");
template <> inline constexpr auto tenon::table_of<shown<7>> = tenon::view("shown", "SELECT 'a AS id");
template <> inline constexpr auto tenon::table_of<shown<8>> = tenon::view("shown", "SELECT 1 AS id", tenon::primary_key("id"));
template <> inline constexpr auto tenon::table_of<shown<9>> = tenon::view("shown", "SELECT 1 AS number", tenon::column("id").named("number"));
template <> inline constexpr auto tenon::table_of<shown<10>> = tenon::view("shown", "SELECT 1 AS id", tenon::check("id > 0"));
template <> inline constexpr auto tenon::table_of<shown<11>> = tenon::view("shown", "SELECT id\nFORM customers");
template <> inline constexpr auto tenon::table_of<shown<12>> = tenon::view("shown", "SELECT name, 1 AS number FROM customers");
template <> inline constexpr auto tenon::table_of<shown<13>> = tenon::view("shown", "SELECT c.* FROM customers AS c");
template <> inline constexpr auto tenon::table_of<shown<14>> = tenon::view("shown", "SELECT c.Id FROM customers AS c UNION SELECT 2");
template <> inline constexpr auto tenon::table_of<shown<15>> = tenon::view("shown", "WITH a AS (SELECT 1) DELETE FROM customers");
template <> inline constexpr auto tenon::table_of<shown<16>> = tenon::view("shown", "SELECT a.\"i\"\"d\" AS id FROM (VALUES (1)) AS a");
template <> inline constexpr auto tenon::table_of<shown<17>> = tenon::view("shown", "VALUES (?)");
// clang-format on

static_assert(tenon::create_table_sql<active_customer>() ==
              "CREATE VIEW \"active_customers\" AS SELECT id, name  -- and no more\n"
              "        FROM customers WHERE active");
static_assert(tenon::table_info_of<active_customer>().kind == tenon::table_kind::view &&
              !tenon::table_info_of<active_customer>().strict &&
              tenon::table_info_of<active_customer>().read_only &&
              tenon::table_info_of<active_customer>().key_count == 0);
static_assert(tenon::table_info_of<shown<9>>().columns[0].name == "number");
static_assert(tenon::detail::view_columns_sql<active_customer>() ==
              R"(SELECT "name", "id" FROM "active_customers")");

TEST_CASE("SQLite creates views, and keeps their text as it is written") {
    tests::real_sqlite db;
    REQUIRE(db.create<customer>() == "");
    REQUIRE(db.create<active_customer>() == "");
    REQUIRE(db.create<shown<0>>() == "");
    CHECK(db.value("SELECT sql FROM sqlite_schema WHERE name = 'active_customers'") ==
          "text " + std::string(tenon::create_table_sql<active_customer>()));
    CHECK(db.run("INSERT INTO customers (name, active) VALUES ('Ada', 1), ('Bob', 0)") == "");
    CHECK(db.value("SELECT name FROM active_customers") == "text Ada");
}

TEST_CASE("a view's body is one SELECT") {
    CHECK(said<0>() == "");
    CHECK(said<1>() == "view `shown`: its body must be a SELECT");
    CHECK(said<2>() == "view `shown`: its body must be a SELECT");
    CHECK(said<3>() == "view `shown`: its body can't have `;`");
    CHECK(said<4>() == "view `shown`: its body can't have `:id`");
    CHECK(said<5>() == "view `shown`, line 1, column 11: found `AS` where `)` was expected");
    CHECK(said<6>() ==
          "view `shown`, line 1, column 9: found `)` where the end of the statement was expected");
    CHECK(said<7>() == "view `shown`, line 1, column 8: 'a AS id has no end");
    CHECK(said<8>() == "view `shown` can't have primary_key");
    CHECK(said<9>() == "");
    CHECK(said<10>() == "view `shown` can't have check");
    CHECK(said<11>() ==
          "view `shown`, line 2, column 1: found `FORM` where the end of the statement was expected; "
          "did you mean `FROM`?");
    CHECK(said<12>() == "view `shown`: its query yields no column `id`");
    CHECK(said<13>() == "");
    CHECK(said<14>() == "");
    CHECK(said<15>() == "view `shown`: its body must be a SELECT");
    CHECK(said<16>() == "");
    CHECK(said<17>() == "view `shown`, line 1, column 9: `?` has no name: write `:name`");
    CHECK(std::string(tenon::detail::table_refusal<referring>::sentence.view()) ==
          "foreign_key: `active_customers` is a view: only tables are referred to");
}
