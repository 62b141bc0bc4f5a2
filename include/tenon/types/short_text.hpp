// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/refuse.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace tenon::inline v0 {

/// Text of at most 31 bytes without memory of its own: what a codec's `encode` can return for texts that it
/// makes.
class short_text {
public:
    static constexpr std::size_t capacity = 31;

    constexpr short_text() = default;
    constexpr explicit short_text(std::string_view text) { append(text); }

    /// Adds text at the end; refused as VALUE_OUT_OF_RANGE if it would exceed the capacity.
    constexpr void append(std::string_view text) {
        require_room(text.size());
        for (const char c : text) chars_[size_++] = c;
    }

    /// Adds one character at the end; refused as VALUE_OUT_OF_RANGE if it would exceed the capacity.
    constexpr void append(char c) {
        require_room(1);
        chars_[size_++] = c;
    }

    /// Adds a number in exactly `width` digits, its last ones, with zeros in front.
    constexpr void append_digits(unsigned number, unsigned width) {
        require_room(width);
        for (unsigned i = width; i != 0; --i) {
            chars_[size_ + i - 1] = static_cast<char>('0' + number % 10);
            number /= 10;
        }
        size_ = static_cast<unsigned char>(size_ + width);
    }

    constexpr std::string_view view() const { return {chars_, size_}; }
    constexpr operator std::string_view() const { return view(); }

private:
    constexpr void require_room(std::size_t bytes) const {
        if (bytes > capacity - size_) refuse("VALUE_OUT_OF_RANGE", "a short_text holds at most 31 bytes");
    }

    char chars_[capacity]{};
    unsigned char size_ = 0;
};

}  // namespace tenon::inline v0
