// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/conditional.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <concepts>

using namespace tenon::literals;
using namespace tests;
using tenon::case_of, tenon::case_when, tenon::cast, tenon::raw, tenon::select, tenon::sql_text;

namespace {

template <class Query, std::size_t I = 0>
using cell = std::tuple_element_t<I, tenon::row_of<Query>>;

}  // namespace

constexpr auto graded =
    select(
        "id"_c,
        case_when("total"_c > 15.0, "high").when("total"_c > "middle"_p, "fair").else_("low").as<"grade">(),
        case_of("state"_c).when(status::open, "total"_c).when(status::paid, 2.5).as<"due">(),
        case_when("note"_c.is_null(), 1).else_("total"_c).as<"mixed">())
        .from<order>();
static_assert(
    sql_text(graded) ==
    R"(SELECT "id", CASE WHEN "total" > ? THEN ? WHEN "total" > :middle THEN ? ELSE ? END AS "grade", CASE "state" WHEN ? )"
    R"(THEN "total" WHEN ? THEN ? END AS "due", CASE WHEN "note" IS NULL THEN ? ELSE "total" END AS "mixed" FROM "orders")");
static_assert(std::same_as<cell<decltype(graded), 1>, std::string>);
static_assert(std::same_as<cell<decltype(graded), 2>, std::optional<double>>);
static_assert(std::same_as<cell<decltype(graded), 3>, double>);

TEST_CASE("CASE takes the first that holds") {
    filled at;
    CHECK(at.difference("SELECT id, CASE WHEN total > 15 THEN 'high' WHEN total > 7 THEN 'fair' ELSE 'low' "
                        "END, CASE state WHEN 1 THEN total "
                        "WHEN 2 THEN 2.5 END, CASE WHEN note IS NULL THEN 1 ELSE total END FROM orders",
                        graded, "middle"_p = 7) == "");
    const auto states = select("id"_c, case_when("total"_c > 15.0, "state"_c)
                                           .when("id"_c == 1, std::nullopt)
                                           .else_(status::paid)
                                           .as<"s">())
                            .from<order>();
    static_assert(std::same_as<cell<decltype(states), 1>, std::optional<status>>);
    CHECK(at.difference(
              "SELECT id, CASE WHEN total > 15 THEN state WHEN id = 1 THEN NULL ELSE 2 END FROM orders",
              states) == "");
}

TEST_CASE("CAST yields the type that it names") {
    filled at;
    const auto query =
        select(
            cast<status>("id"_c % tenon::constant<2> + 1).as<"state">(),
            cast<std::string>("total"_c).as<"text">(), cast<double>("note"_c).as<"number">(),
            cast<tenon::timestamp>(tenon::concat("2024-0", tenon::concat(cast<std::string>("id"_c), "-01")))
                .as<"at">(),
            cast<std::int32_t>("total"_c).as<"whole">())
            .from<order>();
    static_assert(std::same_as<cell<decltype(query), 0>, status>);
    static_assert(std::same_as<cell<decltype(query), 1>, std::string>);
    static_assert(std::same_as<cell<decltype(query), 2>, std::optional<double>>);
    static_assert(std::same_as<cell<decltype(query), 3>, tenon::timestamp>);
    static_assert(std::same_as<cell<decltype(query), 4>, std::int32_t>);
    CHECK(at.difference("SELECT id % 2 + 1, CAST(total AS TEXT), CASE WHEN note NOT NULL THEN 0 END, "
                        "'2024-0' || id || '-01 00:00:00.000000', "
                        "CAST(total AS INTEGER) FROM orders",
                        query) == "");
    const auto through =
        select("s.state"_c, "s.at"_c)
            .from<"s">(select(tenon::max("state"_c).as<"state">(), tenon::min("created_at"_c).as<"at">())
                           .from<order>());
    static_assert(std::same_as<cell<decltype(through), 0>, std::optional<status>>);
    static_assert(std::same_as<cell<decltype(through), 1>, std::optional<tenon::timestamp>>);
    CHECK(at.difference("SELECT MAX(state), MIN(created_at) FROM orders", through) == "");
}

TEST_CASE("bits, JSON and raw SQL") {
    filled at;
    const auto query =
        select(((("id"_c << 2 | 1) & ~("customer_id"_c & 2)) | ("id"_c >> "by"_p)).as<"bits">(),
               (1 - ("id"_c - (2 - "customer_id"_c))).as<"signs">(),
               raw<std::string, "printf('%d?%s', ?, ?)">("id"_c * 10 + 4, "z").as<"raw">(),
               raw<std::optional<std::string>, "note || [note] || \"note\"">().as<"note">())
            .from<order>()
            .where(raw<bool, "total > ? OR id = ?">(8.0, 4) && "id"_c != 3);
    CHECK(at.difference("SELECT (((id << 2) | 1) & (~(customer_id & 2))) | (id >> 1), 1 - (id - (2 - "
                        "customer_id)), (id * 10 + 4) || '?z', note || note "
                        "|| note FROM orders WHERE (total > 8 OR id = 4) AND id <> 3",
                        query, "by"_p = 1) == "");
    const auto document = tenon::concat(tenon::concat(R"({"a":{"b":[7,)", cast<std::string>("id"_c)), "]}}");
    const auto json = select(document.json_get("$.a").json_get("b").as<"json">(),
                             cast<std::int64_t>(document.json_get_text("$.a.b[1]")).as<"n">(),
                             cast<std::int64_t>(document.json_get_text("none"_p)).as<"none">())
                          .from<order>();
    static_assert(std::same_as<cell<decltype(json), 0>, std::optional<std::string>>);
    static_assert(std::same_as<cell<decltype(json), 1>, std::optional<std::int64_t>>);
    CHECK(at.difference("SELECT '[7,' || id || ']', id, NULL FROM orders", json, "none"_p = "$.x") == "");
}

// UNION of numbers of different widths takes the wider.
TEST_CASE("UNION keeps the C++ type that all parts fit") {
    filled at;
    const auto narrow = select("quantity"_c).from<line>();
    const auto both = narrow.union_(select("number"_c).from<line>());
    static_assert(std::same_as<cell<decltype(both)>, std::int32_t>);
    const auto wide = narrow.union_(select("id"_c).from<order>());
    static_assert(std::same_as<cell<decltype(wide)>, std::int64_t>);
    const auto least = select(tenon::min("quantity"_c))
                           .from<line>()
                           .union_(select(tenon::constant<5'000'000'000> * "id"_c).from<order>());
    static_assert(std::same_as<cell<decltype(least)>, std::optional<std::int64_t>>);
    CHECK(at.difference("SELECT MIN(quantity) FROM lines UNION SELECT 5000000000 * id FROM orders", least) ==
          "");
    const auto tight = select(cast<std::int8_t>("id"_c))
                           .from<order>()
                           .union_(select(cast<std::int64_t>("id"_c * 1000)).from<order>());
    CHECK(at.difference("SELECT id FROM orders UNION SELECT id * 1000 FROM orders", tight) == "");
}
