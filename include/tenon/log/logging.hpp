// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/log/event.hpp>
#include <tenon/log/line.hpp>
#include <tenon/log/sink.hpp>
#include <tenon/meta/clocks.hpp>

#include <cstdio>
#include <string>

namespace tenon::inline v0 {

/// Who is told what statements and sessions do. Off, as by default, it costs a branch per statement.
struct logging {
    /// Gets every event.
    event_sink sink{};
    /// Writes every event to stderr too, a line each.
    bool echo = false;
    /// Statements that take at least this long are marked as slow, and written to stderr where there is
    /// neither a sink nor echo; 0: none is slow.
    std::chrono::milliseconds slow_query{0};

    /// Whether anything is to be told.
    [[nodiscard]] bool active() const noexcept {
        return static_cast<bool>(sink) || echo || slow_query.count() > 0;
    }

    /// Tells of a statement, whose `slow` is decided here.
    [[gnu::cold, gnu::noinline]] void take(statement_event event) const noexcept {
        event.slow = slow_query.count() > 0 && event.duration >= slow_query;
        sink(event);
        if (echo || (event.slow && !sink)) write(event);
    }
    /// Tells of a session.
    [[gnu::cold, gnu::noinline]] void take(const session_event& event) const noexcept {
        sink(event);
        if (echo) write(event);
    }

private:
    template <class Event>
    static void write(const Event& event) noexcept {
        try {  // one call, so that the lines of several threads do not mix
            const std::string line = "tenon: " + event_line(event) + '\n';
            std::fwrite(line.data(), 1, line.size(), stderr);
        } catch (...) {  // without memory there is no line
        }
    }
};

}  // namespace tenon::inline v0
