// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/error/error.hpp>
#include <tenon/log/logging.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/sqlite/error.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::sqlite::detail {

using event_clock = std::chrono::steady_clock;

/// What is seen of a statement on lease that will be told of.
struct observation {
    std::chrono::nanoseconds spent{0};
    std::int64_t rows = 0;
    std::int64_t runs = 0;
    bool running = false;
    bool failed = false;
    error failure{};

    /// Keeps why the statement failed, unless it is known.
    void fail(const error& why) noexcept {
        if (std::exchange(failed, true)) return;
        try {
            failure = why;
        } catch (...) {  // without memory it is told that it failed, not why
        }
    }
};

/// A step of a statement, timed and counted; `step` takes it.
template <class Step>
[[gnu::cold, gnu::noinline]] int observed_step(sqlite3_stmt* statement, observation& seen, Step step) {
    sqlite3* const database = sqlite3_db_handle(statement);
    const std::int64_t changed = sqlite3_total_changes64(database);
    if (!std::exchange(seen.running, true)) ++seen.runs;
    const event_clock::time_point start = event_clock::now();
    const int code = step();
    seen.spent += event_clock::now() - start;
    if (code == SQLITE_ROW) {
        ++seen.rows;
    } else {
        seen.running = false;
        if (code == SQLITE_DONE && sqlite3_column_count(statement) == 0 &&
            sqlite3_total_changes64(database) != changed)
            seen.rows += sqlite3_changes64(database);
    }
    return code;
}

/// EXPLAIN QUERY PLAN as text, parts indented by two spaces; empty for what SQLite does not explain.
[[gnu::cold, gnu::noinline]] inline std::string plan_text(void* database, std::string_view sql) {
    const std::string explained = "EXPLAIN QUERY PLAN " + std::string(sql);
    sqlite3_stmt* rows = nullptr;
    sqlite3_prepare_v3(static_cast<sqlite3*>(database), explained.data(), static_cast<int>(explained.size()),
                       0, &rows, nullptr);
    struct finalizer {
        sqlite3_stmt* statement;
        ~finalizer() { sqlite3_finalize(statement); }
    } const at_end{rows};
    std::string text;
    std::vector<std::pair<int, std::size_t>> depths;
    while (rows != nullptr && sqlite3_step(rows) == SQLITE_ROW) {
        std::size_t depth = 0;
        for (const auto& [id, above] : depths)
            if (id == sqlite3_column_int(rows, 1)) depth = above + 2;
        depths.emplace_back(sqlite3_column_int(rows, 0), depth);
        const unsigned char* const words = sqlite3_column_text(rows, 3);
        text.append(depth, ' ');
        if (words != nullptr) text += reinterpret_cast<const char*>(words);
        text += '\n';
    }
    return text;
}

/// Who is told of what a connection does, and of its open transaction what is told at its end.
class observer {
public:
    /// Whether anybody is to be told: the one thing that costs while nobody is.
    [[nodiscard]] bool active() const noexcept { return log_ != nullptr; }

    void log_to(const logging* log) noexcept { log_ = log; }

    /// What is to be seen of a statement; null where it is not told of: transactions are told of as such, and
    /// what a sink does not at all.
    [[nodiscard, gnu::cold, gnu::noinline]] observation* observe(std::string_view sql) const noexcept {
        if (log_ == nullptr || telling_ || sql == "BEGIN" || sql == "BEGIN IMMEDIATE" || sql == "COMMIT" ||
            sql == "ROLLBACK")
            return nullptr;
        return new (std::nothrow) observation;
    }

    /// Tells of a statement that is over.
    [[gnu::cold, gnu::noinline]] void tell(const observation& seen, std::string_view sql,
                                           const error_context& context, sqlite3* database) noexcept {
        if (log_ == nullptr || telling_) return;
        statement_event event;
        event.purpose = context.purpose;
        event.module_name = context.module_name;
        event.sql = sql;
        event.duration = seen.spent;
        event.rows = seen.rows;
        event.runs = seen.runs;
        event.failure = seen.failed ? &seen.failure : nullptr;
        event.make_plan = &plan_text;
        event.plan_source = database;
        take(event);
    }

    /// A transaction is about to begin.
    [[gnu::cold, gnu::noinline]] void begin(bool writes) noexcept {
        writes_ = writes;
        began_ = event_clock::now();
    }

    /// Tells what became of the transaction.
    [[gnu::cold, gnu::noinline]] void tell(session_action action, const error_context& context,
                                           const error* failure = nullptr) noexcept {
        if (log_ == nullptr || telling_) return;
        session_event event;
        event.action = action == session_action::rolled_back && !writes_ ? session_action::ended : action;
        event.purpose = context.purpose;
        event.module_name = context.module_name;
        event.writes = writes_;
        event.duration = event_clock::now() - began_;
        event.failure = failure;
        take(event);
    }

private:
    template <class Event>
    void take(const Event& event) noexcept {
        telling_ = true;
        log_->take(event);
        telling_ = false;
    }

    const logging* log_ = nullptr;
    bool telling_ = false;
    bool writes_ = false;
    event_clock::time_point began_{};
};

}  // namespace tenon::inline v0::sqlite::detail
