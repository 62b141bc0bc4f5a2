// SPDX-License-Identifier: BSL-1.0
#include <tenon/attempt.hpp>
#include <tenon/group_commit.hpp>
#include <tenon/service.hpp>
#include <tenon/test_database.hpp>

#include "../sqlite/scratch.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
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

    static constexpr auto table =
        tenon::table("counters", tenon::primary_key("id"), tenon::check("value < 1000000"));
};
struct entry {
    std::int64_t id = 0;
    std::int64_t counter_id = 1;
    std::string text{};

    static constexpr auto table =
        tenon::table("entries", tenon::primary_key("id"), tenon::unique("text"),
                     tenon::foreign_key("counter_id").references<counter>("id").deferred());
};
struct counting : tenon::database_module<"counting", counter, entry> {
    static void initial_data(tenon::integrity_session<counting>& session) {
        session(tenon::insert<counter>(), counter{});
    }
};
struct note {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};
struct annotating : tenon::feature_module<"annotating", counting, note> {};

using database = tenon::test_database<counting, annotating>;

constexpr auto add_one = tenon::update<counter>().set("value"_c = "value"_c + 1).where("id"_c == 1);
constexpr auto value = tenon::select("value"_c).from<counter>().where("id"_c == 1);
constexpr auto entries = tenon::select(tenon::count()).from<entry>();

std::int64_t value_in(database& db) {
    auto session = db.read_session<counting>("look");
    return session(value).scalar();
}

std::int64_t entries_in(database& db) {
    auto session = db.read_session<counting>("look");
    return session(entries).scalar();
}

/// Threads whose work is all in the line before the first of it runs: a session of the test's own holds the
/// writing connection until then.
template <class Work>
void together(database& db, int threads, Work work) {
    std::vector<std::thread> workers;
    {
        auto held = db.integrity_session<counting>("hold");
        for (int i = 0; i < threads; ++i) workers.emplace_back([&work, i] { work(i); });
        // One of them waits in the pool's line, the others behind it.
        while (db.counts<counting>().waiting == 0) std::this_thread::yield();
        for (int i = 0; i < 200; ++i) std::this_thread::yield();
    }
    for (std::thread& each : workers) each.join();
}

}  // namespace

TEST_CASE("what is done alone is committed, and its value comes back") {
    database db;
    CHECK(db.group_commit<counting>("add", [](auto& session) { return session(add_one).rows; }) == 1);
    db.group_commit<counting>("add", [](auto& session) { session(add_one); });
    CHECK(value_in(db) == 2);
    CHECK(db.counts<counting>().group_commits == 2);
    CHECK(db.counts<counting>().grouped == 2);
}

TEST_CASE("each of many has its own answer, and the sum is exact") {
    database db;
    constexpr int threads = 8, each = 50;
    std::atomic<std::int64_t> sum{0};
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                const std::string text = std::to_string(t) + '-' + std::to_string(i);
                const std::int64_t id = db.group_commit<counting>("add " + text, [&](auto& session) {
                    session(add_one);
                    return session(tenon::insert<entry>(), entry{.text = text}).last_id;
                });
                auto reader = db.read_session<counting>("look");  // it is there when the call returns
                if (reader(tenon::select("text"_c).from<entry>().where("id"_c == "id"_p), "id"_p = id)
                        .scalar() != text)
                    std::abort();
                sum += id;
            }
        });
    for (std::thread& it : workers) it.join();
    constexpr std::int64_t all = threads * each;
    CHECK(value_in(db) == all);
    CHECK(sum == all * (all + 1) / 2);
    const tenon::pool_counts counts = db.counts<counting>();
    CHECK(counts.grouped == static_cast<std::uint64_t>(all));
    CHECK(counts.group_commits <= counts.grouped);
    CHECK(counts.waiting == 0);
    CHECK_FALSE(counts.writer_in_use);
}

