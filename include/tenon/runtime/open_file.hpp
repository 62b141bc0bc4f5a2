// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/file_description.hpp>
#include <tenon/runtime/file_place.hpp>
#include <tenon/runtime/pooled_connection.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/sqlite/connection.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace tenon::inline v0::detail {

/// Whether there is no such file.
inline bool is_missing(const file_description& what) {
    struct ::stat found{};
    return !what.in_memory && ::stat(what.path.c_str(), &found) != 0 && errno == ENOENT;
}

/// Makes the directory that a file is to be in.
inline void make_place(const file_description& what) {
    if (!what.in_memory) make_directories(directory_of(what.path));
}

/// Opens a connection as its pool is to have it; `how` must outlive it.
[[gnu::cold, gnu::noinline]] inline sqlite::connection open_file(const file_description& what,
                                                                 const settings& how,
                                                                 sqlite::access_mode access) {
    if (!what.directory.empty()) check_inside(what.directory, what.path);
    sqlite::connection_options options = how.sqlite;
    options.access = access;
    const std::chrono::milliseconds wait = options.busy_timeout;
    if (how.connect_timeout.count() > 0) options.busy_timeout = std::min(wait, how.connect_timeout);
    sqlite::connection opened(what.path, options);
    opened.set_busy_timeout(wait);
    opened.set_statement_timeout(how.statement_timeout);
    opened.set_one_file(what.one_file);
    if (how.log.active()) opened.log_to(&how.log);
    for (const auto add_functions : what.functions) add_functions(opened);
    return opened;
}

/// Attaches those of the other files whose bits are set.
[[gnu::cold, gnu::noinline]] inline void attach_files(pooled_connection& to, const file_description& what,
                                                      std::uint64_t bits) {
    for (std::size_t i = 0; i < what.attached.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        if ((bits & bit) == 0) continue;
        const attachment& other = what.attached[i];
        if (!what.directory.empty() && directory_of(other.path) == what.directory)
            check_inside(what.directory, other.path);
        to.connection.attach_read_only(other.path, other.schema);
        to.attached |= bit;
    }
}

}  // namespace tenon::inline v0::detail
