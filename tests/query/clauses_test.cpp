// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/clauses.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;
using tenon::select;
using tenon::sql_text;

constexpr auto joined = select("c.name"_c, "o.total"_c)
                            .from<order, "o">()
                            .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                            .left_join<line>("lines.order_id"_c == "o.id"_c && "quantity"_c > 1);
static_assert(
    sql_text(joined) ==
    R"(SELECT "c"."name", "o"."total" FROM "orders" AS "o" JOIN "customers" AS "c" ON "c"."id" = )"
    R"("o"."customer_id" LEFT JOIN "lines" ON "lines"."order_id" = "o"."id" AND "lines"."quantity" > ?)");

constexpr auto chiefs = select("e.name"_c, "chief.name"_c)
                            .from<employee, "e">()
                            .left_join<employee, "chief">("chief.id"_c == "e.chief"_c);
static_assert(
    sql_text(chiefs) ==
    R"(SELECT "e"."name", "chief"."name" FROM "employees" AS "e" LEFT JOIN "employees" AS "chief" ON )"
    R"("chief"."id" = "e"."chief")");

constexpr auto grouped = select("customer_id"_c, tenon::sum("total"_c).as<"sum">())
                             .from<order>()
                             .where("total"_c > 0.0)
                             .group_by("customer_id"_c, "state"_c)
                             .having(tenon::count() > 1 || "sum"_c > 100.0)
                             .order_by("sum"_c.desc(), "customer_id"_c, tenon::length("customer_id"_c).asc())
                             .limit(10)
                             .offset("skip"_p);
static_assert(
    sql_text(grouped) ==
    R"(SELECT "customer_id", SUM("total") AS "sum" FROM "orders" WHERE "total" > ? GROUP BY "customer_id", )"
    R"("state" HAVING COUNT(*) > ? OR "sum" > ? ORDER BY "sum" DESC, "customer_id", LENGTH("customer_id") )"
    R"(LIMIT ? OFFSET :skip)");

constexpr auto twice = select("id"_c).from<order>().where("id"_c == 1 || "id"_c == 2).where("total"_c > 3.0);
static_assert(sql_text(twice) == R"(SELECT "id" FROM "orders" WHERE ("id" = ? OR "id" = ?) AND "total" > ?)");

constexpr auto any_order = select("id"_c).limit(1).order_by("id"_c).where("id"_c > 2).from<order>();
static_assert(sql_text(any_order) == R"(SELECT "id" FROM "orders" WHERE "id" > ? ORDER BY "id" LIMIT ?)");

constexpr auto row = tenon::insert<customer>().values("name"_c = "a", "email"_c = "b"_p, "active"_c = true);
constexpr auto rows = row.values("name"_c = "c", "email"_c = "d", "active"_c = tenon::constant<false>);
static_assert(sql_text(rows) ==
              R"(INSERT INTO "customers" ("name", "email", "active") VALUES (?, :b, ?), (?, ?, FALSE))");

constexpr auto nothing = row.on_conflict("email"_c).do_nothing().returning("id"_c);
static_assert(
    sql_text(nothing) ==
    R"(INSERT INTO "customers" ("name", "email", "active") VALUES (?, :b, ?) ON CONFLICT ("email") DO )"
    R"(NOTHING RETURNING "id")");
constexpr auto whatever = row.on_conflict().do_nothing();
static_assert(sql_text(whatever).ends_with(" ON CONFLICT DO NOTHING"));

constexpr auto upsert =
    row.on_conflict("email"_c)
        .do_update("name"_c = "excluded.name"_c, "active"_c = "active"_c || "excluded.active"_c)
        .where("excluded.name"_c != "name"_c)
        .returning("id"_c, tenon::upper("name"_c).as<"loud">());
static_assert(
    sql_text(upsert) ==
    R"(INSERT INTO "customers" ("name", "email", "active") VALUES (?, :b, ?) ON CONFLICT ("email") DO )"
    R"(UPDATE SET "name" = "excluded"."name", "active" = "customers"."active" OR "excluded"."active" )"
    R"(WHERE "excluded"."name" <> "customers"."name" RETURNING "customers"."id", UPPER("customers"."name") )"
    R"(AS "loud")");

constexpr auto changed =
    tenon::update<order>()
        .set("total"_c = "total"_c * 2, "note"_c = std::nullopt, "state"_c = status::paid)
        .where("id"_c == "id"_p)
        .returning(tenon::all);
static_assert(
    sql_text(changed) ==
    R"(UPDATE "orders" SET "total" = "total" * ?, "note" = NULL, "state" = ? WHERE "id" = :id RETURNING )"
    R"("id", "customer_id", "total", "note", "state", "created_at")");

constexpr auto removed = tenon::delete_from<order>().where("total"_c < 1.0).returning("id"_c);
static_assert(sql_text(removed) == R"(DELETE FROM "orders" WHERE "total" < ? RETURNING "id")");

TEST_CASE("SQLite takes every clause") {
    CHECK(complaint_about(joined) == "");
    CHECK(complaint_about(chiefs) == "");
    CHECK(complaint_about(grouped) == "");
    CHECK(complaint_about(twice) == "");
    CHECK(complaint_about(any_order) == "");
    CHECK(complaint_about(rows) == "");
    CHECK(complaint_about(nothing) == "");
    CHECK(complaint_about(whatever) == "");
    CHECK(complaint_about(upsert) == "");
    CHECK(complaint_about(changed) == "");
    CHECK(complaint_about(removed) == "");
}
