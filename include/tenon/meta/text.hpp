// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters, digits, `_` and every byte of a multi-byte UTF-8 character: what identifiers are made of.
constexpr bool is_identifier_char(char c) {
    return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

// What the compiler can tell of constants without walking them; false where it can't, and of nothing, whose
// address may be null.
constexpr bool known_equal(const char* a, const char* b, std::size_t size) {
    return size != 0 && __builtin_constant_p(__builtin_memcmp(a, b, size)) &&
           __builtin_memcmp(a, b, size) == 0;
}
constexpr bool known_without(const char* text, char c, std::size_t size) {
    return size != 0 && __builtin_constant_p(__builtin_memchr(text, c, size) == nullptr) &&
           __builtin_memchr(text, c, size) == nullptr;
}

/// Equality as SQL sees names: ASCII letters match in either case, everything else byte by byte.
constexpr bool same_name(std::string_view a, std::string_view b) {
    const std::size_t size = a.size();
    if (size != b.size()) return false;
    const char *x = a.data(), *y = b.data();
    if (known_equal(x, y, size)) return true;
    for (const char* end = x + size; x != end; ++x, ++y)
        if (*x != *y && ascii_lower(*x) != ascii_lower(*y)) return false;
    return true;
}

/// Copies characters. Eight at a time: what a loop does besides is most of what it costs while compiling.
constexpr void copy_chars(char* to, const char* from, std::size_t size) {
    for (; size >= 8; size -= 8, to += 8, from += 8) {
        to[0] = from[0], to[1] = from[1], to[2] = from[2], to[3] = from[3];
        to[4] = from[4], to[5] = from[5], to[6] = from[6], to[7] = from[7];
    }
    if (size >= 4) {
        to[0] = from[0], to[1] = from[1], to[2] = from[2], to[3] = from[3];
        size -= 4, to += 4, from += 4;
    }
    if (size >= 2) {
        to[0] = from[0], to[1] = from[1];
        size -= 2, to += 2, from += 2;
    }
    if (size == 1) *to = *from;
}

/// Writes text as far as its memory goes and measures all of it: without memory it only measures.
class text_writer {
public:
    constexpr text_writer() = default;
    constexpr text_writer(char* memory, std::size_t capacity) : memory_(memory), capacity_(capacity) {}

    constexpr void put(std::string_view text) { put(text.data(), text.size()); }

    // A literal's length is known: to count it is slow while compiling.
    template <std::size_t N>
    constexpr void put(const char (&literal)[N]) {
        put(literal, N - 1);
    }

    constexpr void put(const char* text, std::size_t size) {
        if (size_ + size <= capacity_) copy_chars(memory_ + size_, text, size);
        size_ += size;
    }

    /// Writes `name` in double quotes, inner quotes doubled, as SQL quotes identifiers.
    constexpr void put_quoted(std::string_view name) {
        const std::size_t size = name.size();
        if (size_ + 2 * size + 2 > capacity_) {
            put("\"");
            put_inside_quotes(name);
            put("\"");
            return;
        }
        char* to = memory_ + size_;
        const char* from = name.data();
        if (known_without(from, '"', size)) {
            to[0] = '"';
            copy_chars(to + 1, from, size);
            to[size + 1] = '"';
            size_ += size + 2;
            return;
        }
        *to++ = '"';
        for (const char* end = from + size; from != end; ++from) {
            *to++ = *from;
            if (*from == '"') *to++ = '"';
        }
        *to++ = '"';
        size_ = static_cast<std::size_t>(to - memory_);
    }

    /// Writes a part of such a name.
    constexpr void put_inside_quotes(std::string_view name) {
        for (std::size_t quote = name.find('"'); quote != std::string_view::npos; quote = name.find('"')) {
            put(name.substr(0, quote + 1));
            put("\"");
            name.remove_prefix(quote + 1);
        }
        put(name);
    }

    constexpr std::size_t size() const { return size_; }

private:
    char* memory_ = nullptr;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
};

/// Text of exactly `N` characters in static storage, followed by a terminator.
template <std::size_t N>
struct static_text {
    char data[N + 1]{};

    constexpr std::string_view view() const { return {data, N}; }
};

/// Runs `Print::print(text_writer&)` twice, to measure and to fill, into static storage.
template <class Print>
inline constexpr auto printed = [] {
    constexpr std::size_t size = [] {
        text_writer measure;
        Print::print(measure);
        return measure.size();
    }();
    static_text<size> text;
    text_writer writer(text.data, size);
    Print::print(writer);
    return text;
}();

}  // namespace tenon::inline v0::detail
