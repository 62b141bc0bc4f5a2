// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/call.hpp>

namespace tenon::inline v0 {

/// `||`: two texts in one.
template <class L, class R>
[[gnu::always_inline]] constexpr auto concat(L&& left, R&& right) {
    return detail::make_binary<detail::op::concat>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `ABS(x)`; of the least 64-bit integer the database reports an overflow.
template <class T>
[[gnu::always_inline]] constexpr auto abs(T&& value) {
    return detail::make_call<"ABS">(static_cast<T&&>(value));
}

/// `CHANGES()`: how many rows the last INSERT, UPDATE or DELETE of the connection wrote.
[[gnu::always_inline]] constexpr auto changes() { return detail::make_call<"CHANGES">(); }

/// `CHAR(…)`: the text of these Unicode code points.
template <class... T>
[[gnu::always_inline]] constexpr auto char_(T&&... arguments) {
    return detail::make_call<"CHAR">(static_cast<T&&>(arguments)...);
}

/// The first value that is not NULL: `COALESCE(…)`.
template <class... T>
[[gnu::always_inline]] constexpr auto coalesce(T&&... arguments) {
    return detail::make_call<"COALESCE">(static_cast<T&&>(arguments)...);
}

/// `FORMAT(template, …)`: as C's printf. An empty template yields NULL.
template <class... T>
[[gnu::always_inline]] constexpr auto format(T&&... arguments) {
    return detail::make_call<"FORMAT">(static_cast<T&&>(arguments)...);
}

/// `HEX(x)`: the bytes of a blob, or of a value's text, as upper-case digits; of NULL the empty text.
template <class T>
[[gnu::always_inline]] constexpr auto hex(T&& value) {
    return detail::make_call<"HEX">(static_cast<T&&>(value));
}

/// `IFNULL(x, y)`: x, or y if x is NULL.
template <class T, class U>
[[gnu::always_inline]] constexpr auto ifnull(T&& value, U&& otherwise) {
    return detail::make_call<"IFNULL">(static_cast<T&&>(value), static_cast<U&&>(otherwise));
}

/// `IIF(condition, x, y)`: x if the condition is true; y if it is false or NULL. One of both may be
/// `std::nullopt`.
template <class T, class U, class V>
[[gnu::always_inline]] constexpr auto iif(T&& condition, U&& then, V&& otherwise) {
    return detail::make_call<"IIF">(static_cast<T&&>(condition), static_cast<U&&>(then),
                                    static_cast<V&&>(otherwise));
}

/// `INSTR(x, y)`: where y is first found in x, from 1; else 0. Of texts in characters, of blobs in bytes.
template <class T, class U>
[[gnu::always_inline]] constexpr auto instr(T&& where, U&& what) {
    return detail::make_call<"INSTR">(static_cast<T&&>(where), static_cast<U&&>(what));
}

/// `LAST_INSERT_ROWID()`: the key of the row that the connection inserted last; 0 if there is none.
[[gnu::always_inline]] constexpr auto last_insert_rowid() { return detail::make_call<"LAST_INSERT_ROWID">(); }

/// `LENGTH(x)`: of text its characters up to the first NUL, of a blob its bytes.
template <class T>
[[gnu::always_inline]] constexpr auto length(T&& value) {
    return detail::make_call<"LENGTH">(static_cast<T&&>(value));
}

/// `LIKELY(x)`: x, and a hint to the query planner that it is mostly true.
template <class T>
[[gnu::always_inline]] constexpr auto likely(T&& condition) {
    return detail::make_call<"LIKELY">(static_cast<T&&>(condition));
}

/// `LOWER(x)`: ASCII letters only.
template <class T>
[[gnu::always_inline]] constexpr auto lower(T&& text) {
    return detail::make_call<"LOWER">(static_cast<T&&>(text));
}

/// `LTRIM(x)` without spaces at its beginning, or `LTRIM(x, characters)` without those.
template <class... T>
[[gnu::always_inline]] constexpr auto ltrim(T&&... arguments) {
    return detail::make_call<"LTRIM">(static_cast<T&&>(arguments)...);
}

/// NULL if both are equal, else the first: `NULLIF(a, b)`.
template <class T, class U>
[[gnu::always_inline]] constexpr auto nullif(T&& value, U&& other) {
    return detail::make_call<"NULLIF">(static_cast<T&&>(value), static_cast<U&&>(other));
}

/// `PRINTF(template, …)`: the older name of FORMAT.
template <class... T>
[[gnu::always_inline]] constexpr auto printf(T&&... arguments) {
    return detail::make_call<"PRINTF">(static_cast<T&&>(arguments)...);
}

/// `QUOTE(x)`: the value as an SQL literal; of NULL the text `NULL`.
template <class T>
[[gnu::always_inline]] constexpr auto quote(T&& value) {
    return detail::make_call<"QUOTE">(static_cast<T&&>(value));
}

/// `RANDOM()`: any 64-bit integer.
[[gnu::always_inline]] constexpr auto random() { return detail::make_call<"RANDOM">(); }

/// `RANDOMBLOB(n)`: n random bytes, at least one.
template <class T>
[[gnu::always_inline]] constexpr auto randomblob(T&& bytes) {
    return detail::make_call<"RANDOMBLOB">(static_cast<T&&>(bytes));
}

/// `REPLACE(x, y, z)`: x with z for each y in it.
template <class T, class U, class V>
[[gnu::always_inline]] constexpr auto replace(T&& where, U&& what, V&& with) {
    return detail::make_call<"REPLACE">(static_cast<T&&>(where), static_cast<U&&>(what),
                                        static_cast<V&&>(with));
}

/// `ROUND(x)`, or `ROUND(x, digits)`: a real.
template <class... T>
[[gnu::always_inline]] constexpr auto round(T&&... arguments) {
    return detail::make_call<"ROUND">(static_cast<T&&>(arguments)...);
}

/// `RTRIM(x)` without spaces at its end, or `RTRIM(x, characters)` without those.
template <class... T>
[[gnu::always_inline]] constexpr auto rtrim(T&&... arguments) {
    return detail::make_call<"RTRIM">(static_cast<T&&>(arguments)...);
}

/// `SIGN(x)`: -1, 0 or 1.
template <class T>
[[gnu::always_inline]] constexpr auto sign(T&& value) {
    return detail::make_call<"SIGN">(static_cast<T&&>(value));
}

/// `SOUNDEX(x)`: how an English word sounds, a letter and three digits; of NULL or no word `?000`. SQLite
/// must be compiled with it, as Debian's is.
template <class T>
[[gnu::always_inline]] constexpr auto soundex(T&& text) {
    return detail::make_call<"SOUNDEX">(static_cast<T&&>(text));
}

/// `SQLITE_VERSION()`: as in `3.40.1`.
[[gnu::always_inline]] constexpr auto sqlite_version() { return detail::make_call<"SQLITE_VERSION">(); }

/// `SUBSTR(x, from)`, or `SUBSTR(x, from, length)`: from 1, or from the end if negative; of text in
/// characters, of a blob in bytes. Of an empty blob it is NULL.
template <class... T>
[[gnu::always_inline]] constexpr auto substr(T&&... arguments) {
    return detail::make_call<"SUBSTR">(static_cast<T&&>(arguments)...);
}

/// `SUBSTRING(…)`: another name of SUBSTR.
template <class... T>
[[gnu::always_inline]] constexpr auto substring(T&&... arguments) {
    return detail::make_call<"SUBSTRING">(static_cast<T&&>(arguments)...);
}

/// `TOTAL_CHANGES()`: how many rows the connection has written since it was opened.
[[gnu::always_inline]] constexpr auto total_changes() { return detail::make_call<"TOTAL_CHANGES">(); }

/// `TRIM(x)` without spaces at both ends, or `TRIM(x, characters)` without those.
template <class... T>
[[gnu::always_inline]] constexpr auto trim(T&&... arguments) {
    return detail::make_call<"TRIM">(static_cast<T&&>(arguments)...);
}

/// `TYPEOF(x)`: `null`, `integer`, `real`, `text` or `blob`.
template <class T>
[[gnu::always_inline]] constexpr auto typeof_(T&& value) {
    return detail::make_call<"TYPEOF">(static_cast<T&&>(value));
}

/// `UNICODE(x)`: the code point of the first character; NULL of an empty text.
template <class T>
[[gnu::always_inline]] constexpr auto unicode(T&& text) {
    return detail::make_call<"UNICODE">(static_cast<T&&>(text));
}

/// `UNLIKELY(x)`: x, and a hint to the query planner that it is mostly false.
template <class T>
[[gnu::always_inline]] constexpr auto unlikely(T&& condition) {
    return detail::make_call<"UNLIKELY">(static_cast<T&&>(condition));
}

/// `UPPER(x)`: ASCII letters only.
template <class T>
[[gnu::always_inline]] constexpr auto upper(T&& text) {
    return detail::make_call<"UPPER">(static_cast<T&&>(text));
}

/// `ZEROBLOB(n)`: n bytes that are 0.
template <class T>
[[gnu::always_inline]] constexpr auto zeroblob(T&& bytes) {
    return detail::make_call<"ZEROBLOB">(static_cast<T&&>(bytes));
}

}  // namespace tenon::inline v0
