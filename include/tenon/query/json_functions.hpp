// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/call.hpp>

namespace tenon::inline v0 {

/// `JSON(x)`: the text without needless spaces; a text that is no JSON is an error of the database, as in all
/// these functions but JSON_VALID.
template <class T>
[[gnu::always_inline]] constexpr auto json_(T&& text) {
    return detail::make_call<"JSON">(static_cast<T&&>(text));
}

/// `JSON_ARRAY(…)`: NULL becomes JSON's null.
template <class... T>
[[gnu::always_inline]] constexpr auto json_array(T&&... arguments) {
    return detail::make_call<"JSON_ARRAY">(static_cast<T&&>(arguments)...);
}

/// `JSON_ARRAY_LENGTH(x)`, or `JSON_ARRAY_LENGTH(x, path)`: 0 of what is no array, NULL where the path leads
/// to nothing.
template <class... T>
[[gnu::always_inline]] constexpr auto json_array_length(T&&... arguments) {
    return detail::make_call<"JSON_ARRAY_LENGTH">(static_cast<T&&>(arguments)...);
}

/// `JSON_EXTRACT(x, path)`: the value that the path leads to, NULL if there is none. Its type is known only
/// when it runs; it can be compared and be an argument, but no result. Of several paths: a JSON array as
/// text.
template <class... T>
[[gnu::always_inline]] constexpr auto json_extract(T&&... arguments) {
    return detail::make_call<"JSON_EXTRACT">(static_cast<T&&>(arguments)...);
}

/// `JSON_INSERT(x, path, value, …)`: x with the values where there were none.
template <class... T>
[[gnu::always_inline]] constexpr auto json_insert(T&&... arguments) {
    return detail::make_call<"JSON_INSERT">(static_cast<T&&>(arguments)...);
}

/// `JSON_OBJECT(name, value, …)`: a NULL for a name is an error of the database.
template <class... T>
[[gnu::always_inline]] constexpr auto json_object(T&&... arguments) {
    return detail::make_call<"JSON_OBJECT">(static_cast<T&&>(arguments)...);
}

/// `JSON_PATCH(x, patch)`: x changed as RFC 7396 says.
template <class T, class U>
[[gnu::always_inline]] constexpr auto json_patch(T&& text, U&& patch) {
    return detail::make_call<"JSON_PATCH">(static_cast<T&&>(text), static_cast<U&&>(patch));
}

/// `JSON_QUOTE(x)`: a number or text as JSON; of NULL `null`.
template <class T>
[[gnu::always_inline]] constexpr auto json_quote(T&& value) {
    return detail::make_call<"JSON_QUOTE">(static_cast<T&&>(value));
}

/// `JSON_REMOVE(x, path, …)`: NULL if a path removes all of it.
template <class... T>
[[gnu::always_inline]] constexpr auto json_remove(T&&... arguments) {
    return detail::make_call<"JSON_REMOVE">(static_cast<T&&>(arguments)...);
}

/// `JSON_REPLACE(x, path, value, …)`: x with the values instead of those that were there.
template <class... T>
[[gnu::always_inline]] constexpr auto json_replace(T&&... arguments) {
    return detail::make_call<"JSON_REPLACE">(static_cast<T&&>(arguments)...);
}

/// `JSON_SET(x, path, value, …)`: x with the values, whether there were any or not.
template <class... T>
[[gnu::always_inline]] constexpr auto json_set(T&&... arguments) {
    return detail::make_call<"JSON_SET">(static_cast<T&&>(arguments)...);
}

/// `JSON_TYPE(x)`, or `JSON_TYPE(x, path)`: `null`, `true`, `false`, `integer`, `real`, `text`, `array` or
/// `object`; NULL where the path leads to nothing.
template <class... T>
[[gnu::always_inline]] constexpr auto json_type(T&&... arguments) {
    return detail::make_call<"JSON_TYPE">(static_cast<T&&>(arguments)...);
}

/// `JSON_VALID(x)`: a condition.
template <class T>
[[gnu::always_inline]] constexpr auto json_valid(T&& text) {
    return detail::make_call<"JSON_VALID">(static_cast<T&&>(text));
}

/// `JSON_GROUP_ARRAY(x)`: the values of all rows; of no rows `[]`.
template <class T>
[[gnu::always_inline]] constexpr auto json_group_array(T&& values) {
    return detail::make_call<"JSON_GROUP_ARRAY">(static_cast<T&&>(values));
}

/// `JSON_GROUP_OBJECT(name, value)`: the values of all rows by their names; of no rows `{}`.
template <class T, class U>
[[gnu::always_inline]] constexpr auto json_group_object(T&& names, U&& values) {
    return detail::make_call<"JSON_GROUP_OBJECT">(static_cast<T&&>(names), static_cast<U&&>(values));
}

}  // namespace tenon::inline v0
