// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <thread>
#include <utility>
#include <vector>

namespace concurrency {

using clock = std::chrono::steady_clock;

/// How long each operation of a thread took, in nanoseconds.
using latencies = std::vector<std::int64_t>;

/// Calls `operation(i)` until it is time to stop.
template <class Operation>
void repeat(const std::atomic<bool>& running, latencies& took, Operation operation) {
    took.reserve(1 << 20);
    for (std::int64_t i = 0; running.load(std::memory_order_relaxed); ++i) {
        const clock::time_point start = clock::now();
        operation(i);
        took.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(clock::now() - start).count());
    }
}

/// Operations per second of all threads together, and the median and 99th percentile of their latencies.
inline void print(const char* name, const std::vector<latencies>& threads, double seconds) {
    latencies all;
    for (const latencies& each : threads) all.insert(all.end(), each.begin(), each.end());
    std::sort(all.begin(), all.end());
    const auto at = [&](std::size_t percent) {
        return all.empty() ? 0LL : static_cast<long long>(all[(all.size() - 1) * percent / 100]);
    };
    std::printf("%s %.1f %lld %lld\n", name, static_cast<double>(all.size()) / seconds, at(50), at(99));
}

/// Runs `readers` and `writers` threads, `reader(number, go)` or `writer(number, go)` each, which make what
/// they need and then call `go(operation)`.
template <class Reader, class Writer>
void run(int readers, int writers, int milliseconds, Reader reader, Writer writer) {
    std::atomic<bool> running = true;
    std::vector<latencies> reads(static_cast<std::size_t>(readers)),
        writes(static_cast<std::size_t>(writers));
    std::vector<std::thread> threads;
    const clock::time_point start = clock::now();
    for (int i = 0; i < readers; ++i)
        threads.emplace_back([&, i] {
            reader(i,
                   [&](auto operation) { repeat(running, reads[static_cast<std::size_t>(i)], operation); });
        });
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
            writer(i,
                   [&](auto operation) { repeat(running, writes[static_cast<std::size_t>(i)], operation); });
        });
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    running = false;
    for (std::thread& each : threads) each.join();
    const double seconds = std::chrono::duration<double>(clock::now() - start).count();
    print("reads", reads, seconds);
    print("writes", writes, seconds);
}

}  // namespace concurrency
