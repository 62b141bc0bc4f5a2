// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/call.hpp>

namespace tenon::inline v0 {

/// `ACOS(x)` in radians; NULL beyond -1 and 1.
template <class T>
[[gnu::always_inline]] constexpr auto acos(T&& value) {
    return detail::make_call<"ACOS">(static_cast<T&&>(value));
}

/// `ACOSH(x)`; NULL below 1.
template <class T>
[[gnu::always_inline]] constexpr auto acosh(T&& value) {
    return detail::make_call<"ACOSH">(static_cast<T&&>(value));
}

/// `ASIN(x)` in radians; NULL beyond -1 and 1.
template <class T>
[[gnu::always_inline]] constexpr auto asin(T&& value) {
    return detail::make_call<"ASIN">(static_cast<T&&>(value));
}

/// `ASINH(x)`
template <class T>
[[gnu::always_inline]] constexpr auto asinh(T&& value) {
    return detail::make_call<"ASINH">(static_cast<T&&>(value));
}

/// `ATAN(x)` in radians.
template <class T>
[[gnu::always_inline]] constexpr auto atan(T&& value) {
    return detail::make_call<"ATAN">(static_cast<T&&>(value));
}

/// `ATAN2(y, x)`: the angle of the point (x, y), in radians.
template <class T, class U>
[[gnu::always_inline]] constexpr auto atan2(T&& y, U&& x) {
    return detail::make_call<"ATAN2">(static_cast<T&&>(y), static_cast<U&&>(x));
}

/// `ATANH(x)`; NULL beyond -1 and 1.
template <class T>
[[gnu::always_inline]] constexpr auto atanh(T&& value) {
    return detail::make_call<"ATANH">(static_cast<T&&>(value));
}

/// `CEIL(x)`: upwards to a whole number; a real of a real, an integer of an integer.
template <class T>
[[gnu::always_inline]] constexpr auto ceil(T&& value) {
    return detail::make_call<"CEIL">(static_cast<T&&>(value));
}

/// `CEILING(x)`: another name of CEIL.
template <class T>
[[gnu::always_inline]] constexpr auto ceiling(T&& value) {
    return detail::make_call<"CEILING">(static_cast<T&&>(value));
}

/// `COS(x)` of radians; NULL of an infinity.
template <class T>
[[gnu::always_inline]] constexpr auto cos(T&& value) {
    return detail::make_call<"COS">(static_cast<T&&>(value));
}

/// `COSH(x)`
template <class T>
[[gnu::always_inline]] constexpr auto cosh(T&& value) {
    return detail::make_call<"COSH">(static_cast<T&&>(value));
}

/// `DEGREES(x)`: radians in degrees.
template <class T>
[[gnu::always_inline]] constexpr auto degrees(T&& value) {
    return detail::make_call<"DEGREES">(static_cast<T&&>(value));
}

/// `EXP(x)`: e to the power of x.
template <class T>
[[gnu::always_inline]] constexpr auto exp(T&& value) {
    return detail::make_call<"EXP">(static_cast<T&&>(value));
}

/// `FLOOR(x)`: downwards to a whole number; a real of a real, an integer of an integer.
template <class T>
[[gnu::always_inline]] constexpr auto floor(T&& value) {
    return detail::make_call<"FLOOR">(static_cast<T&&>(value));
}

/// `LN(x)`: the natural logarithm; NULL of 0 and below.
template <class T>
[[gnu::always_inline]] constexpr auto ln(T&& value) {
    return detail::make_call<"LN">(static_cast<T&&>(value));
}

/// `LOG(x)` to the base of 10, or `LOG(base, x)`; NULL of 0 and below.
template <class... T>
[[gnu::always_inline]] constexpr auto log(T&&... arguments) {
    return detail::make_call<"LOG">(static_cast<T&&>(arguments)...);
}

/// `LOG10(x)`; NULL of 0 and below.
template <class T>
[[gnu::always_inline]] constexpr auto log10(T&& value) {
    return detail::make_call<"LOG10">(static_cast<T&&>(value));
}

/// `LOG2(x)`; NULL of 0 and below.
template <class T>
[[gnu::always_inline]] constexpr auto log2(T&& value) {
    return detail::make_call<"LOG2">(static_cast<T&&>(value));
}

/// `MOD(x, y)`: what is left of x, divided by y, as a real; NULL of a division by 0.
template <class T, class U>
[[gnu::always_inline]] constexpr auto mod(T&& x, U&& y) {
    return detail::make_call<"MOD">(static_cast<T&&>(x), static_cast<U&&>(y));
}

/// `PI()`
[[gnu::always_inline]] constexpr auto pi() { return detail::make_call<"PI">(); }

/// `POW(x, y)`: x to the power of y; NULL if that is no real number.
template <class T, class U>
[[gnu::always_inline]] constexpr auto pow(T&& x, U&& y) {
    return detail::make_call<"POW">(static_cast<T&&>(x), static_cast<U&&>(y));
}

/// `POWER(x, y)`: another name of POW.
template <class T, class U>
[[gnu::always_inline]] constexpr auto power(T&& x, U&& y) {
    return detail::make_call<"POWER">(static_cast<T&&>(x), static_cast<U&&>(y));
}

/// `RADIANS(x)`: degrees in radians.
template <class T>
[[gnu::always_inline]] constexpr auto radians(T&& value) {
    return detail::make_call<"RADIANS">(static_cast<T&&>(value));
}

/// `SIN(x)` of radians; NULL of an infinity.
template <class T>
[[gnu::always_inline]] constexpr auto sin(T&& value) {
    return detail::make_call<"SIN">(static_cast<T&&>(value));
}

/// `SINH(x)`
template <class T>
[[gnu::always_inline]] constexpr auto sinh(T&& value) {
    return detail::make_call<"SINH">(static_cast<T&&>(value));
}

/// `SQRT(x)`; NULL below 0.
template <class T>
[[gnu::always_inline]] constexpr auto sqrt(T&& value) {
    return detail::make_call<"SQRT">(static_cast<T&&>(value));
}

/// `TAN(x)` of radians; NULL of an infinity.
template <class T>
[[gnu::always_inline]] constexpr auto tan(T&& value) {
    return detail::make_call<"TAN">(static_cast<T&&>(value));
}

/// `TANH(x)`
template <class T>
[[gnu::always_inline]] constexpr auto tanh(T&& value) {
    return detail::make_call<"TANH">(static_cast<T&&>(value));
}

/// `TRUNC(x)`: towards 0 to a whole number; a real of a real, an integer of an integer.
template <class T>
[[gnu::always_inline]] constexpr auto trunc(T&& value) {
    return detail::make_call<"TRUNC">(static_cast<T&&>(value));
}

}  // namespace tenon::inline v0
