// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// A sentence under construction, the same while compiling and at run time; names stand in backticks.
class message {
public:
    constexpr message& operator<<(std::string_view words) {
        for (const char c : words)
            if (size_ < capacity) text_[size_++] = c;
        return *this;
    }

    constexpr message& operator<<(std::uint64_t number) {
        char digits[20]{};
        std::size_t first = sizeof digits;
        do {
            digits[--first] = static_cast<char>('0' + number % 10);
            number /= 10;
        } while (number != 0);
        return *this << std::string_view(digits + first, sizeof digits - first);
    }

    constexpr message& name(std::string_view identifier) { return *this << "`" << identifier << "`"; }

    constexpr bool empty() const { return size_ == 0; }
    constexpr std::string_view view() const { return {text_, size_}; }

private:
    static constexpr std::size_t capacity = 768;

    char text_[capacity]{};
    std::size_t size_ = 0;
};

}  // namespace tenon::inline v0::detail
