// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/call.hpp>

namespace tenon::inline v0 {

// All of these need OVER.

/// `ROW_NUMBER()`: 1, 2, 3 …
[[gnu::always_inline]] constexpr auto row_number() { return detail::make_call<"ROW_NUMBER">(); }

/// `RANK()`: the number of the first row that is equal in order.
[[gnu::always_inline]] constexpr auto rank() { return detail::make_call<"RANK">(); }

/// `DENSE_RANK()`: as RANK, but without gaps.
[[gnu::always_inline]] constexpr auto dense_rank() { return detail::make_call<"DENSE_RANK">(); }

/// `PERCENT_RANK()`: the rank as a real from 0 to 1.
[[gnu::always_inline]] constexpr auto percent_rank() { return detail::make_call<"PERCENT_RANK">(); }

/// `CUME_DIST()`: the share of the rows that are not behind this one, a real above 0 and up to 1.
[[gnu::always_inline]] constexpr auto cume_dist() { return detail::make_call<"CUME_DIST">(); }

/// `NTILE(n)`: in which of n groups of nearly the same size the row is, from 1.
template <class T>
[[gnu::always_inline]] constexpr auto ntile(T&& groups) {
    return detail::make_call<"NTILE">(static_cast<T&&>(groups));
}

/// `LAG(x)`: its value one row before; `LAG(x, n)`: n rows before; NULL if there is no such row, or what
/// `LAG(x, n, otherwise)` says.
template <class... T>
[[gnu::always_inline]] constexpr auto lag(T&&... arguments) {
    return detail::make_call<"LAG">(static_cast<T&&>(arguments)...);
}

/// `LEAD(x)`: its value one row after; `LEAD(x, n)`: n rows after; NULL if there is no such row, or what
/// `LEAD(x, n, otherwise)` says.
template <class... T>
[[gnu::always_inline]] constexpr auto lead(T&&... arguments) {
    return detail::make_call<"LEAD">(static_cast<T&&>(arguments)...);
}

/// `FIRST_VALUE(x)`: its value in the first row of the frame; NULL if that is empty.
template <class T>
[[gnu::always_inline]] constexpr auto first_value(T&& value) {
    return detail::make_call<"FIRST_VALUE">(static_cast<T&&>(value));
}

/// `LAST_VALUE(x)`: its value in the last row of the frame; NULL if that is empty.
template <class T>
[[gnu::always_inline]] constexpr auto last_value(T&& value) {
    return detail::make_call<"LAST_VALUE">(static_cast<T&&>(value));
}

/// `NTH_VALUE(x, n)`: its value in the nth row of the frame, from 1; NULL if there is none.
template <class T, class U>
[[gnu::always_inline]] constexpr auto nth_value(T&& value, U&& n) {
    return detail::make_call<"NTH_VALUE">(static_cast<T&&>(value), static_cast<U&&>(n));
}

}  // namespace tenon::inline v0
