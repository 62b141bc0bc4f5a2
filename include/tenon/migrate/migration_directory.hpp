// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/system_reason.hpp>
#include <tenon/migrate/written_migration.hpp>

#include <dirent.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_path(const std::string& path, int reason) {
    refuse_migration("CANNOT_READ_MIGRATIONS", "the migrations in `" + path + "` can't be read: " +
                                                   tenon::detail::system_reason(reason));
}

inline std::vector<std::string> files_of_sql(const std::string& directory) {
    struct listing {
        DIR* handle;
        ~listing() {
            if (handle != nullptr) ::closedir(handle);
        }
    } const open{::opendir(directory.c_str())};
    if (open.handle == nullptr) refuse_path(directory, errno);
    std::vector<std::string> result;
    while (const dirent* entry = ::readdir(open.handle)) {
        const std::string_view name = entry->d_name;
        if (name.size() > 4 && name[0] != '.' && name.substr(name.size() - 4) == ".sql")
            result.emplace_back(name);
    }
    std::sort(result.begin(), result.end());
    return result;
}

inline std::string text_of(const std::string& path) {
    struct reading {
        std::FILE* handle;
        ~reading() {
            if (handle != nullptr) std::fclose(handle);
        }
    } const open{std::fopen(path.c_str(), "rb")};
    if (open.handle == nullptr) refuse_path(path, errno);
    std::string result;
    char part[4096];
    while (const std::size_t size = std::fread(part, 1, sizeof part, open.handle)) result.append(part, size);
    if (std::ferror(open.handle) != 0) refuse_path(path, errno);
    return result;
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0 {

/// Adds all files `*.sql` of a directory, as they are now. Throws `configuration_error`
/// CANNOT_READ_MIGRATIONS, and what `migrations::add` throws.
inline void add_directory(migrations& to, const std::string& path) {
    for (const std::string& name : schema::detail::files_of_sql(path)) {
        const std::string text = schema::detail::text_of(path + '/' + name);
        to.add(migration_file{name, text});
    }
}

}  // namespace tenon::inline v0
