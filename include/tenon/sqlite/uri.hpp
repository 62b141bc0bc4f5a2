// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/error.hpp>

#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite::detail {

/// Whether the path names no file: a database in memory, or a temporary one.
inline bool is_transient(std::string_view path) noexcept { return path.empty() || path == ":memory:"; }

/// The path as an SQLite URI; throws where it holds a NUL byte.
inline std::string uri_of(std::string_view path, std::string_view query = {}) {
    if (path.find('\0') != std::string_view::npos) {
        fail(category::usage, "MISUSE", "the path of a database holds a NUL byte");
    }
    std::string uri = !path.empty() && path.front() == '/' ? "file://" : "file:";
    for (const char character : path) {
        switch (character) {
        case '%': uri += "%25"; break;
        case '?': uri += "%3f"; break;
        case '#': uri += "%23"; break;
        default: uri += character;
        }
    }
    return uri += query;
}

}  // namespace tenon::inline v0::sqlite::detail
