// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/operators.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

using namespace tenon::literals;
using namespace tests;
using tenon::constant;

namespace {

/// The text of a condition or value over orders.
template <class E>
constexpr std::string_view text(const E& expression) {
    constexpr std::string_view before = "SELECT ", after = " FROM \"orders\"";
    const std::string_view whole = tenon::sql_text(tenon::select(expression).template from<order>());
    return whole.substr(before.size(), whole.size() - before.size() - after.size());
}

template <class... E>
void prepared(const E&... expressions) {
    for (const std::string& complaint :
         {complaint_about(tenon::select(expressions).template from<order>())...})
        CHECK(complaint == "");
}

}  // namespace

static_assert(text("id"_c == 5) == R"("id" = ?)");
static_assert(text(5 == "id"_c) == R"(? = "id")");
static_assert(text("id"_c != "n"_p) == R"("id" <> :n)");
static_assert(text("id"_c < 5) == R"("id" < ?)" && text("id"_c <= 5) == R"("id" <= ?)");
static_assert(text("id"_c > 5) == R"("id" > ?)" && text("id"_c >= 5) == R"("id" >= ?)");

static_assert(text("id"_c + 1 - "n"_p) == R"("id" + ? - :n)");
static_assert(text(("id"_c + 1) * 2 / 3 % 4) == R"(("id" + ?) * ? / ? % ?)");
static_assert(text("id"_c - ("id"_c - 1)) == R"("id" - ("id" - ?))");
static_assert(text("id"_c * ("id"_c / 2)) == R"("id" * ("id" / ?))");
static_assert(text(1 - "id"_c) == R"(? - "id")");
static_assert(text(-"id"_c + 1) == R"(-"id" + ?)" && text(-("id"_c + 1)) == R"(-("id" + ?))");
static_assert(text(-(-"id"_c)) == R"(-(-"id"))");
static_assert(text("id"_c - constant<-5>) == R"("id" - (-5))");

constexpr auto first = "id"_c == 1;
constexpr auto second = "id"_c > 2;
constexpr auto unset = "note"_c.is_null();

static_assert(text(first && second) == R"("id" = ? AND "id" > ?)");
static_assert(text(first || (second && unset)) == R"("id" = ? OR "id" > ? AND "note" IS NULL)");
static_assert(text((first || second) && unset) == R"(("id" = ? OR "id" > ?) AND "note" IS NULL)");
static_assert(text(first && second && unset && first) ==
              R"("id" = ? AND "id" > ? AND "note" IS NULL AND "id" = ?)");
static_assert(text(first && (second && unset)) == R"("id" = ? AND ("id" > ? AND "note" IS NULL))");
static_assert(text(!first) == R"(NOT "id" = ?)" &&
              text(!(first && second)) == R"(NOT ("id" = ? AND "id" > ?))");
static_assert(text(!!unset) == R"(NOT NOT "note" IS NULL)");
static_assert(text((!unset).is_null()) == R"((NOT "note" IS NULL) IS NULL)");
static_assert(text(first == second) == R"(("id" = ?) = ("id" > ?))");

static_assert(text("note"_c.is_null()) == R"("note" IS NULL)" &&
              text("note"_c.is_not_null()) == R"("note" IS NOT NULL)");
static_assert(text(("id"_c + 1).is_null()) == R"("id" + ? IS NULL)");
static_assert(text("note"_c.is_distinct_from("x"_p)) == R"("note" IS DISTINCT FROM :x)");
static_assert(text("note"_c.is_not_distinct_from("x")) == R"("note" IS NOT DISTINCT FROM ?)");
static_assert(text("note"_c.like("a%")) == R"("note" LIKE ?)" &&
              text("note"_c.not_like("a%")) == R"("note" NOT LIKE ?)");
static_assert(text("note"_c.like("p"_p, "!")) == R"("note" LIKE :p ESCAPE ?)");
static_assert(text("note"_c.glob("*")) == R"("note" GLOB ?)");
static_assert(text("id"_c.in(1, "n"_p, "customer_id"_c + 1)) == R"("id" IN (?, :n, "customer_id" + ?))");
static_assert(text("id"_c.not_in(1)) == R"("id" NOT IN (?))");
static_assert(text("id"_c.between(1, 2)) == R"("id" BETWEEN ? AND ?)");
static_assert(text("id"_c.not_between("a"_p, "b"_p)) == R"("id" NOT BETWEEN :a AND :b)");
static_assert(text("id"_c.between(1, 2) && first) == R"("id" BETWEEN ? AND ? AND "id" = ?)");
static_assert(text(("id"_c + 1).between("id"_c - 1, 5)) == R"("id" + ? BETWEEN "id" - ? AND ?)");
static_assert(text("note"_c.collate<"NOCASE">() == "x") == R"("note" COLLATE "NOCASE" = ?)");
static_assert(text(("id"_c == 1).as<"one">()) == R"("id" = ? AS "one")");

TEST_CASE("SQLite takes every operator and every bracket") {
    prepared("id"_c == 5, 5 == "id"_c, "id"_c != "n"_p, "id"_c < 5, "id"_c <= 5, "id"_c > 5, "id"_c >= 5);
    prepared("id"_c + 1 - "n"_p, ("id"_c + 1) * 2 / 3 % 4, -(-"id"_c), "id"_c - constant<-5>);
    prepared(first && second, (first || second) && unset, !(first && second), !!unset, (!unset).is_null(),
             first == second);
    prepared("note"_c.is_not_null(), "note"_c.is_distinct_from("x"_p), "note"_c.is_not_distinct_from("x"));
    prepared("note"_c.not_like("a%"), "note"_c.like("p"_p, "!"), "note"_c.glob("*"));
    prepared("id"_c.in(1, "n"_p, "customer_id"_c + 1), "id"_c.not_between("a"_p, "b"_p));
    prepared("note"_c.collate<"NOCASE">() == "x", ("id"_c == 1).as<"one">());
}

TEST_CASE("a long chain is one node and one level deep") {
    constexpr auto any_of_50 = []<std::size_t... I>(std::index_sequence<I...>) {
        return (... || ("id"_c == tenon::constant<static_cast<int>(I)>));
    }(std::make_index_sequence<50>{});
    static_assert(text(any_of_50).starts_with(R"("id" = 0 OR "id" = 1 OR "id" = 2 OR )"));
    prepared(any_of_50, any_of_50 && first);
}
