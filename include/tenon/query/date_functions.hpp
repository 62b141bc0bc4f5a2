// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/call.hpp>

namespace tenon::inline v0 {

// A time is a text, a number (a Julian day, if the modifiers don't say otherwise), a timestamp or a date;
// without one it is now, in UTC. Modifiers are texts such as `+1 day` or `start of month`. What is no time
// yields NULL, so the results may all be NULL.

/// `DATE(time, modifiers…)`: `YYYY-MM-DD`.
template <class... T>
[[gnu::always_inline]] constexpr auto date_(T&&... arguments) {
    return detail::make_call<"DATE">(static_cast<T&&>(arguments)...);
}

/// `TIME(time, modifiers…)`: `HH:MM:SS`.
template <class... T>
[[gnu::always_inline]] constexpr auto time(T&&... arguments) {
    return detail::make_call<"TIME">(static_cast<T&&>(arguments)...);
}

/// `DATETIME(time, modifiers…)`: `YYYY-MM-DD HH:MM:SS`.
template <class... T>
[[gnu::always_inline]] constexpr auto datetime(T&&... arguments) {
    return detail::make_call<"DATETIME">(static_cast<T&&>(arguments)...);
}

/// `JULIANDAY(time, modifiers…)`: days since noon of November 24th, 4714 BC, a real.
template <class... T>
[[gnu::always_inline]] constexpr auto julianday(T&&... arguments) {
    return detail::make_call<"JULIANDAY">(static_cast<T&&>(arguments)...);
}

/// `UNIXEPOCH(time, modifiers…)`: seconds since 1970, an integer.
template <class... T>
[[gnu::always_inline]] constexpr auto unixepoch(T&&... arguments) {
    return detail::make_call<"UNIXEPOCH">(static_cast<T&&>(arguments)...);
}

/// `STRFTIME(format, time, modifiers…)`: as C's strftime, with `%f` for seconds with their fraction and `%J`
/// for the Julian day.
template <class... T>
[[gnu::always_inline]] constexpr auto strftime(T&&... arguments) {
    return detail::make_call<"STRFTIME">(static_cast<T&&>(arguments)...);
}

}  // namespace tenon::inline v0
