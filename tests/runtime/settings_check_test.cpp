// SPDX-License-Identifier: BSL-1.0
#include <tenon/attempt.hpp>
#include <tenon/runtime/settings_check.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <thread>

using namespace two_modules;
using namespace std::chrono_literals;

TEST_CASE("settings that code has set are looked at when a registry starts") {
    const scratch dir;
    const auto refused = [&](const std::function<void(tenon::settings&)>& change) {
        tenon::settings how = in(dir);
        change(how);
        const tenon::error error = error_from([&] { program(how).start(); });
        CHECK(error.code == "BAD_SETTING");
        CHECK(error.category == tenon::category::configuration);
        return error.message;
    };
    CHECK(refused([](auto& how) { how.max_readers = 0; }) ==
          "max_readers of module `standard.shop` must be from 1 to 1000, not 0");
    CHECK(contains(refused([](auto& how) { how.of("users").max_readers = -1; }), "`standard.users`"));
    CHECK(contains(refused([](auto& how) { how.min_readers = 11; }), "from 0 to max_readers (10), not 11"));
    CHECK(contains(refused([](auto& how) { how.acquire_timeout = -1ms; }), "acquire_timeout"));
    CHECK(contains(refused([](auto& how) { how.sqlite.busy_timeout = -5s; }), "not -5000"));
    CHECK_FALSE(std::filesystem::exists(dir / "data"));
}

TEST_CASE("a time may be as long as its type can say") {
    constexpr auto for_ever = std::chrono::milliseconds::max();
    const scratch dir;
    tenon::settings how = in(dir);
    how.acquire_timeout = how.idle_timeout = how.life_time = how.connect_timeout = how.statement_timeout =
        how.sqlite.busy_timeout = how.log.slow_query = for_ever;
    program db(how);
    db.start();
    std::optional<tenon::integrity_session<users>> first(db.integrity_session<users>("first"));
    std::thread second([&] {
        auto session = db.integrity_session<users>("second");
        session(add_account, account{.name = "ada"});
        session.commit();
    });
    while (db.counts<users>().waiting != 1) std::this_thread::yield();
    first.reset();
    second.join();
    CHECK(db.counts<users>().timeouts == 0);
    CHECK(db.counts<users>().expired == 0);
    int runs = 0;
    const auto done = db.attempt<users>(
        "again",
        [&](auto&) -> tenon::result<int> {
            tenon::error busy;
            busy.retryable = ++runs < 3;
            if (busy.retryable) return busy;
            return runs;
        },
        tenon::retry_policy{.first_wait = 1ms, .deadline = for_ever});
    CHECK(done.value() == 3);
    CHECK(db.stop(for_ever));
}
