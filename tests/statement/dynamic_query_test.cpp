// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/dynamic.hpp>
#include <tenon/statement/dynamic_query.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace shop;

namespace {

constexpr auto orders = tenon::select("id"_c).from<order>();

template <class Dynamic>
std::string text_of(const Dynamic& query) {
    return query.compose(nullptr, 0).text;
}

template <class Dynamic>
std::size_t values_in(const Dynamic& query) {
    return query.values().size() + static_cast<std::size_t>(query.limit_count());
}

}  // namespace

TEST_CASE("a query to which nothing was added is itself") {
    CHECK(text_of(tenon::dynamic(orders)) == R"(SELECT "id" FROM "orders" WHERE TRUE)");
    CHECK(text_of(tenon::dynamic(orders.where("total"_c > "least"_p || "note"_c.is_null()).limit(3))) ==
          R"(SELECT "id" FROM "orders" WHERE ("total" > :least OR "note" IS NULL) AND TRUE LIMIT ?)");
}

TEST_CASE("conditions are added to WHERE, each in brackets") {
    auto search = tenon::dynamic(orders);
    search.where("total"_c > 5.0).where("id"_c == 1 || "id"_c == 2).where("note"_c.is_null());
    CHECK(text_of(search) ==
          R"(SELECT "id" FROM "orders" WHERE TRUE AND ("total" > ?1) AND (("id" = ?2 OR "id" = ?3)) )"
          R"(AND ("note" IS NULL))");
    CHECK(values_in(search) == 3);
}

TEST_CASE("a condition is made only if it is wanted") {
    auto search = tenon::dynamic(orders);
    const std::optional<double> least = 5, none;
    int made = 0;
    const auto over = [&made](const std::optional<double>& value) {
        return [&] {
            ++made;
            return "total"_c > *value;
        };
    };
    search.where_if(least, over(least)).where_if(none, over(none)).where_if(made > 5, over(none));
    CHECK(made == 1);
    CHECK(text_of(search) == R"(SELECT "id" FROM "orders" WHERE TRUE AND ("total" > ?1))");
}

TEST_CASE("alternatives are one condition; without any no row is found") {
    auto search = tenon::dynamic(orders);
    search.where_any([](auto& any) { any.add("id"_c == 1).add("id"_c == 2 && "total"_c > 1.0); });
    search.where_any([](auto&) {});
    CHECK(text_of(search) ==
          R"(SELECT "id" FROM "orders" WHERE TRUE AND ("id" = ?1 OR "id" = ?2 AND "total" > ?3) AND FALSE)");
}

TEST_CASE("conditions stand before GROUP BY, the order before LIMIT") {
    auto search = tenon::dynamic(tenon::select("customer_id"_c, tenon::sum("total"_c).as<"sum">())
                                     .from<order>()
                                     .group_by("customer_id"_c)
                                     .having(tenon::count() > "n"_p)
                                     .limit("rows"_p));
    search.order_by("sum"_c.desc(), tenon::coalesce("customer_id"_c, 7)).where("total"_c > 1.0);
    CHECK(text_of(search) ==
          R"(SELECT "customer_id", SUM("total") AS "sum" FROM "orders" WHERE TRUE AND ("total" > ?1) )"
          R"(GROUP BY "customer_id" HAVING COUNT(*) > :n ORDER BY "sum" DESC, COALESCE("customer_id", ?3) )"
          R"(LIMIT :rows)");
}

TEST_CASE("an order given again takes the place of the one before, and so does a limit") {
    auto search = tenon::dynamic(orders);
    search.order_by("total"_c + 1.0).order_by("id"_c.desc()).limit(9, 9).limit(5, 10);
    CHECK(text_of(search) == R"(SELECT "id" FROM "orders" WHERE TRUE ORDER BY "id" DESC LIMIT ?1 OFFSET ?2)");
    CHECK(values_in(search) == 2);
}

