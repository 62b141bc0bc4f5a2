// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/type_name.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

struct plain {};

namespace outer::inner {
struct nested {
    struct deeper {};
};
template <class T>
struct of {};
enum class color { red };
}  // namespace outer::inner

namespace {
struct hidden {};
}  // namespace

using tenon::detail::type_name;

static_assert(type_name<plain>() == "plain");
static_assert(type_name<outer::inner::nested>() == "nested");
static_assert(type_name<outer::inner::nested::deeper>() == "deeper");
static_assert(type_name<outer::inner::color>() == "color");
static_assert(type_name<hidden>() == "hidden");
static_assert(type_name<int>() == "int");

TEST_CASE("a template's arguments stay in its name") {
    CHECK(type_name<outer::inner::of<int>>() == "of<int>");
    CHECK(std::string(type_name<outer::inner::of<outer::inner::nested>>()).starts_with("of<"));
    CHECK(std::string(type_name<outer::inner::of<outer::inner::nested>>()).ends_with("nested>"));
}

TEST_CASE("a type in a function has a name too") {
    struct local {};
    CHECK(type_name<local>() == "local");
}
