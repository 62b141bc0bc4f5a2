// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/waiting_line.hpp>

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using tenon::detail::waiting_line;

namespace {

/// A line, and threads that wait in it in a known order.
struct queue {
    using time = waiting_line::clock::time_point;
    static constexpr auto no_end = 1h;

    std::mutex mutex;
    waiting_line line{1};
    std::vector<int> served;
    std::vector<waiting_line::outcome> outcomes = std::vector<waiting_line::outcome>(8);
    std::vector<std::thread> threads;

    ~queue() {
        for (std::thread& thread : threads) thread.join();
    }

    void add(int number, std::chrono::nanoseconds wait = no_end) {
        threads.emplace_back([this, number, wait] {
            std::unique_lock lock(mutex);
            outcomes[static_cast<std::size_t>(number)] = line.enter(lock, waiting_line::clock::now() + wait);
            served.push_back(number);
        });
        while (waiting() != static_cast<int>(threads.size())) std::this_thread::yield();
    }

    int waiting() {
        const std::lock_guard lock(mutex);
        return line.waiting();
    }

    void leave_and_wait_for(std::size_t count) {
        {
            const std::lock_guard lock(mutex);
            line.leave();
        }
        for (bool done = false; !done; std::this_thread::yield()) {
            const std::lock_guard lock(mutex);
            done = served.size() == count;
        }
    }
};

}  // namespace

TEST_CASE("places are given in the order of asking") {
    queue q;
    q.line.take();
    CHECK_FALSE(q.line.open());
    for (int i = 0; i < 5; ++i) q.add(i);
    for (std::size_t i = 1; i <= 5; ++i) q.leave_and_wait_for(i);
    CHECK(q.served == std::vector<int>{0, 1, 2, 3, 4});
    CHECK_FALSE(q.line.open());
    q.line.leave();
    CHECK(q.line.open());
}

TEST_CASE("who gives up leaves the line, others move up") {
    queue q;
    q.line.take();
    q.add(0);
    std::unique_lock lock(q.mutex);
    CHECK(q.line.enter(lock, waiting_line::clock::now()) == waiting_line::outcome::timed_out);
    CHECK(q.line.waiting() == 1);
    lock.unlock();
    q.leave_and_wait_for(1);
    CHECK(q.outcomes[0] == waiting_line::outcome::entered);
}

TEST_CASE("a line that is closed sends everybody away") {
    queue q;
    q.line.take();
    for (int i = 0; i < 3; ++i) q.add(i);
    {
        const std::lock_guard lock(q.mutex);
        q.line.close();
    }
    for (std::thread& thread : q.threads) thread.join();
    q.threads.clear();
    for (std::size_t i = 0; i < 3; ++i) CHECK(q.outcomes[i] == waiting_line::outcome::closed);
    std::unique_lock lock(q.mutex);
    CHECK(q.line.enter(lock, waiting_line::clock::now() + 1h) == waiting_line::outcome::closed);
    q.line.leave();
    CHECK_FALSE(q.line.open());
}
