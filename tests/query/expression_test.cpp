// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/expression.hpp>
#include <tenon/query/query.hpp>

#include "tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace tenon::literals;
using tenon::detail::captured;
using tenon::detail::lifted;

static_assert(tenon::expression<decltype("id"_c)> && tenon::expression<decltype("id"_c == 1)>);
static_assert(!tenon::expression<int> && !tenon::expression<std::string>);

// What an expression is made of decides its type: values by their own, literals as views, expressions as
// themselves.
static_assert(std::is_same_v<lifted<int>, captured<int>> && std::is_same_v<lifted<int&>, captured<int>>);
static_assert(std::is_same_v<lifted<const char (&)[3]>, captured<std::string_view>>);
static_assert(std::is_same_v<lifted<const std::string&>, captured<std::string>>);
static_assert(std::is_same_v<lifted<std::optional<int>>, captured<std::optional<int>>>);
static_assert(std::is_same_v<lifted<std::nullopt_t>, tenon::detail::null_literal>);
static_assert(std::is_same_v<lifted<const decltype("id"_c)&>, std::remove_const_t<decltype("id"_c)>>);

namespace {

/// The values in a query, as text, in the order of its placeholders.
template <class Query>
std::vector<std::string> values_in(const Query& query) {
    std::vector<std::string> values;
    query.each_captured([&](const auto& value) {
        using type = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_arithmetic_v<type>)
            values.push_back(std::to_string(value));
        else
            values.emplace_back(value);
    });
    return values;
}

}  // namespace

TEST_CASE("values are kept in the order in which the clauses were given") {
    const auto query = tenon::select("id"_c, "id"_c + 1)
                           .from<tests::order>()
                           .where("id"_c == 2 && "note"_c.in("three", std::string("four")))
                           .where("total"_c.between(5, 6))
                           .order_by("id"_c * 7)
                           .limit(8);
    CHECK(values_in(query) == std::vector<std::string>{"1", "2", "three", "four", "5", "6", "7", "8"});
    CHECK(values_in(tenon::select("id"_c).from<tests::order>()).empty());
}

TEST_CASE("a query owns the strings that it was given as temporaries") {
    const auto query = [] {
        const std::string local(100, 'x');
        return tenon::select("id"_c).from<tests::order>().where("note"_c == local ||
                                                                "note"_c == std::string(100, 'y'));
    }();
    CHECK(values_in(query) == std::vector<std::string>{std::string(100, 'x'), std::string(100, 'y')});
    const auto longer = query.where("id"_c == 1);
    CHECK(values_in(longer).size() == 3);
    CHECK(values_in(query).size() == 2);
}

TEST_CASE("a text in an array ends at its terminator") {
    char name[10] = "Ada";
    CHECK(values_in(tenon::select("id"_c).from<tests::customer>().where("name"_c == name)) ==
          std::vector<std::string>{"Ada"});
}
