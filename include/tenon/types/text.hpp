// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace tenon::inline v0 {

/// Owned text; every byte is kept, NULs too.
template <>
struct codec<std::string> {
    static constexpr kind storage = kind::text;

    static std::string_view encode(const std::string& value) { return value; }
    static std::string decode(std::string_view stored) { return std::string(stored); }
};

/// A view of text: when read, it ends with the row.
template <>
struct codec<std::string_view> {
    static constexpr kind storage = kind::text;

    static constexpr std::string_view encode(const std::string_view& value) { return value; }
    static constexpr std::string_view decode(std::string_view stored) { return stored; }
};

/// Text up to its first NUL, to be bound only; a null pointer is refused as NULL_VALUE.
template <>
struct codec<const char*> {
    static constexpr kind storage = kind::text;

    static constexpr std::string_view encode(const char* value) {
        if (value == nullptr)
            refuse("NULL_VALUE",
                   "a null pointer was given where text is expected: give std::nullopt for NULL");
        return value;
    }
};

/// Text up to its first NUL, to be bound only; a null pointer is refused as NULL_VALUE.
template <>
struct codec<char*> : codec<const char*> {};

/// The text of a literal or a constant array: all of it but NULs at its end, so `"a\0b"` keeps three bytes.
template <std::size_t N>
constexpr std::string_view text_of(const char (&array)[N]) {
    std::size_t size = N;
    while (size != 0 && array[size - 1] == '\0') --size;
    return {array, size};
}

/// The text in a buffer: up to its first NUL, or all of it if there is none.
template <std::size_t N>
constexpr std::string_view text_of(char (&buffer)[N]) {
    std::size_t size = 0;
    while (size != N && buffer[size] != '\0') ++size;
    return {buffer, size};
}

}  // namespace tenon::inline v0
