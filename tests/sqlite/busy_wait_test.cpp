// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/busy_wait.hpp>
#include <tenon/sqlite/database.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

namespace {

constexpr auto set = query("UPDATE t SET a = a + 1", 0, 0);

tenon::database open(const scratch& dir, std::chrono::milliseconds longest) {
    tenon::database db(dir / "a.db", {.busy_timeout = longest});
    db.connection().execute("CREATE TABLE IF NOT EXISTS t (a INTEGER) STRICT");
    return db;
}

}  // namespace

TEST_CASE("a statement asks for a lock as long as it may, and no longer") {
    const scratch dir;
    tenon::database first = open(dir, 30s);
    tenon::database second = open(dir, 30s);
    const auto held = first.transaction();
    for (const auto longest : {0ms, 1ms, 20ms}) {
        second.connection().set_busy_timeout(longest);
        const auto began = std::chrono::steady_clock::now();
        CHECK(error_from([&] { (void)second.transaction(); }).code == "BUSY");
        CHECK(std::chrono::steady_clock::now() - began >= longest);
    }
    second.connection().set_busy_timeout(std::chrono::milliseconds::max());
    CHECK(first.connection().in_transaction());
}

TEST_CASE("a lock is got when it is given up") {
    const scratch dir;
    tenon::database first = open(dir, 30s);
    std::atomic<bool> waiting{false};
    std::thread other;
    {
        const auto held = first.transaction();
        other = std::thread([&] {
            tenon::database second(dir / "a.db");
            waiting = true;
            const auto mine = second.transaction();
        });
        while (!waiting) std::this_thread::yield();
    }
    other.join();
    first.connection().lease(set).step();
}

TEST_CASE("each wait is short, and none goes beyond the end") {
    tenon::sqlite::detail::busy_wait it;
    it.longest = 3'000'000;
    int asked = 0;
    while (tenon::sqlite::detail::busy_wait::wait(&it, asked) != 0) ++asked;
    CHECK(asked >= 1);
    CHECK(tenon::sqlite::detail::busy_wait::now() - it.began >= it.longest);
}