TEST_CASE("an order is chosen by its name") {
    auto search = tenon::dynamic(orders);
    const auto choose = [&](std::string_view name) {
        search.order_by_name(name, tenon::order<"dearest">("total"_c.desc(), "id"_c),
                             tenon::order<"oldest">("id"_c));
    };
    choose("dearest");
    CHECK(text_of(search) == R"(SELECT "id" FROM "orders" WHERE TRUE ORDER BY "total" DESC, "id")");
    const auto error = error_from([&] { choose("id; DROP TABLE orders"); });
    CHECK(error.category == tenon::category::usage);
    CHECK(error.code == "UNKNOWN_ORDER");
    CHECK(contains(error.message, "`dearest`, `oldest`"));
    CHECK(error_from([&] { choose(""); }).code == "UNKNOWN_ORDER");
    CHECK(error_from([&] { choose("OLDEST"); }).code == "UNKNOWN_ORDER");
    CHECK(text_of(search) == R"(SELECT "id" FROM "orders" WHERE TRUE ORDER BY "total" DESC, "id")");
    choose("oldest");
    CHECK(text_of(search) == R"(SELECT "id" FROM "orders" WHERE TRUE ORDER BY "id")");
}

TEST_CASE("it is a value: copies are added to alone") {
    auto first = tenon::dynamic(orders);
    first.where("id"_c == 1);
    auto second = first;
    second.where("id"_c == 2).limit(1);
    CHECK(text_of(first) == R"(SELECT "id" FROM "orders" WHERE TRUE AND ("id" = ?1))");
    CHECK(text_of(second) ==
          R"(SELECT "id" FROM "orders" WHERE TRUE AND ("id" = ?1) AND ("id" = ?2) LIMIT ?3)");
    const auto third = std::move(second);
    CHECK(values_in(third) == 3);
    static_assert(std::same_as<tenon::row_of<decltype(orders)>,
                               tenon::row_of<std::remove_cvref_t<decltype(first.base())>>>);
}

TEST_CASE("a value that can't be stored is refused at once, and nothing is added") {
    auto search = tenon::dynamic(orders);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(error_from([&] { search.where("total"_c > nan); }).code == "NOT_A_NUMBER");
    CHECK(error_from([&] { search.order_by("total"_c + nan); }).code == "NOT_A_NUMBER");
    CHECK(error_from([&] {
              search.where_any([&](auto& any) { any.add("id"_c == 1).add("total"_c > nan); });
          }).code == "NOT_A_NUMBER");
    CHECK(text_of(search) == R"(SELECT "id" FROM "orders" WHERE TRUE)");
}

TEST_CASE("conditions are added beside a page's, to queries with WITH, joins and windows") {
    auto paged = tenon::dynamic(orders.order_by("total"_c.desc(), "id"_c).page_after("t"_p, 7).limit("n"_p));
    paged.where("total"_c < 3.0);
    CHECK(text_of(paged) ==
          R"(SELECT "id" FROM "orders" WHERE TRUE AND ("total" < :t OR ("total" = :t AND "id" > ?)) )"
          R"(AND ("total" < ?3) ORDER BY "total" DESC, "id" LIMIT :n)");
    auto named = tenon::dynamic(tenon::with<"big">(orders.where("total"_c > "least"_p))
                                    .select(tenon::row_number().over<"w">().as<"n">())
                                    .from<"big">()
                                    .window<"w">(tenon::order_by("id"_c)));
    named.where("id"_c > 1).order_by("n"_c.desc());
    CHECK(text_of(named) ==
          R"(WITH "big" AS (SELECT "orders"."id" FROM "orders" WHERE "orders"."total" > :least) )"
          R"(SELECT ROW_NUMBER() OVER "w" AS "n" FROM "big" WHERE TRUE AND ("big"."id" > ?2) )"
          R"(WINDOW "w" AS (ORDER BY "big"."id") ORDER BY "n" DESC)");
}
