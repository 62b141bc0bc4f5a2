// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/types/civil_day.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/date.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/short_text.hpp>

#include <concepts>
#include <cstdint>
#include <ratio>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// A moment of the years 0000 to 9999 in UTC, stored as text `YYYY-MM-DD HH:MM:SS.ffffff`, whose order is
/// time's.
using timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// The present moment, cut to microseconds.
inline timestamp now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

namespace detail {

// Moments are counted in plain integers here: the operators of <chrono> cost every unit that includes this 15
// ms.
inline constexpr std::int64_t microseconds_of_day = 86'400'000'000;
inline constexpr std::int64_t first_moment = first_day * microseconds_of_day;
inline constexpr std::int64_t last_moment = (last_day + 1) * microseconds_of_day - 1;

/// Takes nothing, or `.` and 1 to 9 digits of a second; digits beyond the microseconds must be zeros.
constexpr bool take_fraction(std::string_view& rest, unsigned& microseconds) {
    if (!take(rest, '.')) return true;
    unsigned digits = 0;
    for (; digits < 9 && !rest.empty() && is_digit(rest.front()); ++digits) {
        const auto digit = static_cast<unsigned>(rest.front() - '0');
        if (digits < 6)
            microseconds = microseconds * 10 + digit;
        else if (digit != 0)
            return false;
        rest.remove_prefix(1);
    }
    for (unsigned i = digits; i < 6; ++i) microseconds *= 10;
    return digits != 0;
}

/// Takes nothing, `Z`, or an offset `±HH`, `±HHMM` or `±HH:MM` from UTC.
constexpr bool take_offset(std::string_view& rest, int& offset_minutes) {
    if (rest.empty() || take(rest, 'Z')) return true;
    const bool west = rest.front() == '-';
    if (!take(rest, west ? '-' : '+')) return false;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!take_number(rest, 2, 0, 23, hours)) return false;
    if (!rest.empty()) {
        take(rest, ':');
        if (!take_number(rest, 2, 0, 59, minutes)) return false;
    }
    offset_minutes = static_cast<int>(hours * 60 + minutes);
    if (west) offset_minutes = -offset_minutes;
    return true;
}

/// Takes a moment, in microseconds from 1970-01-01 00:00 UTC.
constexpr bool take_moment(std::string_view& rest, std::int64_t& moment) {
    civil_day day;
    if (!take_date(rest, day)) return false;
    moment = days_to(day) * microseconds_of_day;
    if (rest.empty()) return true;
    unsigned hours = 0;
    unsigned minutes = 0;
    unsigned seconds = 0;
    unsigned fraction = 0;
    int offset = 0;
    if ((!take(rest, ' ') && !take(rest, 'T')) || !take_number(rest, 2, 0, 23, hours) || !take(rest, ':') ||
        !take_number(rest, 2, 0, 59, minutes))
        return false;
    if (take(rest, ':') && (!take_number(rest, 2, 0, 59, seconds) || !take_fraction(rest, fraction)))
        return false;
    if (!take_offset(rest, offset)) return false;
    moment += std::int64_t{(hours * 60 + minutes) * 60 + seconds} * 1'000'000 + fraction;
    moment -= std::int64_t{offset} * 60'000'000;
    return first_moment <= moment && moment <= last_moment;
}

constexpr short_text write_moment(std::int64_t moment) {
    const auto since_first = static_cast<std::uint64_t>(moment - first_moment);
    const auto days = static_cast<int>(since_first / microseconds_of_day) + first_day;
    const auto rest = since_first % microseconds_of_day;
    const auto seconds = static_cast<unsigned>(rest / 1'000'000);
    short_text text;
    append_date(text, day_at(days));
    text.append(' ');
    text.append_digits(seconds / 3600, 2);
    text.append(':');
    text.append_digits(seconds / 60 % 60, 2);
    text.append(':');
    text.append_digits(seconds % 60, 2);
    text.append('.');
    text.append_digits(static_cast<unsigned>(rest % 1'000'000), 6);
    return text;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_moment() {
    refuse("VALUE_OUT_OF_RANGE", "a moment outside the years 0000 to 9999 can't be stored");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_moment_text(std::string_view text) {
    refuse("MALFORMED_TEXT", "the text " + quoted(text) +
                                 " is no moment of the years 0000 to 9999 in ISO 8601, such as"
                                 " `2024-02-29 23:59:59.123456` or `2024-02-29T23:59Z`");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_finer_moment(std::string_view text) {
    refuse("VALUE_OUT_OF_RANGE", "the moment " + quoted(text) + " does not fit the time type exactly");
}

/// Units of time that a whole number of microseconds makes up.
template <class Duration>
concept whole_microseconds = std::integral<typename Duration::rep> &&
                             std::ratio_divide<typename Duration::period, std::micro>::den == 1;

}  // namespace detail

/// Moments in microseconds or coarser units, in the domain of `timestamp`: written as exactly 26 characters,
/// read from a date alone or with `T` or a space, hours and minutes, seconds, a fraction of up to 9 digits
/// and `Z`, `±HH`, `±HHMM` or `±HH:MM`. A moment outside the years 0000 to 9999, or a stored one that the
/// unit can't express, is refused as VALUE_OUT_OF_RANGE, any other text (a non-zero digit beyond the
/// microseconds too) as MALFORMED_TEXT.
template <class Duration>
    requires detail::whole_microseconds<Duration>
struct codec<std::chrono::sys_time<Duration>> {
    using domain_type = timestamp;
    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = "timestamp";

    static constexpr short_text encode(const std::chrono::sys_time<Duration>& value) {
        // Compared in its own unit: in microseconds a distant moment would overflow.
        const auto count = value.time_since_epoch().count();
        if (std::cmp_less(count, detail::first_moment / unit) ||
            std::cmp_greater(count, detail::last_moment / unit))
            detail::refuse_moment();
        return detail::write_moment(static_cast<std::int64_t>(count) * unit);
    }

    static constexpr std::chrono::sys_time<Duration> decode(std::string_view stored) {
        using rep = typename Duration::rep;
        std::int64_t moment = 0;
        std::string_view rest = stored;
        if (!detail::take_moment(rest, moment) || !rest.empty()) detail::refuse_moment_text(stored);
        if (moment % unit != 0 || !std::in_range<rep>(moment / unit)) detail::refuse_finer_moment(stored);
        return std::chrono::sys_time<Duration>(Duration(static_cast<rep>(moment / unit)));
    }

private:
    /// The microseconds of one unit. Both bounds divide rounding towards zero, that is, into the range.
    static constexpr std::int64_t unit = std::ratio_divide<typename Duration::period, std::micro>::num;
};

}  // namespace tenon::inline v0
