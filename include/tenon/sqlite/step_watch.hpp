// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/sqlite/error.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <utility>

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

    /// Whether no thread is inside SQLite now: seen as far as one may look without a lock.
    [[nodiscard, gnu::always_inline]] bool alone() const noexcept {
        return __atomic_load_n(&stepping, __ATOMIC_RELAXED) == nullptr;
    }

    /// Throws USED_BY_TWO_THREADS while another thread runs a statement.
    void check_alone() const {
        if (used_elsewhere()) [[unlikely]]
            used_by_two();
    }

    /// A step begins, and ends.
    [[gnu::always_inline]] void begin() noexcept {
        __atomic_store_n(&stepping, &this_thread, __ATOMIC_RELAXED);
        began = 0;
    }
    [[gnu::always_inline]] void end() noexcept {
        __atomic_store_n(&stepping, static_cast<const char*>(nullptr), __ATOMIC_RELAXED);
    }

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

    /// Says of an interrupted statement that it was stopped for being late, if that was so.
    [[gnu::cold, gnu::noinline]] void explain_late(error& what) {
        if (!std::exchange(late, false) || what.native_code != SQLITE_INTERRUPT) return;
        what.code = "STATEMENT_TIMEOUT";
        what.category = category::query;
        what.message = "the statement was stopped: it ran for longer than statement_timeout, " +
                       std::to_string(limit / 1'000'000) +
                       " ms; look at its plan, do less at a time, or allow more";
    }

    /// A progress handler for SQLite.
    static int overdue(void* self) noexcept {
        auto& watch = *static_cast<step_watch*>(self);
        if (watch.began == 0)
            watch.began = now();
        else
            watch.late = now() - watch.began > watch.limit;
        return watch.late ? 1 : 0;
    }

private:
    [[noreturn, gnu::cold, gnu::noinline]] static void used_by_two() {
        fail(category::usage, "USED_BY_TWO_THREADS",
             "two threads use one session, or one connection, at once: open one for each");
    }
};

}  // namespace tenon::inline v0::sqlite::detail
