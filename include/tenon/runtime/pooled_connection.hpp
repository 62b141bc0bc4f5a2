// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/sqlite/connection.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <utility>

namespace tenon::inline v0::detail {

template <class = void>
class basic_pool;
using pool = basic_pool<>;

/// The steady clock as of its last tick, some milliseconds ago: good enough for ages, and cheap enough to be
/// asked at both ends of every session.
inline std::chrono::steady_clock::time_point coarse_now() noexcept {
#if defined(CLOCK_MONOTONIC_COARSE)
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return std::chrono::steady_clock::time_point(
        std::chrono::nanoseconds(std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec));
#else
    return std::chrono::steady_clock::now();
#endif
}

/// A connection of a pool, and what the pool knows of it: whoever has it on loan, and the pool while nobody
/// has.
struct pooled_connection {
    using time_point = std::chrono::steady_clock::time_point;

    sqlite::connection connection;
    pool* home = nullptr;
    std::size_t slot = 0;  // where it is left when it comes back
    bool writes = false;
    bool broken = false;         // it is not to be lent again, and was counted
    std::uint64_t attached = 0;  // bits: the other files that it has attached
    std::uint64_t known = 0;     // what the pool knew of its file when it was marked so
    std::uint64_t sessions = 0;  // on loan without looking for it; read and written atomically
    time_point dies{};           // closed when it comes back after that
    time_point last_used{};
    time_point last_checked{};
    sqlite3_file* file = nullptr;               // the connection's main one, once somebody has asked
    pooled_connection* next = nullptr;          // of all that are open
    pooled_connection* next_of_some = nullptr;  // of those that the pool is about to close, or to look at

    /// Counts a session. Nobody else writes the number now.
    void count_session() noexcept { __atomic_store_n(&sessions, sessions + 1, __ATOMIC_RELAXED); }

    /// Whether a file is not the one that was opened any more: deleted, or replaced by another of its name.
    [[nodiscard]] bool moved(const char* schema = nullptr) const noexcept {
        int moved = 0;
        sqlite3_file_control(connection.handle(), schema, SQLITE_FCNTL_HAS_MOVED, &moved);
        return moved != 0;
    }

    /// The same of the main file, each time that somebody is about to write: without asking the connection,
    /// which would look for the file and lock what is its own anyway.
    [[nodiscard]] bool main_moved() noexcept {
        if (file == nullptr) [[unlikely]]
            sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
        int moved = 0;
        if (file != nullptr && file->pMethods != nullptr) [[likely]]
            file->pMethods->xFileControl(file, SQLITE_FCNTL_HAS_MOVED, &moved);
        return moved != 0;
    }

    /// Whether the file can still be read, and is still the one that was opened, as are those attached.
    [[nodiscard]] bool healthy() {
        for (int i = 0; const char* const schema = sqlite3_db_name(connection.handle(), i); ++i)
            if (moved(schema)) return false;
        try {
            static constexpr statement_data look = [] {
                statement_data data = plain_statement("SELECT count(*) FROM sqlite_schema", false);
                data.columns = 1;
                return data;
            }();
            return connection.lease(look).step();
        } catch (const exception&) {
            return false;
        }
    }
};

/// A life time made up to a tenth shorter, so that connections that were opened together do not all end
/// together.
inline std::chrono::nanoseconds with_jitter(std::chrono::nanoseconds time, std::uint64_t seed) noexcept {
    std::uint64_t mixed = (seed + 1) * 0x9E3779B97F4A7C15u;  // the finaliser of SplitMix64, by Steele et al.
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return time - time / 1000 * static_cast<std::int64_t>(mixed % 100);
}

}  // namespace tenon::inline v0::detail
