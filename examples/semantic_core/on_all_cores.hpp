// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace semantic_core {

/// Calls `work(i)` for each `i` below `count`, on all cores; `work` is called by several threads at once and
/// must not throw.
template <class Work>
void on_all_cores(std::size_t count, const Work& work) {
    std::atomic<std::size_t> next = 0;
    const auto take_turns = [&] {
        for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> helpers;
    for (unsigned helper = 1; helper < std::thread::hardware_concurrency(); ++helper)
        helpers.emplace_back(take_turns);
    take_turns();
}

}  // namespace semantic_core
