// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/schema/constraint.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr void put_unsigned(text_writer& out, std::uint64_t value, int at_least = 1) {
    char digits[20]{};
    int size = 0;
    for (; value > 0 || size < at_least; value /= 10) digits[size++] = static_cast<char>('0' + value % 10);
    while (size > 0) out.put({&digits[--size], 1});
}

constexpr void put_integer(text_writer& out, std::int64_t value) {
    if (value < 0) out.put("-");
    const auto bits = static_cast<std::uint64_t>(value);
    put_unsigned(out, value < 0 ? 0 - bits : bits);
}

/// How many decimals write a number exactly, so that reading the text yields the same number; -1 if that
/// can't be proved: a whole number below 2^53 divided by a power of ten up to 10^22 is correctly rounded
/// (IEEE 754).
constexpr int exact_decimals(double value) {
    double scale = 1;
    for (int decimals = 0; decimals <= 15; ++decimals, scale *= 10) {
        const double scaled = value * scale;
        if (scaled >= 9007199254740992.0) return -1;
        const auto whole = static_cast<std::uint64_t>(scaled + 0.5);
        if (static_cast<double>(whole) / scale == value) return decimals;
    }
    return -1;
}

constexpr void put_real(text_writer& out, double value) {
    if (value < 0) {
        out.put("-");
        value = -value;
    }
    const int decimals = exact_decimals(value);
    std::uint64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const auto whole = static_cast<std::uint64_t>(value * static_cast<double>(scale) + 0.5);
    put_unsigned(out, whole / scale);
    out.put(".");
    put_unsigned(out, whole % scale, decimals > 0 ? decimals : 1);
}

/// Writes text in single quotes, inner quotes doubled, as SQL writes strings.
constexpr void put_text(text_writer& out, std::string_view text) {
    out.put("'");
    for (const char& c : text) {
        if (c == '\'') out.put("'");
        out.put({&c, 1});
    }
    out.put("'");
}

constexpr void put_default(text_writer& out, const stored_default& value) {
    if (value.current_timestamp) return out.put("(strftime('%Y-%m-%d %H:%M:%f', 'now') || '000')");
    switch (value.type.storage) {
    case kind::boolean:
    case kind::integer: return put_integer(out, value.integer);
    case kind::real: return put_real(out, value.real);
    case kind::text: return put_text(out, value.text);
    default: return out.put("NULL");
    }
}

}  // namespace tenon::inline v0::detail
