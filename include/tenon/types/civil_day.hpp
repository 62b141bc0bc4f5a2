// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/types/short_text.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// A day of the Gregorian calendar, as plain numbers: <chrono>'s calendar would cost every unit that includes
/// this.
struct civil_day {
    int year = 0;
    unsigned month = 1;
    unsigned day = 1;
};

/// The days 0000-01-01 and 9999-12-31, counted from 1970-01-01.
inline constexpr int first_day = -719528;
inline constexpr int last_day = 2932896;

constexpr bool is_stored_day(const civil_day& it) {
    constexpr unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (it.year < 0 || it.year > 9999 || it.month < 1 || it.month > 12 || it.day < 1) return false;
    const bool leap = it.year % 4 == 0 && (it.year % 100 != 0 || it.year % 400 == 0);
    return it.day <= lengths[it.month - 1] + (it.month == 2 && leap ? 1u : 0u);
}

// Both count years from March on, so that the day that some years have more is their last one; the formulas
// are those of H. Hinnant, "chrono-compatible low-level date algorithms". Year 0 is 400 here, a whole period
// of the calendar, so that nothing is negative.
constexpr int days_of_period = 146097;
constexpr int days_to_1970 = 719468 + days_of_period;

/// The days from 1970-01-01 to a day that can be stored.
constexpr int days_to(const civil_day& it) {
    const auto year = static_cast<unsigned>(it.year + 400) - (it.month <= 2 ? 1u : 0u);
    const unsigned of_year = (153 * ((it.month + 9) % 12) + 2) / 5 + it.day - 1;
    return static_cast<int>(year * 365 + year / 4 - year / 100 + year / 400 + of_year) - days_to_1970;
}

/// The day that lies so many days from 1970-01-01: from `first_day` to `last_day`.
constexpr civil_day day_at(int days) {
    const auto count = static_cast<unsigned>(days + days_to_1970);
    const unsigned rest = count % days_of_period;
    const unsigned year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    const unsigned of_year = rest - (365 * year + year / 4 - year / 100);
    const unsigned month = (5 * of_year + 2) / 153;
    const unsigned from_january = month < 10 ? month + 3 : month - 9;
    return {static_cast<int>(count / days_of_period * 400 + year) - 400 + (from_january <= 2 ? 1 : 0),
            from_january, of_year - (153 * month + 2) / 5 + 1};
}

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

/// Takes `YYYY-MM-DD`.
constexpr bool take_date(std::string_view& rest, civil_day& to) {
    unsigned year = 0;
    if (!take_number(rest, 4, 0, 9999, year) || !take(rest, '-') || !take_number(rest, 2, 1, 12, to.month) ||
        !take(rest, '-') || !take_number(rest, 2, 1, 31, to.day))
        return false;
    to.year = static_cast<int>(year);
    return is_stored_day(to);
}

constexpr void append_date(short_text& text, const civil_day& day) {
    text.append_digits(static_cast<unsigned>(day.year), 4);
    text.append('-');
    text.append_digits(day.month, 2);
    text.append('-');
    text.append_digits(day.day, 2);
}

}  // namespace tenon::inline v0::detail
