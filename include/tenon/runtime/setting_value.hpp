// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/meta/trimmed.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_setting(const char* code, std::string message) {
    error what;
    what.category = category::configuration;
    what.code = code;
    what.message = std::move(message);
    raise(std::move(what));
}

/// Text from outside as a message may show it: in backticks, cut, without control characters.
inline std::string shown(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string result = "`";
    for (const char c : text.substr(0, longest)) result += is_control(c) ? '?' : c;
    return result += text.size() > longest ? "...`" : "`";
}

inline std::string_view trimmed(std::string_view text) { return trimmed(text, " \t\r\n\v\f"); }

/// Reads digits up to `most`; false for anything else.
inline bool read_number(std::string_view text, std::int64_t most, std::int64_t& number) {
    if (text.empty()) return false;
    number = 0;
    for (const char c : text) {
        if (!is_digit(c) || number > (most - (c - '0')) / 10) return false;
        number = number * 10 + (c - '0');
    }
    return true;
}

inline bool read_bool(std::string_view text, bool& value) {
    for (const std::string_view yes : {"true", "1", "yes", "on", "t", "y"})
        if (same_name(text, yes)) return value = true;
    for (const std::string_view no : {"false", "0", "no", "off", "f", "n"})
        if (same_name(text, no)) return !(value = false);
    return false;
}

/// As long as a time may be; counted in nanoseconds from now on it still fits.
inline constexpr std::chrono::milliseconds longest_time{315'360'000'000};  // ten years

inline std::chrono::milliseconds bounded(std::chrono::milliseconds time) {
    return time < longest_time ? time : longest_time;
}

/// What a number without a unit stands for.
enum class unit : std::uint8_t { none, milliseconds, seconds };

/// Reads `30s`, `1.5 min`, `200ms`, `1h`, or a bare number where there is a unit for it; up to ten years.
inline bool read_duration(std::string_view text, unit bare, std::chrono::milliseconds& value) {
    const std::size_t end = text.find_first_not_of("0123456789.");
    const std::string_view word = end == std::string_view::npos ? "" : trimmed(text.substr(end));
    std::string_view digits = trimmed(text.substr(0, end));
    std::int64_t factor = 0;
    if (word.empty()) factor = bare == unit::milliseconds ? 1 : bare == unit::seconds ? 1000 : 0;
    constexpr std::pair<std::string_view, std::int64_t> units[] = {
        {"ms", 1}, {"s", 1000}, {"sec", 1000}, {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}};
    for (const auto& [name, each] : units)
        if (same_name(word, name)) factor = each;
    std::int64_t whole = 0, part = 0, scale = 1;
    if (const std::size_t point = digits.find('.'); point != std::string_view::npos) {
        const std::string_view fraction = digits.substr(point + 1);
        if (!read_number(fraction, 999'999, part)) return false;
        for (std::size_t i = 0; i < fraction.size(); ++i) scale *= 10;
        digits = digits.substr(0, point);
    }
    if (!read_number(digits, 100'000'000'000, whole)) return false;
    if (factor == 0 && (!word.empty() || whole != 0 || part != 0)) return false;  // 0 needs no unit
    constexpr std::int64_t most = longest_time.count();
    if (factor != 0 && whole > most / factor) return false;
    if (part * factor % scale != 0) return false;
    value = std::chrono::milliseconds(whole * factor + part * factor / scale);
    return true;
}

/// Reads permissions in octal, `0600` or `600`.
inline bool read_mode(std::string_view text, unsigned& value) {
    if (text.size() < 3 || text.size() > 4 || (text.size() == 4 && text[0] != '0')) return false;
    unsigned mode = 0;
    for (const char c : text) {
        if (c < '0' || c > '7') return false;
        mode = mode * 8 + static_cast<unsigned>(c - '0');
    }
    value = mode;
    return true;
}

}  // namespace tenon::inline v0::detail
