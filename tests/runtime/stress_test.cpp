// SPDX-License-Identifier: BSL-1.0
// Many processes and threads at once, and processes that are killed. Short by default; with TENON_STRESS=long
// in the environment as long as it takes to trust the outcome.
#include <tenon/attempt.hpp>
#include <tenon/test_database.hpp>

#include "../sqlite/scratch.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace tenon::literals;
using namespace std::chrono_literals;

namespace {

struct counter {
    std::int64_t id = 0;
    std::int64_t value = 0;

    static constexpr auto table = tenon::table("counters", tenon::primary_key("id"));
};
struct entry {
    std::int64_t id = 0;
    std::int64_t batch = 0;
    std::string text{};

    static constexpr auto table =
        tenon::table("entries", tenon::primary_key("id"), tenon::unique("batch", "text"));
};
struct counting : tenon::database_module<"counting", counter, entry> {
    static void initial_data(tenon::integrity_session<counting>& session) {
        session(tenon::insert<counter>(), counter{.value = 0});
    }
};
using program = tenon::registry<counting>;

constexpr auto read_value = tenon::select("value"_c).from<counter>().where("id"_c == 1);
constexpr auto write_value = tenon::update<counter>().set("value"_c = "value"_p).where("id"_c == 1);
constexpr auto entries_of = tenon::select(tenon::count()).from<entry>().where("batch"_c == "batch"_p);
constexpr auto least_entries =
    tenon::select(tenon::count().as<"n">()).from<entry>().group_by("batch"_c).order_by("n"_c).limit(1);

bool is_long() {
    const char* const asked = std::getenv("TENON_STRESS");
    return asked != nullptr && std::string_view(asked) == "long";
}

tenon::settings in(const scratch& dir) {
    tenon::settings result;
    result.directory = dir / "data";
    return result;
}

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

}  // namespace

namespace {

struct storm_size {
    int processes, threads, increments;
};

/// Lets processes and threads count together, each increment a transaction that reads and then writes.
template <class... Policy>
void storm(const storm_size& size, const tenon::settings& how, const Policy&... policy) {
    program(how).start();
    int counts[2];
    REQUIRE(pipe(counts) == 0);
    std::vector<pid_t> children;
    const auto began = std::chrono::steady_clock::now();
    {
        starting_line line;
        for (int p = 0; p < size.processes; ++p)
            children.push_back(fork_child([&] {
                line.wait();
                program db(how);
                db.start();
                std::atomic<int> failed{0};
                std::vector<std::thread> workers;
                std::atomic<std::int64_t> longest{0};
                for (int t = 0; t < size.threads; ++t)
                    workers.emplace_back([&] {
                        for (int i = 0; i < size.increments; ++i) {
                            const auto from = std::chrono::steady_clock::now();
                            const auto done = db.attempt<counting>(
                                "count",
                                [](auto& session) {
                                    const std::int64_t before = session(read_value).scalar();
                                    session(write_value, "value"_p = before + 1);
                                },
                                policy...);
                            if (done.has_error()) ++failed;
                            const std::int64_t took = (std::chrono::steady_clock::now() - from).count();
                            for (std::int64_t seen = longest;
                                 took > seen && !longest.compare_exchange_weak(seen, took);)
                                continue;
                        }
                    });
                for (std::thread& worker : workers) worker.join();
                expect(failed == 0, "an attempt has failed");
                const std::int64_t told[] = {static_cast<std::int64_t>(db.counts<counting>().retries),
                                             longest};
                expect(write(counts[1], told, sizeof told) == sizeof told, "pipe");
            }));
    }
    int ended_well = 0;
    for (const pid_t child : children) ended_well += status_of(child) == 0 ? 1 : 0;
    REQUIRE(ended_well == size.processes);
    std::int64_t retries = 0, longest = 0;
    for (int p = 0; p < size.processes; ++p) {
        std::int64_t told[2] = {0, 0};
        REQUIRE(read(counts[0], told, sizeof told) == sizeof told);
        retries += told[0];
        longest = std::max(longest, told[1]);
    }
    for (const int end : counts) close(end);
    program db(how);
    db.start();
    auto reader = db.read_session<counting>("look");
    CHECK(reader(read_value).scalar() == size.processes * size.threads * size.increments);
    if (is_long())
        std::printf("storm: %d x %d x %d increments in %.0f s, %lld retries, the longest took %.0f ms\n",
                    size.processes, size.threads, size.increments,
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
                    static_cast<long long>(retries), static_cast<double>(longest) * 1e-6);
}

}  // namespace

TEST_CASE("processes and threads that count together lose nothing, by the defaults") {
    const scratch dir;
    storm(is_long() ? storm_size{8, 4, 1000} : storm_size{3, 2, 15}, in(dir));
}

TEST_CASE("processes and threads that count together lose nothing, where most of them are told BUSY") {
    const scratch dir;
    tenon::settings how = in(dir);
    how.sqlite.busy_timeout = std::chrono::milliseconds(5);
    how.acquire_timeout = 10min;
    const tenon::retry_policy policy{.attempts = 1'000'000, .deadline = 10min};
    storm(is_long() ? storm_size{8, 4, 250} : storm_size{3, 2, 15}, how, policy);
}

