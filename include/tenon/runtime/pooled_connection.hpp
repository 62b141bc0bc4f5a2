// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/sqlite/connection.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace tenon::inline v0::detail {

/// A connection of a pool, and what the pool knows of it.
struct pooled_connection {
    using time_point = std::chrono::steady_clock::time_point;

    sqlite::connection connection;
    std::uint64_t attached = 0;  // bits: the other files that it has attached
    std::size_t trusted = 0;     // so many of the pool's tables are marked as verified
    time_point dies{};           // closed when it comes back after that
    time_point last_used{};
    time_point last_checked{};

    /// Whether a file is not the one that was opened any more: deleted, or replaced by another of its name.
    [[nodiscard]] bool moved(const char* schema = nullptr) const noexcept {
        int moved = 0;
        sqlite3_file_control(connection.handle(), schema, SQLITE_FCNTL_HAS_MOVED, &moved);
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
