// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>

#include <bit>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>

namespace tenon::inline v0 {

namespace detail {

/// By its bits, because -ffast-math lets compilers assume that `value != value` never holds.
constexpr bool not_a_number(double value) {
    return (std::bit_cast<std::uint64_t>(value) & 0x7FFF'FFFF'FFFF'FFFFU) > 0x7FF0'0000'0000'0000U;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_not_a_number() {
    refuse("NOT_A_NUMBER", "a NaN can't be stored, a database would keep NULL: give std::nullopt for NULL");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_real(double stored) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.17g", stored);
    refuse("VALUE_OUT_OF_RANGE", std::string("the number ") + digits + " is outside the range of a float");
}

}  // namespace detail

/// A double is stored as it is; a NaN is refused as NOT_A_NUMBER.
template <>
struct codec<double> {
    static constexpr kind storage = kind::real;

    static constexpr double encode(const double& value) {
        if (detail::not_a_number(value)) detail::refuse_not_a_number();
        return value;
    }
    static constexpr double decode(double stored) { return stored; }
};

/// A float is stored as the equal double and read as the nearest float; a finite number beyond the greatest
/// float is refused as VALUE_OUT_OF_RANGE, a NaN as NOT_A_NUMBER.
template <>
struct codec<float> {
    static constexpr kind storage = kind::real;

    static constexpr double encode(const float& value) { return codec<double>::encode(value); }

    static constexpr float decode(double stored) {
        constexpr double most = std::numeric_limits<float>::max();
        constexpr double infinity = std::numeric_limits<double>::infinity();
        if ((stored > most || stored < -most) && stored != infinity && stored != -infinity)
            detail::refuse_real(stored);
        return static_cast<float>(stored);
    }
};

}  // namespace tenon::inline v0
