// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/log/event.hpp>
#include <tenon/log/line.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// A sink that writes to a logger of spdlog, given as a pointer that keeps it alive: `settings.log.sink =
/// tenon::spdlog_sink(spdlog::default_logger());`. A line per event: what failed as an error, slow statements
/// and retries as warnings, other statements as debug, sessions as trace. Safe from any thread where the
/// logger and its sinks are (those of spdlog named `…_mt`). Any logger with the same members will do: this
/// header needs nothing of spdlog, which is for the program to include.
template <class Pointer>
class spdlog_sink {
public:
    explicit spdlog_sink(Pointer to) : to_(std::move(to)) {}

    void operator()(const statement_event& event) const {
        write(event, event.failure != nullptr ? level::error : event.slow ? level::warning : level::debug);
    }
    void operator()(const session_event& event) const {
        write(event, event.action == session_action::retried ? level::warning
                     : event.failure != nullptr              ? level::error
                                                             : level::trace);
    }

private:
    enum class level { trace = 0, debug = 1, warning = 3, error = 4 };  // as spdlog numbers them

    template <class Event>
    void write(const Event& event, level at) const {
        if (static_cast<int>(to_->level()) > static_cast<int>(at)) return;
        const std::string line = event_line(event);
        const std::string_view text = line;
        switch (at) {
        case level::trace: to_->trace(text); break;
        case level::debug: to_->debug(text); break;
        case level::warning: to_->warn(text); break;
        case level::error: to_->error(text); break;
        }
    }

    Pointer to_;
};

}  // namespace tenon::inline v0
