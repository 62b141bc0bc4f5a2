// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/types.hpp>

#include <catch2/catch_test_macros.hpp>

#include <type_traits>

using tenon::detail::contains;
using tenon::detail::joined;
using tenon::detail::type_at;
using tenon::detail::types;

struct incomplete;

static_assert(types<>::size == 0 && types<int, int>::size == 2);
static_assert(std::is_same_v<type_at<types<int, char, int>, 1>, char>);
static_assert(std::is_same_v<type_at<types<int, incomplete, void>, 1>, incomplete>);
static_assert(std::is_same_v<type_at<types<int&, const int>, 0>, int&>);
static_assert(contains<int, types<char, int>> && !contains<int, types<char>> && !contains<int, types<>>);
static_assert(!contains<const int, types<int>>);
static_assert(std::is_same_v<joined<>, types<>>);
static_assert(std::is_same_v<joined<types<int>, types<>, types<char, int>>, types<int, char, int>>);

TEST_CASE("lists of types cost nothing") { CHECK(std::is_empty_v<types<int, incomplete>>); }
