// SPDX-License-Identifier: BSL-1.0
#include <tenon/reflect/reflectable.hpp>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using tenon::reflectable;

namespace {

template <class T>
constexpr std::string_view refusal = tenon::detail::reflection_refusal<T>::sentence.view();

struct point {
    int x, y;
};
struct empty {};
struct nested {
    point at;
    std::array<point, 2> corners;
    std::array<int, 4> numbers;
    std::vector<int> list;
    std::string text;
    std::optional<point> maybe;
    std::unique_ptr<point> owned;
    std::map<std::string, int> map;
    std::variant<int, std::string> either;
    std::function<void()> call;
    int* pointer;
};

static_assert(reflectable<point> && reflectable<empty> && reflectable<nested>);
static_assert(refusal<point>.empty() && refusal<empty>.empty() && refusal<nested>.empty());

struct derived : point {
    int z;
};
struct empty_derived : empty {
    int z;
};
static_assert(!reflectable<derived> && !reflectable<empty_derived>);
static_assert(refusal<derived> ==
              "`derived` has a base class, whose fields can't be read: list all fields in the struct itself");

struct constructed {
    constructed() {}
    int x = 0;
};
struct polymorphic {
    virtual ~polymorphic() = default;
    int x = 0;
};
class closed {
    [[maybe_unused]] int x = 0;

public:
    int y = 0;
};
static_assert(!reflectable<constructed> && !reflectable<polymorphic> && !reflectable<closed>);
static_assert(
    refusal<constructed> ==
    "`constructed` is no aggregate: a struct without constructors, private fields and virtual functions is");
static_assert(!refusal<polymorphic>.empty() && !refusal<closed>.empty());

static_assert(!reflectable<int> && !reflectable<int*> && !reflectable<int[3]>);
static_assert(refusal<int> == "`int` is no struct: only a struct's fields can be read");
enum class color { red };
static_assert(!refusal<color>.empty());

struct with_array {
    int id;
    int numbers[3];
};
struct with_text {
    char name[16];
};
static_assert(refusal<with_array> ==
              "`with_array` has an array as a field: use std::array, std::string or std::vector");
static_assert(!refusal<with_text>.empty());

struct with_bit_field {
    int id;
    unsigned active : 1;
};
struct with_reference {
    int id;
    const std::string& name;
};
static_assert(refusal<with_bit_field> ==
              "`with_bit_field` has a bit-field or a reference, which can't be read: make it a plain field");
static_assert(!refusal<with_reference>.empty());

struct beyond {
    std::array<int, 2> a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1,
        c2, c3;
    point d;
    int e[2];
};
static_assert(!refusal<beyond>.empty());

}  // namespace

TEST_CASE("what can't be reflected says why") {
    CHECK(refusal<derived>.find("base class") != std::string_view::npos);
    CHECK(refusal<point>.empty());
}