TEST_CASE("those who wait together share a commit") {
    database db;
    together(db, 8, [&](int) { db.group_commit<counting>("add", [](auto& session) { session(add_one); }); });
    CHECK(value_in(db) == 8);
    CHECK(db.counts<counting>().grouped == 8);
    CHECK(db.counts<counting>().group_commits < 8);
}

TEST_CASE("who fails takes nobody with it, whatever the way") {
    database db;
    db.integrity_session<counting>("plant", [](auto& session) {
        session.connection().execute(
            "CREATE TRIGGER bomb AFTER INSERT ON entries WHEN new.text = 'bomb' BEGIN "
            "SELECT RAISE(ROLLBACK, 'boom'); END");
    });
    std::atomic<int> failed{0};
    const auto fails = [&](const char* code, auto work) {
        try {
            db.group_commit<counting>(code, work);
        } catch (const tenon::exception& what) {
            if (what.details().code == code && what.details().purpose == code) ++failed;
        }
    };
    together(db, 12, [&](int i) {
        switch (i % 6) {
        case 0:
            return fails("CHECK_VIOLATION", [](auto& session) {
                session(add_one);
                session(tenon::update<counter>().set("value"_c = 1'000'000).where("id"_c == 1));
            });
        case 1:  // which COMMIT would find, for all of them
            return fails("FOREIGN_KEY_VIOLATION", [i](auto& session) {
                session(add_one);
                session(tenon::insert<entry>(), entry{.counter_id = 99, .text = std::to_string(i)});
            });
        case 2:  // the database takes everything back, what others have done too
            return fails("TRIGGER_VIOLATION", [](auto& session) {
                session(add_one);
                session(tenon::insert<entry>(), entry{.text = "bomb"});
            });
        case 3: {
            const auto refused = db.group_commit<counting>("refuse", [](auto& session) -> tenon::result<int> {
                session(add_one);
                return tenon::failure("NOT_TODAY", "come again");
            });
            if (refused.has_error() && refused.error().code == "NOT_TODAY" &&
                refused.error().purpose == "refuse")
                ++failed;
            return;
        }
        case 4:
            try {
                db.group_commit<counting>("throw", [](auto& session) {
                    session(add_one);
                    throw std::runtime_error("mine");
                });
            } catch (const std::runtime_error& mine) {
                failed += mine.what() == std::string_view("mine") ? 1 : 0;
            }
            return;
        default: db.group_commit<counting>("add", [](auto& session) { session(add_one); });
        }
    });
    CHECK(failed == 10);
    CHECK(value_in(db) == 2);
    CHECK(entries_in(db) == 0);
}

TEST_CASE("parts that nest are taken back alone, and modules of one file share a commit") {
    database db;
    together(db, 6, [&](int i) {
        if (i % 2 == 0)
            db.group_commit<counting>("add", [](auto& session) {
                session(add_one);
                auto part = session.savepoint();
                session(add_one);
                part.rollback();
            });
        else
            db.group_commit<annotating>("annotate", [](auto& session) {
                session(tenon::insert<note>(), note{});
                session(add_one);  // of its owner
            });
    });
    CHECK(value_in(db) == 6);
    CHECK(db.counts<counting>().group_commits < 6);
}

TEST_CASE("a second writer in one thread is told so, inside and outside") {
    database db;
    {
        const auto session = db.integrity_session<counting>("first");
        CHECK(error_from([&] { db.group_commit<counting>("second", [](auto&) {}); }).code == "SECOND_WRITER");
    }
    const auto inside = error_from([&] {
        db.group_commit<counting>("outer", [&](auto& session) {
            session(add_one);
            db.group_commit<counting>("inner", [](auto& other) { other(add_one); });
        });
    });
    CHECK(inside.code == "SECOND_WRITER");
    CHECK(inside.purpose == "inner");
    CHECK(value_in(db) == 0);
    db.group_commit<counting>("add", [](auto& session) { session(add_one); });
    CHECK(value_in(db) == 1);
}

