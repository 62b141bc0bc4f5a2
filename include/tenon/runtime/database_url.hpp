// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/runtime/setting_value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace tenon::inline v0::detail {

/// Where a URL says that the databases are.
struct database_place {
    std::string directory{};   // of a file for each module
    std::string file{};        // of all modules, or :memory:
    std::string server{};      // as may be shown: without what might be secret
    std::string_view query{};  // what follows the first `?`, still encoded

    friend bool operator==(const database_place& a, const database_place& b) {
        return a.directory == b.directory && a.file == b.file && a.server == b.server;
    }
};

/// A URL without what might be secret: whatever stands before an `@` or behind a `?`.
inline std::string without_secrets(std::string_view url) {
    const std::size_t authority = url.find("://");
    if (authority == std::string_view::npos) return "...";
    std::string result(url.substr(0, authority + 3));
    std::string_view rest = url.substr(authority + 3);
    const bool user = rest.find('@') != std::string_view::npos;
    rest = rest.substr(0, rest.find_first_of("?#"));
    const std::size_t at = rest.rfind('@');
    if (!user) return result += rest;
    result += "***@";
    // Where a password has a `?` in it, what stands before it is a part of the password.
    return result += at == std::string_view::npos ? std::string_view("...") : rest.substr(at + 1);
}

inline int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Decodes %XX; false where a `%` is followed by anything else, or stands for NUL.
inline bool percent_decoded(std::string_view text, std::string& decoded) {
    decoded.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (text.size() - i < 3) return false;
        const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0 || (high == 0 && low == 0)) return false;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return true;
}

inline bool is_server_scheme(std::string_view scheme) {
    for (const std::string_view known : {"postgresql", "postgres", "cockroachdb", "cockroach"})
        if (same_name(scheme, known)) return true;
    return false;
}

/// Reads a database URL; throws BAD_DATABASE_URL, which names `origin`, the setting that it came from.
[[gnu::cold, gnu::noinline]] inline database_place read_database_url(std::string_view url,
                                                                     std::string_view origin) {
    const auto refuse = [&](std::string_view why) {
        refuse_setting("BAD_DATABASE_URL",
                       std::string(origin) + ' ' + std::string(why) +
                           ": give sqlite:///relative/file.db, sqlite:////absolute/file.db, a "
                           "directory with a slash at its end, or sqlite:// for one in memory");
    };
    database_place result;
    for (const char c : url)
        if (is_control(c)) refuse("holds a control character");
    const std::size_t colon = url.find(':');
    if (colon == std::string_view::npos) refuse("is no URL");
    std::string_view scheme = url.substr(0, colon);
    scheme = scheme.substr(0, scheme.find('+'));  // sqlite+aiosqlite: the driver is ours
    std::string_view rest = url.substr(colon + 1);
    if (is_server_scheme(scheme)) {
        if (rest.substr(0, 2) != "//" || rest.size() < 3) refuse("names a server, but not which");
        result.server = without_secrets(url);
        return result;
    }
    if (!same_name(scheme, "sqlite")) refuse("names a kind of database that is not known");
    if (rest.substr(0, 2) != "//") refuse("lacks the slashes behind sqlite:");
    rest.remove_prefix(2);
    if (const std::size_t mark = rest.find('?'); mark != std::string_view::npos) {
        result.query = rest.substr(mark + 1);
        rest = rest.substr(0, mark);
    }
    if (rest.empty()) {
        result.file = ":memory:";
        return result;
    }
    if (rest.front() != '/') refuse("has two slashes where three or four belong");
    std::string path;
    if (!percent_decoded(rest.substr(1), path))
        refuse("holds a % that is not followed by two hexadecimal digits, or %00");
    if (path.empty() || path == "/") refuse("names no file");
    if (path.back() != '/') {
        result.file = std::move(path);
        return result;
    }
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (path == "/") refuse("names no file");
    result.directory = std::move(path);
    return result;
}

}  // namespace tenon::inline v0::detail
