// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/short_text.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace tenon::inline v0 {

/// A day of the years 0000 to 9999, stored as text `YYYY-MM-DD`, whose order is that of the days.
using date = std::chrono::year_month_day;

namespace detail {

/// The days 0000-01-01 and 9999-12-31, counted from 1970-01-01.
inline constexpr int first_day = -719528;
inline constexpr int last_day = 2932896;

constexpr bool take(std::string_view& rest, char expected) {
    if (rest.empty() || rest.front() != expected) return false;
    rest.remove_prefix(1);
    return true;
}

/// Takes exactly `width` digits, at most 9, that make a number from `least` to `most`.
constexpr bool take_number(std::string_view& rest, unsigned width, unsigned least, unsigned most,
                           unsigned& number) {
    if (rest.size() < width) return false;
    number = 0;
    for (unsigned i = 0; i < width; ++i) {
        if (!is_digit(rest[i])) return false;
        number = number * 10 + static_cast<unsigned>(rest[i] - '0');
    }
    rest.remove_prefix(width);
    return least <= number && number <= most;
}

constexpr bool take_date(std::string_view& rest, date& day) {
    unsigned y = 0;
    unsigned m = 0;
    unsigned d = 0;
    if (!take_number(rest, 4, 0, 9999, y) || !take(rest, '-') || !take_number(rest, 2, 1, 12, m) ||
        !take(rest, '-') || !take_number(rest, 2, 1, 31, d))
        return false;
    day = date(std::chrono::year(static_cast<int>(y)), std::chrono::month(m), std::chrono::day(d));
    return day.ok();
}

constexpr void append_date(short_text& text, const date& day) {
    text.append_digits(static_cast<unsigned>(static_cast<int>(day.year())), 4);
    text.append('-');
    text.append_digits(static_cast<unsigned>(day.month()), 2);
    text.append('-');
    text.append_digits(static_cast<unsigned>(day.day()), 2);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_date(const date& day) {
    refuse("VALUE_OUT_OF_RANGE", "year " + std::to_string(static_cast<int>(day.year())) + ", month " +
                                     std::to_string(static_cast<unsigned>(day.month())) + ", day " +
                                     std::to_string(static_cast<unsigned>(day.day())) +
                                     " is no date of the years 0000 to 9999");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_days(long long days) {
    refuse("VALUE_OUT_OF_RANGE",
           "the day " + std::to_string(days) + " days from 1970-01-01 is outside the years 0000 to 9999");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_date_text(std::string_view text) {
    refuse("MALFORMED_TEXT", "the text " + quoted(text) + " is no date `YYYY-MM-DD`");
}

}  // namespace detail

/// Dates: one that does not exist or lies outside the years 0000 to 9999 is refused as VALUE_OUT_OF_RANGE, a
/// stored text that is no such date as MALFORMED_TEXT.
template <>
struct codec<date> {
    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = "date";

    static constexpr short_text encode(const date& value) {
        const int year = static_cast<int>(value.year());
        if (!value.ok() || year < 0 || year > 9999) detail::refuse_date(value);
        short_text text;
        detail::append_date(text, value);
        return text;
    }
    static constexpr date decode(std::string_view stored) {
        date day{};
        std::string_view rest = stored;
        if (!detail::take_date(rest, day) || !rest.empty()) detail::refuse_date_text(stored);
        return day;
    }
};

/// Days as a point in time, stored as a `date`.
template <>
struct codec<std::chrono::sys_days> {
    using domain_type = date;
    static constexpr kind storage = kind::text;

    static constexpr short_text encode(const std::chrono::sys_days& value) {
        const auto days = value.time_since_epoch().count();
        if (days < detail::first_day || days > detail::last_day) detail::refuse_days(days);
        short_text text;
        detail::append_date(text, date(value));
        return text;
    }
    static constexpr std::chrono::sys_days decode(std::string_view stored) {
        return codec<date>::decode(stored);
    }
};

}  // namespace tenon::inline v0
