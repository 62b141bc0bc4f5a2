// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/error/system_reason.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_place(category kind, const char* code,
                                                                std::string message) {
    error what;
    what.category = kind;
    what.code = code;
    what.message = std::move(message);
    raise(std::move(what));
}

/// The path without links and dots, or nothing where there is no such file.
inline std::string real_path(const std::string& path) {
    char* const found = ::realpath(path.c_str(), nullptr);
    if (found == nullptr) return {};
    std::string result = found;
    std::free(found);
    return result;
}

/// The directory that a file is in.
inline std::string directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

/// The path without links and dots, as far as it is there.
inline std::string resolved_path(const std::string& path) {
    if (std::string found = real_path(path); !found.empty()) return found;
    const std::size_t slash = path.rfind('/');
    const std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    const std::string directory = directory_of(path);
    if (directory == path || directory == ".") return real_path(".") + '/' + name;
    return resolved_path(directory) + '/' + name;
}

/// Throws BAD_PATH for what can't be a path: SQLite and the system would read it only up to its NUL.
inline void check_path(std::string_view path) {
    if (path.empty())
        refuse_place(category::configuration, "BAD_PATH", "the path of the databases must not be empty");
    if (path.find('\0') != std::string_view::npos)
        refuse_place(category::configuration, "BAD_PATH", "the path of the databases holds a NUL byte");
}

/// Makes a directory, and those that it is in, where they are missing; throws CANNOT_OPEN.
inline void make_directories(const std::string& path) {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        const std::string part = path.substr(0, end);
        struct stat found{};
        const int reason = ::mkdir(part.c_str(), 0777) != 0 ? errno : 0;
        if (reason != 0 && (::stat(part.c_str(), &found) != 0 || !S_ISDIR(found.st_mode))) {
            refuse_place(category::connection, "CANNOT_OPEN",
                         "the directory `" + path + "` can't be made: " + system_reason(reason));
        }
        if (end == std::string::npos) return;
    }
}

/// Throws OUTSIDE_DIRECTORY where a link leads a database's file out of its directory.
inline void check_inside(const std::string& directory, const std::string& path) {
    const std::string file = real_path(path);
    if (file.empty()) return;
    std::string inside = real_path(directory);
    if (inside.back() != '/') inside += '/';
    if (file.compare(0, inside.size(), inside) == 0) return;
    refuse_place(category::configuration, "OUTSIDE_DIRECTORY",
                 "the database `" + path + "` is a link to `" + file + "`, outside of the directory `" +
                     directory + "`: move the file itself there, or name its directory in the settings");
}

}  // namespace tenon::inline v0::detail
