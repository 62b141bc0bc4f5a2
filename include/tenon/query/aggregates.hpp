// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/call.hpp>

namespace tenon::inline v0 {

/// How many rows: `COUNT(*)`.
[[gnu::always_inline]] constexpr auto count() {
    return detail::make_call<"COUNT", detail::bits(detail::flag::all_rows)>();
}

/// How many values that are not NULL: `COUNT(x)`.
template <class T>
[[gnu::always_inline]] constexpr auto count(T&& values) {
    return detail::make_call<"COUNT">(static_cast<T&&>(values));
}

/// How many different values that are not NULL: `COUNT(DISTINCT x)`.
template <class T>
[[gnu::always_inline]] constexpr auto count_distinct(T&& values) {
    return detail::make_call<"COUNT", detail::bits(detail::flag::distinct)>(static_cast<T&&>(values));
}

/// The different texts in one, with commas between: `GROUP_CONCAT(DISTINCT x)`; NULLs are left out, and it is
/// NULL if nothing is left.
template <class T>
[[gnu::always_inline]] constexpr auto group_concat_distinct(T&& texts) {
    return detail::make_call<"GROUP_CONCAT", detail::bits(detail::flag::distinct)>(static_cast<T&&>(texts));
}

/// `SUM(x)`: NULL of no rows; of integers beyond 64 bits the database reports an overflow.
template <class T>
[[gnu::always_inline]] constexpr auto sum(T&& values) {
    return detail::make_call<"SUM">(static_cast<T&&>(values));
}

/// `TOTAL(x)`: the sum as a real, 0.0 of no rows. Infinities can add up to NULL, which is then read as an
/// error, NULL_VALUE; so can those in SUM and AVG of a group.
template <class T>
[[gnu::always_inline]] constexpr auto total(T&& values) {
    return detail::make_call<"TOTAL">(static_cast<T&&>(values));
}

/// `AVG(x)`: a real; NULL of no rows.
template <class T>
[[gnu::always_inline]] constexpr auto avg(T&& values) {
    return detail::make_call<"AVG">(static_cast<T&&>(values));
}

/// `MIN(x)`: the least of all rows, NULL of no rows. `MIN(x, y, …)`: the least of the arguments, NULL if one
/// of them is.
template <class... T>
[[gnu::always_inline]] constexpr auto min(T&&... arguments) {
    return detail::make_call<"MIN">(static_cast<T&&>(arguments)...);
}

/// `MAX(x)`: the greatest of all rows, NULL of no rows. `MAX(x, y, …)`: the greatest of the arguments, NULL
/// if one of them is.
template <class... T>
[[gnu::always_inline]] constexpr auto max(T&&... arguments) {
    return detail::make_call<"MAX">(static_cast<T&&>(arguments)...);
}

/// The texts in one: `GROUP_CONCAT(x)`, with commas between, or `GROUP_CONCAT(x, separator)`. NULLs are left
/// out; it is NULL if nothing is left. The order is the database's choice.
template <class... T>
[[gnu::always_inline]] constexpr auto group_concat(T&&... arguments) {
    return detail::make_call<"GROUP_CONCAT">(static_cast<T&&>(arguments)...);
}

}  // namespace tenon::inline v0