TEST_CASE("all who wait in vain end by the timeout, the one who leads too") {
    tenon::settings how;
    how.acquire_timeout = 20ms;
    database db(how);
    std::atomic<int> refused{0};
    {
        const auto held = db.integrity_session<counting>("hold");
        std::vector<std::thread> workers;
        for (int i = 0; i < 6; ++i)
            workers.emplace_back([&] {
                try {
                    db.group_commit<counting>("wait", [](auto& session) { session(add_one); });
                } catch (const tenon::pool_error& what) {
                    refused += what.details().code == "POOL_TIMEOUT" ? 1 : 0;
                }
            });
        for (std::thread& worker : workers) worker.join();
    }
    CHECK(refused == 6);
    CHECK(value_in(db) == 0);
    db.group_commit<counting>("add", [](auto& session) { session(add_one); });
    CHECK(value_in(db) == 1);
}

TEST_CASE("shared commits and sessions of one's own go on beside each other") {
    database db;
    constexpr int threads = 8, each = 40;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int i = 0; i < each; ++i)
                if (t % 2 == 0)
                    db.group_commit<counting>("add", [](auto& session) { session(add_one); });
                else
                    db.integrity_session<counting>("add", [](auto& session) { session(add_one); });
        });
    for (std::thread& it : workers) it.join();
    CHECK(value_in(db) == threads * each);
}

TEST_CASE("after the stop nobody waits for ever") {
    const scratch dir;
    tenon::settings how;
    how.directory = dir / "data";
    tenon::registry<counting> db(how);
    db.start();
    std::atomic<int> ended{0};
    std::vector<std::thread> workers;
    for (int t = 0; t < 4; ++t)
        workers.emplace_back([&] {
            try {
                for (;;) db.group_commit<counting>("add", [](auto& session) { session(add_one); });
            } catch (const tenon::usage_error& what) {
                ended += what.details().code == "NOT_STARTED" ? 1 : 0;
            }
        });
    while (db.counts<counting>().grouped < 50) std::this_thread::yield();
    db.stop(10s);
    for (std::thread& worker : workers) worker.join();
    CHECK(ended == 4);
}

TEST_CASE("what was acknowledged is there after kill -9") {
    const char* const asked = std::getenv("TENON_STRESS");
    const int rounds = asked != nullptr && std::string_view(asked) == "long" ? 100 : 4;
    constexpr int threads = 4;
    const scratch dir;
    tenon::settings how;
    how.directory = dir / "data";
    std::int64_t acknowledged[threads] = {};
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        const pid_t child = fork_child([&] {
            tenon::registry<counting> db(how);
            db.start();
            std::vector<std::thread> workers;
            for (int t = 0; t < threads; ++t)
                workers.emplace_back([&, t] {
                    for (std::int64_t i = acknowledged[t] + 1;; ++i) {
                        const std::int64_t told[2] = {t, i};
                        db.group_commit<counting>("store", [&](auto& session) {
                            session(tenon::insert<entry>().on_conflict().do_nothing(), "counter_id"_p = 1,
                                    "text"_p = std::to_string(t) + '/' + std::to_string(i));
                        });
                        if (write(ends[1], told, sizeof told) != sizeof told) std::abort();
                    }
                });
            for (std::thread& it : workers) it.join();
        });
        close(ends[1]);
        std::int64_t told[2];
        const auto listen = [&] {
            if (read(ends[0], told, sizeof told) != sizeof told) return false;
            acknowledged[told[0]] = std::max(acknowledged[told[0]], told[1]);
            return true;
        };
        for (int i = 0; i < 10 + round * 7 % 30; ++i) REQUIRE(listen());
        kill(child, SIGKILL);
        CHECK(was_killed(status_of(child)));
        while (listen()) continue;
        close(ends[0]);
        tenon::registry<counting> db(how);
        db.start();
        auto reader = db.read_session<counting>("look");
        for (int t = 0; t < threads; ++t)
            for (std::int64_t i = 1; i <= acknowledged[t]; ++i)
                REQUIRE(reader(tenon::select(tenon::count()).from<entry>().where("text"_c == "text"_p),
                               "text"_p = std::to_string(t) + '/' + std::to_string(i))
                            .scalar() == 1);
    }
}
