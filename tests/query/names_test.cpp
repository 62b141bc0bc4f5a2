// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/names.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <type_traits>

using namespace tenon::literals;
using namespace tests;
using tenon::c;
using tenon::select;
using tenon::sql_text;

namespace {

struct renamed {
    int id = 0;
    int class_ = 0;
    static constexpr auto table = tenon::table("renamed", tenon::column("class_").named("class"));
};

}  // namespace

// A single table needs no qualified names, several do; aliases are printed as written, columns as declared.
static_assert(sql_text(select("ID"_c, "orders.Total"_c).from<order>()) ==
              R"(SELECT "id", "total" FROM "orders")");
static_assert(sql_text(select("O.id"_c).from<order, "o">()) == R"(SELECT "id" FROM "orders" AS "o")");
static_assert(sql_text(select("name"_c, "o.id"_c).from<order, "o">().from<customer>()) ==
              R"(SELECT "customers"."name", "o"."id" FROM "orders" AS "o", "customers")");

static_assert(sql_text(select(c<&order::total>).from<order>()) == R"(SELECT "total" FROM "orders")");
static_assert(
    sql_text(select(c<&order::total>, c<&customer::name>).from<order, "o">().from<customer, "c">()) ==
    R"(SELECT "o"."total", "c"."name" FROM "orders" AS "o", "customers" AS "c")");
static_assert(sql_text(select(c<&employee::name, "a">, c<&employee::name, "b">)
                           .from<employee, "a">()
                           .from<employee, "b">()) ==
              R"(SELECT "a"."name", "b"."name" FROM "employees" AS "a", "employees" AS "b")");
static_assert(sql_text(select("class"_c, c<&renamed::class_>.as<"again">()).from<renamed>()) ==
              R"(SELECT "class", "class" AS "again" FROM "renamed")");

static_assert(sql_text(select("*"_c).from<customer>()) == sql_text(select<customer>()));
static_assert(sql_text(select("o.*"_c).from<order, "o">().from<renamed>())
                  .starts_with(R"(SELECT "o"."id", "o"."customer_id")"));

static_assert(sql_text(select("id"_c).from<order>().where("id"_c == "n"_p || "customer_id"_c == "n"_p)) ==
              R"(SELECT "id" FROM "orders" WHERE "id" = :n OR "customer_id" = :n)");

// An argument keeps a temporary and refers to what has a name.
using kept = decltype("x"_p = std::string("text"));
static_assert(std::is_same_v<decltype(kept::value), std::string> && kept::name() == "x");
using referred = decltype("x"_p = std::declval<std::string&>());
static_assert(std::is_same_v<decltype(referred::value), const std::string&>);
static_assert(std::is_same_v<decltype(decltype("x"_p = std::declval<const std::string&>())::value),
                             const std::string&>);
static_assert(std::is_same_v<kept::value_type, std::string> &&
              std::is_same_v<referred::value_type, std::string>);
static_assert(("n"_p = 5).value == 5);

TEST_CASE("SQLite knows the names") {
    CHECK(complaint_about(select("ID"_c, "orders.Total"_c).from<order>()) == "");
    CHECK(complaint_about(select("name"_c, "o.id"_c).from<order, "o">().from<customer>()) == "");
    CHECK(complaint_about(select(c<&employee::name, "a">, c<&employee::name, "b">)
                              .from<employee, "a">()
                              .from<employee, "b">()) == "");
}

TEST_CASE("an argument given by name sees later changes, a temporary is kept") {
    std::string name = "before";
    const auto argument = "x"_p = name;
    name = "after";
    CHECK(argument.value == "after");
    const auto temporary = "x"_p = std::string(100, 'z');
    CHECK(temporary.value == std::string(100, 'z'));
}
