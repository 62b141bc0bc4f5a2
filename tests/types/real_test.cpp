// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/real.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <bit>
#include <limits>

using tests::refused;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double most_float = std::numeric_limits<float>::max();

template <class T>
bool same_bits(T a, T b) {
    using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    return std::bit_cast<bits>(a) == std::bit_cast<bits>(b);
}

template <class T>
bool kept(T value) {
    return same_bits(tenon::codec<T>::decode(tenon::codec<T>::encode(value)), value);
}

}  // namespace

static_assert(tenon::codec<float>::decode(0.1) == 0.1F);
static_assert(!tenon::column_type<long double>);

TEST_CASE("floating-point numbers keep every bit") {
    CHECK(kept(0.0));
    CHECK(kept(-0.0));
    CHECK(kept(std::numeric_limits<double>::denorm_min()));
    CHECK(kept(-std::numeric_limits<double>::min()));
    CHECK(kept(std::numeric_limits<double>::max()));
    CHECK(kept(std::numeric_limits<double>::lowest()));
    CHECK(kept(infinity));
    CHECK(kept(-infinity));
    CHECK(kept(9223372036854775808.0));
    CHECK(kept(-0.0F));
    CHECK(kept(std::numeric_limits<float>::denorm_min()));
    CHECK(kept(std::numeric_limits<float>::max()));
    CHECK(kept(std::numeric_limits<float>::lowest()));
    CHECK(kept(std::numeric_limits<float>::infinity()));
    CHECK(kept(0.1F));
}

TEST_CASE("a double is read as the nearest float") {
    CHECK(tenon::codec<float>::decode(0.1) == 0.1F);
    CHECK(tenon::codec<float>::decode(16777217.0) == 16777216.0F);
    CHECK(tenon::codec<float>::decode(1e-300) == 0.0F);
}

TEST_CASE("a double beyond every float is refused, infinity is a float") {
    CHECK(tenon::codec<float>::decode(most_float) == std::numeric_limits<float>::max());
    CHECK(refused([] { tenon::codec<float>::decode(1e39); }) ==
          "VALUE_OUT_OF_RANGE: the number 9.9999999999999994e+38 is outside the range of a float");
    CHECK_FALSE(refused([] { tenon::codec<float>::decode(-1e39); }).empty());
    CHECK_FALSE(refused([] { tenon::codec<float>::decode(std::numeric_limits<double>::max()); }).empty());
    CHECK(tenon::codec<float>::decode(-infinity) == -std::numeric_limits<float>::infinity());
}

TEST_CASE("a NaN of either sign and kind is refused") {
    const std::string sentence =
        "NOT_A_NUMBER: a NaN can't be stored, a database would keep NULL: give std::nullopt for NULL";
    CHECK(refused([] { tenon::codec<double>::encode(std::numeric_limits<double>::quiet_NaN()); }) ==
          sentence);
    CHECK(refused([] { tenon::codec<double>::encode(-std::numeric_limits<double>::quiet_NaN()); }) ==
          sentence);
    CHECK(refused([] { tenon::codec<double>::encode(std::numeric_limits<double>::signaling_NaN()); }) ==
          sentence);
    CHECK(refused([] { tenon::codec<float>::encode(std::numeric_limits<float>::quiet_NaN()); }) == sentence);
}
