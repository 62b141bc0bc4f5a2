// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/idle_slots.hpp>
#include <tenon/runtime/pooled_connection.hpp>
#include <tenon/runtime/waiting_line.hpp>

#include <algorithm>
#include <cstddef>

namespace tenon::inline v0::detail {

/// Connections of one kind: those that nobody uses, and who waits for one. A connection has a place.
struct pool_lane {
    explicit pool_lane(int most) : line(most), idle(static_cast<std::size_t>(most > 1 ? most : 1)) {}

    waiting_line line;
    idle_slots<pooled_connection> idle;

    /// Lets connections come back to their slots where nobody waits for them.
    void open_slots() noexcept {
        if (line.nobody()) idle.unguard();
    }
    void put_back(pooled_connection* it) noexcept {
        while (!idle.put(it, it->slot)) continue;  // what stands in the way is about to be taken
    }
    [[nodiscard]] int in_use() const noexcept { return std::max(line.taken() - idle.size(), 0); }
};

}  // namespace tenon::inline v0::detail
