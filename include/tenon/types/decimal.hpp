// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/integer.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/short_text.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0 {

namespace detail {

/// Writes `units` of 10 to the power of −scale: `-12.34`, with exactly `scale` digits after the point.
constexpr short_text write_decimal(std::int64_t units, int scale) {
    const auto bits = static_cast<std::uint64_t>(units);
    std::uint64_t rest = units < 0 ? 0 - bits : bits;
    char digits[20]{};
    int size = 0;
    for (; rest > 0 || size <= scale; rest /= 10) digits[size++] = static_cast<char>('0' + rest % 10);
    short_text text;
    if (units < 0) text.append('-');
    while (size > 0) {
        text.append(digits[--size]);
        if (size == scale && size > 0) text.append('.');
    }
    return text;
}

[[gnu::cold, gnu::noinline]] inline std::string decimal_range(int scale) {
    std::string words = " is outside ";
    words += write_decimal(~INT64_MAX, scale).view();
    words += " to ";
    words += write_decimal(INT64_MAX, scale).view();
    return words;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_decimal_text(std::string_view text) {
    refuse("MALFORMED_TEXT", "the text " + quoted(text) + " is no decimal number such as `-12.34`");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_decimals(std::string_view text, int scale) {
    refuse("VALUE_OUT_OF_RANGE", "the number " + quoted(text) + " has more digits after its point than the " +
                                     std::to_string(scale) + " that its type keeps");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_decimal(std::string_view text, int scale) {
    refuse("VALUE_OUT_OF_RANGE", "the number " + quoted(text) + decimal_range(scale));
}

template <class Right>
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_product(std::int64_t left, Right right, int scale) {
    refuse("VALUE_OUT_OF_RANGE", std::string(write_decimal(left, scale).view()) + " * " +
                                     std::to_string(right) + decimal_range(scale));
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_sum(std::int64_t left, const char* sign,
                                                              std::int64_t right, int scale) {
    refuse("VALUE_OUT_OF_RANGE", std::string(write_decimal(left, scale).view()) + sign +
                                     std::string(write_decimal(right, scale).view()) + decimal_range(scale));
}

/// Reads digits with a `-` before and a point between them if need be, as units of 10 to the power of −scale.
constexpr std::int64_t parse_decimal(std::string_view text, int scale) {
    const bool negative = !text.empty() && text.front() == '-';
    std::uint64_t units = 0;
    bool overflow = false;
    const auto append = [&](unsigned digit) {
        overflow |= __builtin_mul_overflow(units, std::uint64_t{10}, &units);
        overflow |= __builtin_add_overflow(units, std::uint64_t{digit}, &units);
    };
    std::size_t whole = 0;
    std::size_t decimals = 0;
    bool point = false;
    for (const char c : text.substr(negative ? 1 : 0)) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(c)) refuse_decimal_text(text);
        ++(point ? decimals : whole);
        append(static_cast<unsigned>(c - '0'));
    }
    if (whole == 0 || (point && decimals == 0)) refuse_decimal_text(text);
    if (decimals > static_cast<std::size_t>(scale)) refuse_decimals(text, scale);
    for (; decimals < static_cast<std::size_t>(scale); ++decimals) append(0);
    if (overflow || units > std::uint64_t{INT64_MAX} + (negative ? 1 : 0)) refuse_decimal(text, scale);
    return static_cast<std::int64_t>(negative ? 0 - units : units);
}

constexpr std::int64_t add_units(std::int64_t left, std::int64_t right, int scale) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(left, right, &sum)) refuse_sum(left, " + ", right, scale);
    return sum;
}

constexpr std::int64_t subtract_units(std::int64_t left, std::int64_t right, int scale) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(left, right, &difference)) refuse_sum(left, " - ", right, scale);
    return difference;
}

template <int Scale>
inline constexpr short_text decimal_name = [] {
    short_text name("decimal(");
    if (Scale >= 10) name.append('1');
    name.append(static_cast<char>('0' + Scale % 10));
    name.append(')');
    return name;
}();

}  // namespace detail

/// An exact number with `Scale` digits after the point, 0 to 18: a count of its last digit's units in 64
/// bits, such as cents where Scale is 2. What leaves their range is refused as VALUE_OUT_OF_RANGE; where it
/// is a constant, it does not compile.
template <int Scale>
    requires(0 <= Scale && Scale <= 18)
class decimal {
public:
    /// Zero.
    constexpr decimal() = default;

    /// Reads `12.34`, `-0.5` or `7`: fewer digits after the point than Scale are filled up with zeros, more
    /// are refused as VALUE_OUT_OF_RANGE, as is a number outside the range; any other text, one with a `+`,
    /// spaces or an exponent too, as MALFORMED_TEXT.
    constexpr explicit decimal(std::string_view text) : units_(detail::parse_decimal(text, Scale)) {}

    /// A number would leave open whether it counts units: use a text, or `from_units`.
    template <class Number>
        requires std::is_arithmetic_v<Number>
    explicit decimal(Number) = delete;

    /// The number of that many units: 1234 is 12.34 where Scale is 2.
    static constexpr decimal from_units(std::int64_t units) {
        decimal number;
        number.units_ = units;
        return number;
    }

    /// How many units it is: what the column holds.
    [[nodiscard]] constexpr std::int64_t units() const { return units_; }

    /// The number with all its digits, `-12.30`: what the constructor reads.
    [[nodiscard]] constexpr short_text to_text() const { return detail::write_decimal(units_, Scale); }

    friend constexpr bool operator==(decimal, decimal) = default;
    friend constexpr std::strong_ordering operator<=>(decimal, decimal) = default;

    friend constexpr decimal operator+(decimal a, decimal b) {
        return from_units(detail::add_units(a.units_, b.units_, Scale));
    }
    friend constexpr decimal operator-(decimal a, decimal b) {
        return from_units(detail::subtract_units(a.units_, b.units_, Scale));
    }
    friend constexpr decimal operator-(decimal a) { return decimal() - a; }

    template <detail::integer_type Factor>
    friend constexpr decimal operator*(decimal a, Factor factor) {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(a.units_, factor, &product))
            detail::refuse_product(a.units_, factor, Scale);
        return from_units(product);
    }
    template <detail::integer_type Factor>
    friend constexpr decimal operator*(Factor factor, decimal a) {
        return a * factor;
    }

    constexpr decimal& operator+=(decimal other) { return *this = *this + other; }
    constexpr decimal& operator-=(decimal other) { return *this = *this - other; }
    template <detail::integer_type Factor>
    constexpr decimal& operator*=(Factor factor) {
        return *this = *this * factor;
    }

private:
    std::int64_t units_ = 0;
};

/// Decimals are stored as their units; each scale is a domain of its own, `decimal(2)`.
template <int Scale>
struct codec<decimal<Scale>> {
    static constexpr kind storage = kind::integer;
    static constexpr std::string_view name = detail::decimal_name<Scale>.view();

    static constexpr std::int64_t encode(const decimal<Scale>& value) { return value.units(); }
    static constexpr decimal<Scale> decode(std::int64_t stored) { return decimal<Scale>::from_units(stored); }
};

}  // namespace tenon::inline v0
