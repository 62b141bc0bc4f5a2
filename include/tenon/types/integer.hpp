// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>

namespace tenon::inline v0 {

namespace detail {

template <class T>
concept character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <class T>
concept integer_type = std::integral<T> && !std::same_as<T, bool> && !character<T> && sizeof(T) <= 8;

/// What an integer type shares with a database's signed 64 bits.
template <class T>
constexpr integer_limits shared_limits() {
    constexpr bool above = std::is_unsigned_v<T> && sizeof(T) == 8;
    return {static_cast<std::int64_t>(std::numeric_limits<T>::min()),
            above ? INT64_MAX : static_cast<std::int64_t>(std::numeric_limits<T>::max() & INT64_MAX)};
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_integer(std::int64_t stored,
                                                                  integer_limits limits) {
    refuse("VALUE_OUT_OF_RANGE", "the integer " + std::to_string(stored) + " is outside " +
                                     std::to_string(limits.least) + " to " + std::to_string(limits.most));
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_unsigned(std::uint64_t value) {
    refuse("VALUE_OUT_OF_RANGE", "the integer " + std::to_string(value) +
                                     " is above 9223372036854775807, the greatest that a database holds");
}

template <class T>
constexpr std::int64_t encode_integer(T value) {
    if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8)
        if (value > static_cast<T>(INT64_MAX)) refuse_unsigned(value);
    return static_cast<std::int64_t>(value);
}

template <class T>
constexpr T decode_integer(std::int64_t stored) {
    constexpr integer_limits limits = shared_limits<T>();
    if constexpr (limits != integer_limits{})
        if (!limits.contain(stored)) refuse_integer(stored, limits);
    return static_cast<T>(stored);
}

}  // namespace detail

/// Integers of every width but characters: a stored value outside T, and a `std::uint64_t` above INT64_MAX,
/// is refused as VALUE_OUT_OF_RANGE.
template <detail::integer_type T>
struct codec<T> {
    static constexpr kind storage = kind::integer;
    static constexpr integer_limits limits = detail::shared_limits<T>();

    static constexpr std::int64_t encode(const T& value) { return detail::encode_integer(value); }
    static constexpr T decode(std::int64_t stored) { return detail::decode_integer<T>(stored); }
};

}  // namespace tenon::inline v0
