// SPDX-License-Identifier: BSL-1.0
#include <tenon/print/ordering.hpp>

#include "../query/same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;
using tenon::select, tenon::sql_text;

namespace {

constexpr auto hidden = select("id"_c, (tenon::constant<0> - "o.total"_c).as<"total">()).from<order, "o">();
constexpr auto by_column = hidden.order_by("o.total"_c, "id"_c);
constexpr auto by_result = hidden.order_by("total"_c, "id"_c);
constexpr auto by_both = select("id"_c).from<order>().order_by("total"_c.desc(), "id"_c);
constexpr auto descending = select("id"_c).from<order>().order_by("total"_c.desc(), "id"_c.desc());

}  // namespace

// SQLite takes the bare name for the result's.
static_assert(sql_text(by_column) ==
              R"(SELECT "id", 0 - "total" AS "total" FROM "orders" AS "o" ORDER BY "o"."total", "id")");
static_assert(sql_text(by_result) ==
              R"(SELECT "id", 0 - "total" AS "total" FROM "orders" AS "o" ORDER BY "total", "id")");

// One comparison of rows where all terms go one way; term by term where they don't.
static_assert(
    sql_text(descending.page_after("t"_p, "i"_p)) ==
    R"(SELECT "id" FROM "orders" WHERE ("total", "id") < (:t, :i) ORDER BY "total" DESC, "id" DESC)");
static_assert(sql_text(by_both.page_after("t"_p, "i"_p)) ==
              R"(SELECT "id" FROM "orders" WHERE )"
              R"(("total" < :t OR ("total" = :t AND "id" > :i)) )"
              R"(ORDER BY "total" DESC, "id")");
static_assert(sql_text(select("id"_c).from<order>().where("total"_c > 1).order_by("id"_c).page_after(5)) ==
              R"(SELECT "id" FROM "orders" WHERE "total" > ? AND "id" > ? ORDER BY "id")");

TEST_CASE("a column is ordered by although a result is called the same") {
    filled at;
    CHECK(at.ordered_difference("SELECT id, 0 - total FROM orders ORDER BY orders.total, id", by_column) ==
          "");
    CHECK(at.ordered_difference("SELECT id, 0 - total FROM orders ORDER BY 2, id", by_result) == "");
    REQUIRE(at.typed(by_column).size() > 1);
    CHECK(at.typed(by_column) != at.typed(by_result));
}

TEST_CASE("a page begins behind the row that is named") {
    filled at;
    CHECK(
        at.ordered_difference("SELECT id FROM orders WHERE (total, id) < (2, 9) ORDER BY total DESC, id DESC",
                              descending.page_after("t"_p, "i"_p), "t"_p = 2.0, "i"_p = 9) == "");
    CHECK(at.ordered_difference(
              "SELECT id FROM orders WHERE total < 2 OR total = 2 AND id > 1 ORDER BY total DESC, id",
              by_both.page_after("t"_p, "i"_p), "t"_p = 2.0, "i"_p = 1) == "");
}
