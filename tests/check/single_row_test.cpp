// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/single_row.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::select;
using namespace tests;

namespace {

struct label {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::string> code;

    static constexpr auto table = tenon::table(
        "labels", tenon::primary_key("id"), tenon::unique("code"), tenon::index("text DESC").unique(),
        tenon::index("lower(text)").unique(), tenon::index("text").unique().where("id > 5"));
};

template <class E>
bool of_customers(const E& condition) {
    return single_row(select("id"_c).from<customer>().where(condition));
}

template <class E>
bool of_lines(const E& condition) {
    return single_row(select("order_id"_c).from<line>().where(condition));
}

template <class E>
bool of_labels(const E& condition) {
    return single_row(select("id"_c).from<label>().where(condition));
}

}  // namespace

TEST_CASE("a key that equals something fixed has at most one row") {
    CHECK(of_customers("id"_c == "id"_p));
    CHECK(of_customers(5 == "id"_c));
    CHECK(of_customers("customers.id"_c == tenon::constant<5>));
    CHECK(of_customers("id"_c == tenon::abs("n"_p) + 1));
    CHECK(of_customers("email"_c == "ada@example.com"));
    CHECK(of_customers("active"_c && "id"_c == 5));
    CHECK(single_row(select("id"_c).from<customer>().where("active"_c).where("id"_c == 5)));
    CHECK(
        single_row(tenon::update<customer>().set("active"_c = false).where("id"_c == 5).returning("name"_c)));
    CHECK(single_row(tenon::delete_from<customer>().where("email"_c == "x").returning("name"_c)));
}

TEST_CASE("anything else may have more rows") {
    CHECK_FALSE(single_row(select("id"_c).from<customer>()));
    CHECK_FALSE(of_customers("name"_c == "Ada"));
    CHECK_FALSE(of_customers("id"_c >= 5));
    CHECK_FALSE(of_customers("id"_c != 5));
    CHECK_FALSE(of_customers("id"_c.in(5)));
    CHECK_FALSE(of_customers("id"_c == 5 || "active"_c));
    CHECK_FALSE(of_customers(!("id"_c == 5)));
    CHECK_FALSE(of_customers("id"_c == "id"_c));
    CHECK_FALSE(of_customers("id"_c == tenon::length("name"_c)));
    CHECK_FALSE(of_customers("id"_c + 1 == 5));
    CHECK_FALSE(of_customers("id"_c.is_not_distinct_from(5)));
    // Under another collation a text equals more texts than its key tells apart.
    CHECK_FALSE(of_customers("email"_c.collate<"NOCASE">() == "x"));
    CHECK_FALSE(of_customers("email"_c == "x"_p.collate<"NOCASE">()));
}

TEST_CASE("a key of several columns is pinned when all of them are") {
    CHECK(of_lines("order_id"_c == 1 && "number"_c == 2));
    CHECK(of_lines("quantity"_c > 1 && "number"_c == "n"_p && 1 == "order_id"_c));
    CHECK_FALSE(of_lines("order_id"_c == 1));
    CHECK_FALSE(of_lines("order_id"_c == 1 || "number"_c == 2));
    CHECK_FALSE(of_lines("order_id"_c == "number"_c && "number"_c == 2));
}

TEST_CASE("only keys of columns, without conditions, pin") {
    CHECK(of_labels("code"_c == "x"));
    CHECK_FALSE(of_labels("code"_c.is_null()));
    CHECK_FALSE(of_labels("text"_c == "x" && "id"_c > 5));
    CHECK_FALSE(of_labels(tenon::lower("text"_c) == "x"));
    CHECK_FALSE(of_labels("text"_c != "x"));
}

TEST_CASE("a join may repeat a pinned row") {
    const auto joined =
        select("c.id"_c).from<customer, "c">().left_join<order, "o">("o.customer_id"_c == "c.id"_c);
    CHECK_FALSE(single_row(joined.where("c.id"_c == 5)));
    CHECK_FALSE(single_row(joined.where("c.id"_c == 5 && "o.id"_c == 6)));
}

TEST_CASE("an aggregate over everything is one row") {
    CHECK(single_row(select(tenon::count()).from<customer>()));
    CHECK(single_row(select(tenon::max("total"_c) + 1).from<order>().where("id"_c > 5)));
    CHECK_FALSE(single_row(select(tenon::count()).from<order>().group_by("customer_id"_c)));
    CHECK_FALSE(single_row(select(tenon::abs("id"_c)).from<order>()));
}

TEST_CASE("SQL as it stands pins no key: it may name columns") {
    CHECK_FALSE(
        single_row(select("id"_c).from<order>().where("id"_c == tenon::raw<std::int64_t, "customer_id">())));
}
