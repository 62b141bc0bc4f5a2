// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/statement/query_part.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace shop;
using namespace tenon::detail;

namespace {

constexpr std::string_view text_of(const text_piece& piece) {
    return piece.text.substr(static_cast<std::size_t>(piece.begin),
                             static_cast<std::size_t>(piece.end - piece.begin));
}

constexpr auto orders = tenon::select("id"_c).from<order>().where("id"_c > "least"_p && "total"_c < 9.0);

/// The piece of the text that a condition becomes when it is added to a query.
template <class Base, class E>
constexpr text_piece added(const Base&, const E&) {
    return marked_condition<Base, marked<Base, E>>;
}

constexpr attached_table users[] = {{described<customer>::info.identity, "users"}};

}  // namespace

TEST_CASE("a condition is found in the text of its query") {
    static_assert(text_of(added(orders, "total"_c > 1)) == R"("total" > ?)");
    static_assert(text_of(added(orders, "total"_c > 1 && "id"_c < 3)) == R"("total" > ? AND "id" < ?)");
    static_assert(text_of(added(orders, "total"_c > 1 || "id"_c < 3)) == R"(("total" > ? OR "id" < ?))");
    static_assert(text_of(added(orders, "total"_c.between(1, 2))) == R"("total" BETWEEN ? AND ?)");
    static_assert(text_of(added(orders.order_by("id"_c).page_after("after"_p).limit("n"_p), "total"_c > 1)) ==
                  R"("total" > ?)");
    static_assert(text_of(added(orders.group_by("id"_c).having(tenon::count() > "n"_p), "total"_c > 1)) ==
                  R"("total" > ?)");
    static_assert(
        text_of(
            added(orders, "customer_id"_c.in(tenon::select("id"_c).from<customer>().where("active"_c)))) ==
        R"("orders"."customer_id" IN (SELECT "customers"."id" FROM "customers" WHERE "customers"."active"))");
}

TEST_CASE("values are numbered as in the text, not as the builder took them") {
    constexpr auto inner = tenon::select("id"_c).limit(5).from<customer>().where("name"_c == "Ada");
    const auto condition = "customer_id"_c.in(inner);
    using extended = marked<std::remove_const_t<decltype(orders)>, std::remove_const_t<decltype(condition)>>;
    constexpr const text_piece& piece = marked_condition<std::remove_const_t<decltype(orders)>, extended>;
    recorded_values values;
    CHECK(record<extended>(values, piece,
                           tenon::detail::facts_of<std::remove_const_t<decltype(orders)>>.size.captured + 1,
                           condition) == 2);
    REQUIRE(values.size() == 2);
    CHECK(std::get<std::string>(values[0]) == "Ada");
    CHECK(std::get<std::int64_t>(values[1]) == 5);
}

TEST_CASE("the parameters of a chosen piece get the numbers of the whole") {
    constexpr std::string_view written = R"(a = ? AND "q?" = '?''?' AND b = ?3 AND c = ?)";
    const text_piece piece{written, 0, static_cast<std::int32_t>(written.size()), nullptr, 0, 3};
    text_composer composer(nullptr, 0);
    composer.put_chosen(piece, 11);
    composer.put(" - ");
    composer.put_own(piece);
    CHECK(std::move(composer).take() ==
          R"(a = ?11 AND "q?" = '?''?' AND b = ?11 AND c = ?12 - )" + std::string(written));
}

TEST_CASE("tables of an attached file are written after its name, in that piece only") {
    constexpr auto both =
        tenon::select("o.id"_c).from<order, "o">().join<customer, "c">("c.id"_c == "o.customer_id"_c);
    using base = std::remove_const_t<decltype(both)>;
    const auto condition =
        tenon::exists(tenon::select(tenon::constant<1>).from<customer, "d">().where("d.name"_c == "x"));
    using extended = marked<base, std::remove_const_t<decltype(condition)>>;
    text_composer composer(users, 1);
    composer.put_chosen(marked_condition<base, extended>, 4);
    composer.put(" | ");
    composer.put_own(piece_of<base>(0, static_cast<std::int32_t>(compiled<base>.text_size)));
    CHECK(
        std::move(composer).take() ==
        R"(EXISTS (SELECT 1 FROM "users"."customers" AS "d" WHERE "d"."name" = ?4) | )"
        R"(SELECT "o"."id" FROM "orders" AS "o" JOIN "users"."customers" AS "c" ON "c"."id" = "o"."customer_id")");
}
