// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/clocks.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::inline v0 {

/// A statement that has run, told when it is over: all of its rows read, or given up, or failed. Views and
/// pointers are valid during the sink's call. No value that was bound is ever part of an event.
struct statement_event {
    std::string_view purpose;      ///< of the session; empty where there is none
    std::string_view module_name;  ///< empty where there is none
    std::string_view sql;
    std::chrono::nanoseconds duration{0};  ///< spent in the database: not what the program did between rows
    std::int64_t rows = 0;                 ///< read, or inserted, updated or deleted
    std::int64_t runs = 0;                 ///< more than one: a range of structs; 0: it could not be started
    bool slow = false;                     ///< took at least `logging::slow_query`
    const error* failure = nullptr;        ///< why it failed; null where it did not

    /// How SQLite runs it, in its own words: one line per step, parts indented. Asked for now, so it costs
    /// what EXPLAIN QUERY PLAN costs; empty for what can't be explained.
    [[nodiscard]] std::string plan() const {
        return make_plan != nullptr ? make_plan(plan_source, sql) : std::string();
    }

    std::string (*make_plan)(void*, std::string_view) = nullptr;  ///< the backend's
    void* plan_source = nullptr;                                  ///< the backend's
};

/// What has become of a session's transaction. `ended`: of a session that only read; `retried`: it will be
/// run again as a whole.
enum class session_action : std::uint8_t { begun, committed, rolled_back, ended, retried };

/// A transaction that was begun or has ended. Views and pointers are valid during the sink's call.
struct session_event {
    session_action action = session_action::begun;
    std::string_view purpose;
    std::string_view module_name;
    bool writes = false;                   ///< an integrity session, not one that reads
    std::chrono::nanoseconds duration{0};  ///< of `begun`: waiting for the lock; else since it was begun
    const error* failure = nullptr;        ///< why it could not begin, commit or go on; else null
};

}  // namespace tenon::inline v0
