// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/sqlite/connection_options.hpp>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// How a registry keeps its databases; the defaults are the safe ones.
struct settings {
    /// Where the modules' files are; made if it is missing.
    std::string directory = "data/database";
    /// Readers per file; there is one writer.
    int max_readers = 10;
    /// How long a session waits for a connection before it fails with POOL_TIMEOUT.
    std::chrono::milliseconds acquire_timeout{30'000};
    /// Journal, durability, busy timeout, permissions, statement cache.
    sqlite::connection_options sqlite{};

    /// The defaults, with the directory that `DATABASE_URL` names: `sqlite:///relative/directory/` or
    /// `sqlite:////absolute/directory/`, with a slash at its end. Throws `configuration_error` for any other
    /// URL.
    static settings from_environment() {
        settings result;
        if (const char* url = std::getenv("DATABASE_URL"); url != nullptr && *url != '\0')
            result.directory = directory_of(url);
        return result;
    }

private:
    static std::string directory_of(std::string_view url) {
        constexpr std::string_view scheme = "sqlite:///";
        if (url.substr(0, scheme.size()) != scheme)
            refuse(
                "DATABASE_URL must begin with sqlite:///; other databases are not supported by this version");
        const std::string_view path = url.substr(scheme.size());
        if (path.size() < 2 || path.back() != '/')
            refuse(
                "DATABASE_URL must name a directory, with a slash at its end: each module has a file there");
        if (path.find('\0') != std::string_view::npos) refuse("DATABASE_URL holds a NUL byte");
        return std::string(path.substr(0, path.size() - 1));
    }

    [[noreturn]] static void refuse(const char* message) {
        error what;
        what.category = category::configuration;
        what.code = "BAD_DATABASE_URL";
        what.message = message;
        raise(std::move(what));
    }
};

}  // namespace tenon::inline v0
