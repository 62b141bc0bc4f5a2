// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/log/event.hpp>
#include <tenon/meta/clocks.hpp>

#include <cstdio>
#include <string>

namespace tenon::inline v0 {

/// The event in one line: how long it took, what came of it, where it happened.
[[gnu::cold, gnu::noinline]] inline std::string event_line(const statement_event& event) {
    char numbers[96];
    const double milliseconds = std::chrono::duration<double, std::milli>(event.duration).count();
    std::snprintf(numbers, sizeof numbers, "%.3f ms, %lld %s", milliseconds,
                  static_cast<long long>(event.rows), event.rows == 1 ? "row" : "rows");
    error where;
    where.message = event.slow ? std::string("slow: ") + numbers : std::string(numbers);
    if (event.runs > 1) where.message += " by " + std::to_string(event.runs) + " runs";
    if (event.failure != nullptr) where.message += ", " + event.failure->code + ": " + event.failure->message;
    where.purpose = event.purpose;
    where.module_name = event.module_name;
    where.sql = event.sql;
    return detail::error_line(where);
}

/// The event in one line.
[[gnu::cold, gnu::noinline]] inline std::string event_line(const session_event& event) {
    constexpr const char* actions[] = {"begun", "committed", "rolled back", "ended", "to be retried"};
    char numbers[48];
    const double milliseconds = std::chrono::duration<double, std::milli>(event.duration).count();
    std::snprintf(numbers, sizeof numbers, "%.3f ms, ", milliseconds);
    error where;
    where.message = std::string(numbers) + (event.writes ? "integrity session " : "read session ") +
                    actions[static_cast<unsigned char>(event.action)];
    if (event.failure != nullptr) where.message += ", " + event.failure->code + ": " + event.failure->message;
    where.purpose = event.purpose;
    where.module_name = event.module_name;
    return detail::error_line(where);
}

}  // namespace tenon::inline v0
