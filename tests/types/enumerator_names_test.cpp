// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/enumerator_names.hpp>

#include <catch2/catch_test_macros.hpp>

#include <iterator>

using tenon::detail::enumerators_of;

namespace shop {

enum class colour : int { none = -3, red = 0, green, blue = 7 };
enum old_style : unsigned char { first, second = 200 };
enum class letter : char { quote = 39, comma = 44, less = '<', x = 'x' };
enum class wide : std::uint64_t { far = 1'000'000'000'000 };
enum class spelled : short { größe = 1, _underscored, with_1_digit2, crimson = 5, scarlet = 5 };
template <class A, char C>
struct holder {
    enum class inner : short { p, q = 5 };
};

namespace {
enum class hidden : int { one = 1, two };
}

static_assert(enumerators_of<hidden, 0, 9>.name_of(2) == "two");
static_assert(enumerators_of<hidden, 0, 9>.name_of(0).empty());

}  // namespace shop

namespace {
enum outer : int { alpha = -1, beta = 1 };
}
static_assert(enumerators_of<outer, -3, 3>.name_of(-1) == "alpha");
static_assert(enumerators_of<outer, -3, 3>.name_of(1) == "beta");
static_assert(enumerators_of<outer, -1, 1>.name_of(1) == "beta");
static_assert(std::size(enumerators_of<outer, -3, 3>.entries) == 2);

static_assert(enumerators_of<shop::colour, -16, 127>.name_of(-3) == "none");
static_assert(enumerators_of<shop::colour, -16, 127>.name_of(0) == "red");
static_assert(enumerators_of<shop::colour, -16, 127>.name_of(1) == "green");
static_assert(enumerators_of<shop::colour, -16, 127>.name_of(7) == "blue");
static_assert(enumerators_of<shop::colour, -16, 127>.name_of(2).empty());
static_assert(enumerators_of<shop::colour, -16, 127>.find("green") == 2);
static_assert(enumerators_of<shop::colour, -16, 127>.find("gree") == 4);
static_assert(enumerators_of<shop::colour, -16, 127>.find("") == 4);
static_assert(enumerators_of<shop::colour, 1, 1>.name_of(1) == "green");
static_assert(enumerators_of<shop::old_style, 0, 255>.name_of(200) == "second");
static_assert(enumerators_of<shop::letter, 0, 127>.name_of(44) == "comma");
static_assert(enumerators_of<shop::letter, 0, 127>.name_of(39) == "quote");
static_assert(enumerators_of<shop::letter, 0, 127>.name_of('x') == "x");
static_assert(enumerators_of<shop::letter, 0, 127>.name_of('y').empty());
static_assert(enumerators_of<shop::wide, 999'999'999'999, 1'000'000'000'001>.name_of(1'000'000'000'000) ==
              "far");
static_assert(enumerators_of<shop::spelled, -16, 127>.name_of(1) == "größe");
static_assert(enumerators_of<shop::spelled, -16, 127>.name_of(2) == "_underscored");
static_assert(enumerators_of<shop::spelled, -16, 127>.name_of(3) == "with_1_digit2");
static_assert(enumerators_of<shop::spelled, -16, 127>.name_of(5) == "crimson");
static_assert(enumerators_of<shop::spelled, -16, 127>.find("scarlet") == 4);
static_assert(enumerators_of<shop::holder<int, ','>::inner, -2, 9>.name_of(5) == "q");
static_assert(enumerators_of<shop::holder<int, '<'>::inner, -2, 9>.name_of(0) == "p");
static_assert(enumerators_of<shop::holder<void(int, long), '\''>::inner, -2, 9>.name_of(0) == "p");
static_assert(enumerators_of<shop::colour, -16, 400>.entries[3].value == 7);

TEST_CASE("a function's own enum has names too") {
    enum class local : bool { no, yes };
    CHECK(enumerators_of<local, 0, 1>.name_of(1) == "yes");
    CHECK(enumerators_of<local, 0, 1>.find("no") == 0);
}
