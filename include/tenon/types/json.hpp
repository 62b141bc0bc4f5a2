// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/types/codec.hpp>

#include <concepts>
#include <string>
#include <string_view>

namespace tenon::inline v0 {

/// How a T is written as JSON: the customisation point, specialised before the first use of `json<T>` in a
/// table or query, or by a header such as `<tenon/json/nlohmann.hpp>` for many types at once.
///
/// A specialisation has
/// - `static std::string write(const T&)`: the JSON text;
/// - `static T read(std::string_view)`: refuses what is no JSON, or not that of a T, by `tenon::refuse`.
///
/// Without `write` the values can't be bound, without `read` they can't be a column.
template <class T>
struct json_codec;

/// A column that holds a T as JSON text.
template <class T>
struct json {
    T value{};

    friend bool operator==(const json&, const json&) = default;
};

template <class T>
json(T) -> json<T>;

namespace detail {

template <class T>
concept json_writable = requires(const T& value) {
    { json_codec<T>::write(value) } -> std::same_as<std::string>;
};

template <class T>
concept json_readable = requires(std::string_view text) {
    { json_codec<T>::read(text) } -> std::same_as<T>;
};

/// Why a T can't be stored as JSON, or nothing.
template <class T>
struct json_refusal {
    static constexpr message sentence = [] {
        message words;
        if (!json_writable<T> && !json_readable<T>)
            (words << "nothing says how ").name(type_name<T>())
                << " is written as JSON: specialise tenon::json_codec for it, or include "
                   "<tenon/json/nlohmann.hpp> and give it to_json and from_json";
        return words;
    }();
};

}  // namespace detail

/// Stored as `json_codec<T>` writes it. Each T is a domain; SQL compares the texts.
template <class T>
struct codec<json<T>> {
    static_assert(detail::accept<detail::json_refusal<T>>());

    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = detail::type_name<json<T>>();

    static std::string encode(const json<T>& value)
        requires detail::json_writable<T>
    {
        return json_codec<T>::write(value.value);
    }
    static json<T> decode(std::string_view stored)
        requires detail::json_readable<T>
    {
        return {json_codec<T>::read(stored)};
    }
};

}  // namespace tenon::inline v0
