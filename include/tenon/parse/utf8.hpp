// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

/// How many bytes the UTF-8 character at the beginning of a text has; 0: it is none (RFC 3629).
constexpr std::size_t utf8_size(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
    const unsigned first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4 || !follows(1)) return 0;
    if (first < 0xe0) return 2;
    // Overlong forms, surrogates, and what lies behind the last character.
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
        (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) || !follows(2))
        return 0;
    if (first < 0xf0) return 3;
    return follows(3) ? 4 : 0;
}

/// The first byte that is not text to SQLite: a NUL, or no UTF-8; npos if there is none.
constexpr std::size_t find_no_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = utf8_size(text.substr(at, 4));
        if (size == 0 || text[at] == '\0') return at;
        at += size;
    }
    return std::string_view::npos;
}

}  // namespace tenon::inline v0::detail
