// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/idle_slots.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

using tenon::detail::idle_slots;

TEST_CASE("what is left in a slot is found from every slot on") {
    idle_slots<int> slots(3);
    int a = 1, b = 2, c = 3;
    CHECK(slots.take(0) == nullptr);
    CHECK(slots.put(&a, 1));
    CHECK(slots.put(&b, 1));  // in the next one
    CHECK(slots.put(&c, 1));
    CHECK(slots.size() == 3);
    int d = 4;
    CHECK_FALSE(slots.put(&d, 0));
    CHECK(slots.take(1) == &a);
    CHECK(slots.take(1) == &b);
    CHECK(slots.take(1) == &c);
    CHECK(slots.size() == 0);
    for (std::uint64_t thread = 0; thread < 9; ++thread) CHECK(slots.slot_of(thread) == thread % 3);
}

TEST_CASE("nothing is left in slots that are guarded") {
    idle_slots<int> slots(2);
    int a = 1, b = 2;
    CHECK(slots.put(&a, 1));
    CHECK(slots.take_or_guard() == &a);
    CHECK(slots.take_or_guard() == nullptr);
    CHECK_FALSE(slots.put(&b, 0));
    CHECK_FALSE(slots.put(&b, 1));
    CHECK(slots.take(0) == nullptr);
    CHECK(slots.size() == 0);
    slots.unguard();
    CHECK(slots.put(&b, 0));
    CHECK(slots.take(1) == &b);
}

TEST_CASE("threads have each thing alone, and see what the one before left in it") {
    constexpr int rounds = 20'000;
    idle_slots<std::int64_t> slots(3);
    std::int64_t counts[2] = {};
    for (std::int64_t& each : counts) CHECK(slots.put(&each, 0));
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < 4; ++number)
        threads.emplace_back([&slots, number] {
            const std::size_t at = slots.slot_of(number);
            for (int done = 0; done < rounds;) {
                std::int64_t* const found = slots.take(at);
                if (found == nullptr) {
                    std::this_thread::yield();
                    continue;
                }
                ++*found;  // no two at once
                ++done;
                while (!slots.put(found, at)) continue;
            }
        });
    for (std::thread& each : threads) each.join();
    CHECK(counts[0] + counts[1] == 4 * rounds);
}
