// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/suggestion.hpp>

#include <catch2/catch_test_macros.hpp>

#include <initializer_list>
#include <string>

using tenon::detail::edit_distance;

static_assert(edit_distance("", "") == 0 && edit_distance("", "abc") == 3 && edit_distance("abc", "") == 3);
static_assert(edit_distance("total", "total") == 0 && edit_distance("TOTAL", "total") == 0);
static_assert(edit_distance("totl", "total") == 1);    // a letter is missing
static_assert(edit_distance("tottal", "total") == 1);  // one is too many
static_assert(edit_distance("totel", "total") == 1);   // one is another
static_assert(edit_distance("toatl", "total") == 1);   // two are swapped
static_assert(edit_distance("kitten", "sitting") == 3);

constexpr std::string_view nearest(std::string_view misspelt, std::initializer_list<std::string_view> names) {
    tenon::detail::suggestion best(misspelt);
    for (const std::string_view name : names) best.consider(name);
    return best.best();
}

static_assert(nearest("totl", {"id", "customer_id", "total"}) == "total");
static_assert(nearest("costumer_id", {"id", "customer_id", "total"}) == "customer_id");
static_assert(nearest("price", {"id", "customer_id", "total"}).empty());
static_assert(nearest("x", {}).empty());
static_assert(nearest("nam", {"name", "names"}) == "name");
static_assert(nearest("nmae", {"game", "name"}) == "name");

TEST_CASE("names of any length are compared") {
    const std::string long_name(200, 'a'), limit(63, 'a'), beyond(64, 'a');
    CHECK(edit_distance(limit, limit) == 0);
    CHECK(edit_distance(limit, std::string(62, 'a')) == 1);
    CHECK(edit_distance(beyond, beyond) > 60);
    CHECK(nearest("a", {std::string_view(long_name)}).empty());
    CHECK(nearest(long_name, {"a"}).empty());
}
