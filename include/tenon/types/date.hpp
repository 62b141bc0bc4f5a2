// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/types/civil_day.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/short_text.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0 {

namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_date(int year, unsigned month, unsigned day) {
    refuse("VALUE_OUT_OF_RANGE", "year " + std::to_string(year) + ", month " + std::to_string(month) +
                                     ", day " + std::to_string(day) +
                                     " is no date of the years 0000 to 9999");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_days(long long days) {
    refuse("VALUE_OUT_OF_RANGE",
           "the day " + std::to_string(days) + " days from 1970-01-01 is outside the years 0000 to 9999");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_date_text(std::string_view text) {
    refuse("MALFORMED_TEXT", "the text " + quoted(text) + " is no date `YYYY-MM-DD`");
}

constexpr civil_day read_date(std::string_view stored) {
    civil_day day;
    std::string_view rest = stored;
    if (!take_date(rest, day) || !rest.empty()) refuse_date_text(stored);
    return day;
}

/// `std::chrono::year_month_day`, which is known by what it can do: whoever has one includes <chrono>.
template <class T>
concept calendar_date = std::is_class_v<T> && requires(const T& day, typename std::chrono::sys_days days) {
    static_cast<int>(day.year());
    static_cast<unsigned>(day.month());
    static_cast<unsigned>(day.day());
    { day.ok() } -> std::same_as<bool>;
    static_cast<std::chrono::sys_days>(day);
    T(days);
};

}  // namespace detail

/// Days as a point in time, stored as text `YYYY-MM-DD`, whose order is that of the days; a day outside the
/// years 0000 to 9999 is refused as VALUE_OUT_OF_RANGE, a stored text that is no such date as MALFORMED_TEXT.
template <>
struct codec<std::chrono::sys_days> {
    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = "date";

    static constexpr short_text encode(const std::chrono::sys_days& value) {
        const auto days = value.time_since_epoch().count();
        if (days < detail::first_day || days > detail::last_day) detail::refuse_days(days);
        short_text text;
        detail::append_date(text, detail::day_at(static_cast<int>(days)));
        return text;
    }
    static constexpr std::chrono::sys_days decode(std::string_view stored) {
        return std::chrono::sys_days(std::chrono::days(detail::days_to(detail::read_date(stored))));
    }
};

/// `std::chrono::year_month_day`, stored likewise; one that does not exist is refused as VALUE_OUT_OF_RANGE,
/// too.
template <detail::calendar_date Date>
struct codec<Date> {
    using domain_type = std::chrono::sys_days;
    static constexpr kind storage = kind::text;

    static constexpr short_text encode(const Date& value) {
        const detail::civil_day day{static_cast<int>(value.year()), static_cast<unsigned>(value.month()),
                                    static_cast<unsigned>(value.day())};
        if (!detail::is_stored_day(day)) detail::refuse_date(day.year, day.month, day.day);
        short_text text;
        detail::append_date(text, day);
        return text;
    }
    static constexpr Date decode(std::string_view stored) {
        return Date(codec<std::chrono::sys_days>::decode(stored));
    }
};

}  // namespace tenon::inline v0
