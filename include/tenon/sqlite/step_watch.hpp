// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>

#include <sqlite3.h>

#include <cstdint>

namespace tenon::inline v0::sqlite::detail {

/// Its address tells threads apart.
inline constinit thread_local char this_thread = 0;

/// Watches the steps of one connection's statements: that two threads don't step at once, and that none runs
/// for longer than it may.
struct step_watch {
    const char* stepping = nullptr;  ///< the thread inside SQLite, by `this_thread`
    std::int64_t limit = 0;          ///< nanoseconds that one step may run; 0: any time
    std::int64_t began = 0;          ///< when the running step was first looked at; 0: not yet
    bool late = false;               ///< a step was stopped for being late

    // SQLite asks after so many of its instructions, which are some tenths of a millisecond.
    static constexpr int instructions_between = 10'000;

    /// Whether another thread is inside SQLite now: seen as far as one may look without a lock.
    [[nodiscard]] bool used_elsewhere() const noexcept {
        const char* const other = __atomic_load_n(&stepping, __ATOMIC_RELAXED);
        return other != nullptr && other != &this_thread;
    }

    void set_limit(sqlite3* database, std::chrono::nanoseconds longest) noexcept {
        limit = longest.count();
        sqlite3_progress_handler(database, limit > 0 ? instructions_between : 0, &overdue, this);
    }

    static std::int64_t now() noexcept { return std::chrono::steady_clock::now().time_since_epoch().count(); }

    /// A progress handler for SQLite.
    static int overdue(void* self) noexcept {
        auto& watch = *static_cast<step_watch*>(self);
        if (watch.began == 0)
            watch.began = now();
        else
            watch.late = now() - watch.began > watch.limit;
        return watch.late ? 1 : 0;
    }
};

}  // namespace tenon::inline v0::sqlite::detail
