// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>

#include <cstdint>

namespace tenon::inline v0 {

/// What the connections to one file do, and have done since the start.
struct pool_counts {
    int readers_in_use = 0;
    int readers_idle = 0;
    bool writer_in_use = false;
    int waiting = 0;                     // sessions that wait for a connection now
    std::uint64_t sessions = 0;          // opened
    std::uint64_t waits = 0;             // sessions that had to wait, with or without success
    std::uint64_t timeouts = 0;          // those that waited in vain
    std::uint64_t opened = 0;            // connections
    std::uint64_t closed = 0;            // connections, for whatever reason
    std::uint64_t expired = 0;           // of those, after their life or idle time
    std::uint64_t broken = 0;            // of those, because they failed the health check or were left in use
    std::uint64_t checks = 0;            // of health
    std::uint64_t retries = 0;           // of whole transactions, by `attempt`
    std::uint64_t group_commits = 0;     // by `group_commit`
    std::uint64_t grouped = 0;           // pieces of work in them
    std::chrono::nanoseconds waited{0};  // by all together
    std::chrono::nanoseconds longest_wait{0};  // by one
};

}  // namespace tenon::inline v0