TEST_CASE("what was committed is there after kill -9") {
    const int rounds = is_long() ? 200 : 6;
    constexpr int rows = 100;
    const scratch dir;
    std::int64_t acknowledged = 0;
    for (int round = 0; round < rounds; ++round) {
        int pipe_ends[2];
        REQUIRE(pipe(pipe_ends) == 0);
        const pid_t child = fork_child([&] {
            program db(in(dir));
            db.start();
            for (std::int64_t batch = acknowledged + 1;; ++batch) {
                auto session = db.integrity_session<counting>("bulk");
                std::vector<entry> entries;
                for (int i = 0; i < rows; ++i) entries.push_back({0, batch, std::to_string(i)});
                // What was committed but not yet acknowledged is there already.
                if (session(entries_of, "batch"_p = batch).scalar() == 0)
                    session(tenon::insert<entry>(), entries);
                session.commit();
                expect(write(pipe_ends[1], &batch, sizeof batch) == sizeof batch, "pipe");
            }
        });
        close(pipe_ends[1]);
        // From the acknowledgement on, the next batches are written while the signal comes.
        for (int i = 0; i < 1 + round * 7 % 5; ++i)
            REQUIRE(read(pipe_ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
        for (volatile int spin = 0; spin < round * 7919 % 1'000'000;) spin = spin + 1;
        kill(child, SIGKILL);
        CHECK(was_killed(status_of(child)));
        while (read(pipe_ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) continue;
        close(pipe_ends[0]);

        program db(in(dir));
        db.start();
        auto reader = db.read_session<counting>("look");
        for (std::int64_t batch = std::max<std::int64_t>(1, acknowledged - 20); batch <= acknowledged;
             ++batch)
            REQUIRE(reader(entries_of, "batch"_p = batch).scalar() == rows);
        REQUIRE(reader(least_entries).scalar() == rows);  // none in part
    }
    program db(in(dir));
    db.start();
    auto reader = db.read_session<counting>("look");
    CHECK(reader(tenon::select(tenon::count()).from<entry>()).scalar() >= acknowledged * rows);
    if (is_long())
        std::printf("kill -9: %d rounds, %lld commits acknowledged, none lost\n", rounds,
                    static_cast<long long>(acknowledged));
}

TEST_CASE("no thread starves for a reader, and none is lost") {
    constexpr int threads = 16;
    const std::chrono::seconds time = is_long() ? 60s : 0s;
    const std::uint64_t least = 20;  // sessions of each thread
    tenon::settings how;
    how.max_readers = 4;
    how.life_time = 500ms;  // connections come and go
    tenon::test_database<counting> db(how);
    const auto until = std::chrono::steady_clock::now() + time;
    std::vector<std::uint64_t> sessions(threads, 0);
    std::vector<std::thread> workers;
    for (std::uint64_t& mine : sessions)
        workers.emplace_back([&] {
            while (mine < least || std::chrono::steady_clock::now() < until) {
                auto session = db.read_session<counting>("look");
                if (session(read_value).scalar() != 0) std::abort();
                std::this_thread::yield();
                ++mine;
            }
        });
    for (std::thread& worker : workers) worker.join();
    const tenon::pool_counts counts = db.counts<counting>();
    CHECK(counts.readers_in_use == 0);
    CHECK(counts.readers_idle <= 4);
    CHECK(counts.waiting == 0);
    CHECK(counts.timeouts == 0);
    CHECK(counts.broken == 0);
    CHECK(counts.opened - counts.closed == static_cast<std::uint64_t>(counts.readers_idle) + 1);
    const auto [fewest, most] = std::minmax_element(sessions.begin(), sessions.end());
    CHECK(*fewest >= least);
    if (is_long()) {
        CHECK(*fewest * 2 >= *most);
        std::printf("pool: %llu sessions, %llu to %llu a thread, longest wait %.1f ms, mean %.3f ms\n",
                    static_cast<unsigned long long>(counts.sessions),
                    static_cast<unsigned long long>(*fewest), static_cast<unsigned long long>(*most),
                    static_cast<double>(counts.longest_wait.count()) * 1e-6,
                    static_cast<double>(counts.waited.count()) * 1e-6 /
                        static_cast<double>(std::max<std::uint64_t>(counts.waits, 1)));
    }
}

TEST_CASE("many who wait in vain all end by the timeout") {
    tenon::settings how;
    how.max_readers = 1;
    how.acquire_timeout = 20ms;
    tenon::test_database<counting> db(how);
    const auto held = db.read_session<counting>("hold");
    std::atomic<int> refused{0};
    std::vector<std::thread> workers;
    for (int i = 0; i < 16; ++i)
        workers.emplace_back([&] {
            try {
                (void)db.read_session<counting>("wait");
            } catch (const tenon::pool_error& what) {
                refused += what.details().code == "POOL_TIMEOUT" ? 1 : 0;
            }
        });
    for (std::thread& worker : workers) worker.join();
    CHECK(refused == 16);
    CHECK(db.counts<counting>().timeouts == 16);
    CHECK(db.counts<counting>().waiting == 0);
}
