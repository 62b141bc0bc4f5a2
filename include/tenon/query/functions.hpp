// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/query/methods.hpp>
#include <tenon/schema/literal.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <fixed_string Name, std::uint16_t Flags = 0, class... T>
[[gnu::always_inline]] constexpr auto make_call(T&&... arguments) {
    auto operands = make_sequence(static_cast<T&&>(arguments)...);
    return nary<op::call, decltype(operands), Flags, Name>(std::move(operands));
}

template <auto Value>
struct constant_text {
    static constexpr void print(text_writer& out) {
        if constexpr (std::is_same_v<decltype(Value), bool>)
            out.put(Value ? "TRUE" : "FALSE");
        else
            put_integer(out, codec_of<decltype(Value)>::encode(Value));
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A value that is part of the SQL text instead of being bound: an integer, a bool, or an enum stored as
/// integer.
template <auto Value>
struct constant_value : detail::expression_methods<constant_value<Value>> {
    static constexpr detail::tree_size size{1, 0, 0, 0, 0};
    static constexpr detail::op code = detail::op::literal;

    static constexpr int lower(detail::tree& t) {
        const int index = t.leaf(detail::op::literal, detail::printed<detail::constant_text<Value>>.view());
        t[index].type = type_of<decltype(Value)>;
        return index;
    }

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

template <auto Value>
inline constexpr constant_value<Value> constant;

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

/// `SUM(x)`: NULL of no rows; of integers beyond 64 bits the database reports an overflow.
template <class T>
[[gnu::always_inline]] constexpr auto sum(T&& values) {
    return detail::make_call<"SUM">(static_cast<T&&>(values));
}

/// `AVG(x)`: a real; NULL of no rows.
template <class T>
[[gnu::always_inline]] constexpr auto avg(T&& values) {
    return detail::make_call<"AVG">(static_cast<T&&>(values));
}

/// `MIN(x)`: NULL of no rows.
template <class T>
[[gnu::always_inline]] constexpr auto min(T&& values) {
    return detail::make_call<"MIN">(static_cast<T&&>(values));
}

/// `MAX(x)`: NULL of no rows.
template <class T>
[[gnu::always_inline]] constexpr auto max(T&& values) {
    return detail::make_call<"MAX">(static_cast<T&&>(values));
}

/// `||`: two texts in one.
template <class L, class R>
[[gnu::always_inline]] constexpr auto concat(L&& left, R&& right) {
    return detail::make_binary<detail::op::concat>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `ABS(x)`
template <class T>
[[gnu::always_inline]] constexpr auto abs(T&& value) {
    return detail::make_call<"ABS">(static_cast<T&&>(value));
}

/// `ROUND(x)`, or `ROUND(x, digits)`: a real.
template <class... T>
[[gnu::always_inline]] constexpr auto round(T&&... arguments) {
    return detail::make_call<"ROUND">(static_cast<T&&>(arguments)...);
}

/// `LENGTH(x)`: of text its characters up to the first NUL, of a blob its bytes.
template <class T>
[[gnu::always_inline]] constexpr auto length(T&& value) {
    return detail::make_call<"LENGTH">(static_cast<T&&>(value));
}

/// `LOWER(x)`: ASCII letters only.
template <class T>
constexpr auto lower(T&& text) {
    return detail::make_call<"LOWER">(static_cast<T&&>(text));
}

/// `UPPER(x)`: ASCII letters only.
template <class T>
[[gnu::always_inline]] constexpr auto upper(T&& text) {
    return detail::make_call<"UPPER">(static_cast<T&&>(text));
}

/// `TRIM(x)`, or `TRIM(x, characters)`.
template <class... T>
[[gnu::always_inline]] constexpr auto trim(T&&... arguments) {
    return detail::make_call<"TRIM">(static_cast<T&&>(arguments)...);
}

/// The first value that is not NULL: `COALESCE(…)`.
template <class... T>
[[gnu::always_inline]] constexpr auto coalesce(T&&... values) {
    return detail::make_call<"COALESCE">(static_cast<T&&>(values)...);
}

/// NULL if both are equal, else the first: `NULLIF(a, b)`.
template <class L, class R>
[[gnu::always_inline]] constexpr auto nullif(L&& value, R&& other) {
    return detail::make_call<"NULLIF">(static_cast<L&&>(value), static_cast<R&&>(other));
}

}  // namespace tenon::inline v0
