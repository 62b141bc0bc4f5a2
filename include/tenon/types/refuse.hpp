// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// Throws a `value_error` with this code and message: how a codec refuses a value. The layers above add the
/// SQL.
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse(std::string_view code, std::string message) {
    error refused{};
    refused.code = code;
    refused.category = category::value;
    refused.message = std::move(message);
    raise(std::move(refused));
}

namespace detail {

/// Text in backticks for a message, cut to 64 bytes, with NULs and other control characters shown as `?`.
[[gnu::cold, gnu::noinline]] inline std::string quoted(std::string_view text) {
    std::string shown = "`";
    for (const char c : text.substr(0, 64)) shown += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    shown += text.size() > 64 ? "…`" : "`";
    return shown;
}

}  // namespace detail

}  // namespace tenon::inline v0
