// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/compiled.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace shop;

namespace {

constexpr auto big_orders = tenon::select("c.name"_c, "o.total"_c)
                                .from<order, "o">()
                                .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                                .where("o.total"_c >= "min"_p && "c.active"_c)
                                .order_by("o.total"_c.desc())
                                .limit("n"_p);
static_assert(tenon::sql_text(big_orders) ==
              R"(SELECT "c"."name", "o"."total" FROM "orders" AS "o" JOIN "customers" AS "c" )"
              R"(ON "c"."id" = "o"."customer_id" WHERE "o"."total" >= :min AND "c"."active" )"
              R"(ORDER BY "o"."total" DESC LIMIT :n)");

// The clauses are printed in SQL's order, in whichever they were given.
static_assert(tenon::sql_text(tenon::select("name"_c).limit(1).where("id"_c == "id"_p).from<customer>()) ==
              tenon::sql_text(tenon::select("name"_c).from<customer>().where("id"_c == "id"_p).limit(1)));

static_assert(tenon::sql_text(tenon::select<customer>()) ==
              R"(SELECT "id", "name", "email", "active" FROM "customers")");
static_assert(tenon::sql_text(tenon::delete_from<order>()) == R"(DELETE FROM "orders")");

// A captured value is a parameter, whatever its value.
constexpr auto captured(double least) {
    return tenon::update<order>().set("note"_c = "big").where("total"_c > least);
}
static_assert(tenon::sql_text(captured(1)) == tenon::sql_text(captured(2)));

// One placeholder that stands in two places is one parameter.
constexpr auto twice = tenon::select("id"_c).limit("n"_p).from<order>().where(
    "total"_c > "x"_p && ("total"_c < "y"_p || "total"_c != "x"_p));
static_assert(tenon::sql_text(twice) == R"(SELECT "id" FROM "orders" WHERE "total" > :x AND )"
                                        R"(("total" < :y OR "total" <> :x) LIMIT :n)");

// A refused query has its sentence; its twin has none.
template <class Query>
constexpr std::string_view refusal(const Query&) {
    return tenon::detail::query_refusal<Query>::sentence.view();
}
static_assert(refusal(tenon::select("totl"_c).from<order>()) ==
              "table `orders` has no column `totl`; did you mean `total`?");
static_assert(refusal(tenon::select("total"_c).from<order>()).empty());

}  // namespace

TEST_CASE_METHOD(filled, "the text of a query is what the database runs") {
    const auto found = db(big_orders, "min"_p = 10, "n"_p = 10).all();
    REQUIRE(found.size() == 2);
    CHECK(found[0]["name"_c] == "Ada");
    CHECK(found[0]["total"_c] == 99.5);
    CHECK(found[1]["total"_c] == 20);
}

TEST_CASE_METHOD(filled, "each parameter takes its own value") {
    const auto found = db(twice, "n"_p = 5, "y"_p = 20.0, "x"_p = 20.0).all();
    CHECK(found.size() == 2);
    CHECK(db(twice, "y"_p = 60.0, "n"_p = 5, "x"_p = 50.0).all().size() == 1);
    CHECK(db(twice, "x"_p = 0.0, "n"_p = 1, "y"_p = 60.0).all().size() == 1);
}

TEST_CASE_METHOD(filled, "values captured at run time are bound anew each time") {
    CHECK(db(captured(30)).rows == 2);
    CHECK(db(captured(60)).rows == 1);
    CHECK(db(captured(600)).rows == 0);
}
