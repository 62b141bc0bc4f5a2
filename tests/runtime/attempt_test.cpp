// SPDX-License-Identifier: BSL-1.0
#include <tenon/attempt.hpp>

#include "modules.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

using namespace two_modules;
using namespace std::chrono_literals;

namespace {

constexpr tenon::retry_policy quick{.first_wait = 1ms, .longest_wait = 1ms};

tenon::error busy() {
    tenon::error what;
    what.code = "BUSY";
    what.retryable = true;
    return what;
}

}  // namespace

TEST_CASE_METHOD(started, "what succeeds at once is committed, and its value comes back") {
    const tenon::result<std::int64_t> id = db.attempt<users>(
        "register", [](auto& session) { return session(add_account, account{.name = "ada"}).last_id; });
    CHECK(id.value() == 2);
    CHECK(accounts() == 2);
    const tenon::result<void> nothing =
        db.attempt<users>("register", [](auto& session) { session(add_account, account{.name = "bob"}); });
    CHECK(nothing.has_value());
    CHECK(accounts() == 3);
    CHECK(db.counts<users>().retries == 0);
}

TEST_CASE_METHOD(started, "what was busy is run again as a whole") {
    int runs = 0;
    const auto done = db.attempt<users>(
        "register",
        [&](auto& session) {
            session(add_account, account{.name = "ada"});
            if (++runs < 3) tenon::raise(busy());
            return runs;
        },
        quick);
    CHECK(done.value() == 3);
    CHECK(accounts() == 2);
    CHECK(db.counts<users>().retries == 2);
}

TEST_CASE_METHOD(started, "attempts end, with the last error") {
    int runs = 0;
    const auto done = db.attempt<users>(
        "register",
        [&](auto& session) {
            session(add_account, account{.name = "ada"});
            ++runs;
            tenon::raise(busy());
        },
        quick);
    REQUIRE(done.has_error());
    CHECK(done.error().code == "BUSY");
    CHECK(contains(done.error().message, "10 times"));
    CHECK(runs == 10);
    CHECK(accounts() == 1);
    CHECK_THROWS_AS(done.value(), tenon::query_error);

    runs = 0;
    const auto late = db.attempt<users>("register",
                                        [&](auto&) {
                                            ++runs;
                                            tenon::raise(busy());
                                        },
                                        {.first_wait = 1h, .longest_wait = 1h, .deadline = 0ms});
    CHECK(late.has_error());
    CHECK(runs == 1);
}

TEST_CASE_METHOD(started, "what another run would not mend is not run again") {
    int runs = 0;
    const auto twice = db.attempt<users>("register", [&](auto& session) {
        ++runs;
        session(add_account, std::vector<account>{{0, "ada"}, {0, "ada"}});
    });
    REQUIRE(twice.has_error());
    CHECK(twice.error().code == "UNIQUE_VIOLATION");
    CHECK(twice.error().purpose == "register");
    CHECK(runs == 1);

    const auto unknown = db.attempt<users>("register", [&](auto&) {
        ++runs;
        tenon::error what;
        what.category = tenon::category::unknown_outcome;
        what.code = "UNKNOWN_OUTCOME";
        tenon::raise(what);
    });
    CHECK(unknown.error().category == tenon::category::unknown_outcome);
    CHECK(runs == 2);

    CHECK_THROWS_AS(db.attempt<users>("register", [](auto&) { throw std::logic_error("no"); }),
                    std::logic_error);
    CHECK(accounts() == 1);
}

TEST_CASE_METHOD(started, "what has committed itself is not run again") {
    const auto thrown = db.attempt<users>(
        "register",
        [](auto& session) {
            session(add_account, account{.name = "ada"});
            session.commit();
            tenon::raise(busy());
        },
        quick);
    CHECK(thrown.error().code == "BUSY");
    CHECK(accounts() == 2);
    const auto returned = db.attempt<users>(
        "register",
        [](auto& session) -> tenon::result<void> {
            session(add_account, account{.name = "bob"});
            session.commit();
            return busy();
        },
        quick);
    CHECK(returned.error().code == "BUSY");
    CHECK(accounts() == 3);
}

TEST_CASE_METHOD(started, "a result of the program's own with an error takes everything back") {
    const auto refused = db.attempt<users>("register", [](auto& session) -> tenon::result<int> {
        session(add_account, account{.name = "ada"});
        return tenon::failure("USER_EXISTS", "there is a user of that name");
    });
    REQUIRE(refused.has_error());
    CHECK(refused.error().code == "USER_EXISTS");
    CHECK(refused.error().category == tenon::category::application);
    CHECK(refused.error().purpose == "register");
    CHECK(refused.error().module_name == "standard.users");
    CHECK(accounts() == 1);
    int runs = 0;
    const auto late = db.attempt<users>(
        "register",
        [&](auto& session) -> tenon::result<int> {
            session(add_account, account{.name = "bob"});
            if (++runs < 3) return busy();
            return runs;
        },
        quick);
    CHECK(late.value() == 3);
    CHECK(db.counts<users>().retries == 2);
    CHECK(accounts() == 2);
    const auto taken = db.attempt<users>("register", [](auto& session) -> tenon::result<int> {
        session(add_account, account{.name = "ada"});
        return 1;
    });
    CHECK(taken.value() == 1);
    CHECK(accounts() == 3);
}

TEST_CASE_METHOD(started, "an error of the program's own says for what it came, unless it says so itself") {
    const auto refused = db.integrity_session<users>("register", [](auto& session) -> tenon::result<int> {
        session(add_account, account{.name = "ada"});
        return tenon::failure("USER_EXISTS", "there is a user of that name");
    });
    CHECK(refused.error().purpose == "register");
    CHECK(refused.error().module_name == "standard.users");
    CHECK(refused.error().message == "there is a user of that name");
    const auto other = db.attempt<users>("register", [](auto& session) -> tenon::result<void> {
        session.rollback();
        tenon::error what = tenon::failure("NO_MAIL", "nothing was sent");
        what.purpose = "send a letter";
        return what;
    });
    CHECK(other.error().purpose == "send a letter");
    CHECK(other.error().module_name == "standard.users");
}

TEST_CASE("another process's lock is waited out") {
    const scratch dir;
    tenon::settings impatient = in(dir);
    impatient.sqlite.busy_timeout = 0ms;
    program db(impatient);
    db.start();
    int to_child[2];
    int to_parent[2];
    REQUIRE((pipe(to_child) == 0 && pipe(to_parent) == 0));
    char byte = 0;
    const pid_t child = fork_child([&] {
        tenon::sqlite::connection other(dir / "data/users.db");
        other.execute("BEGIN IMMEDIATE");
        if (write(to_parent[1], "x", 1) != 1 || read(to_child[0], &byte, 1) != 1) std::abort();
    });
    REQUIRE(read(to_parent[0], &byte, 1) == 1);
    tenon::retry_policy policy{.attempts = 1'000'000, .first_wait = 1ms, .longest_wait = 1ms};
    const auto never = db.attempt<users>("register", [](auto&) {}, {.attempts = 2, .first_wait = 1ms});
    CHECK(never.error().code == "BUSY");
    CHECK(never.error().purpose == "register");
    bool told = false;
    const auto done = db.attempt<users>(
        "register",
        [&](auto& session) {
            session(add_account, account{.name = "ada"});
            CHECK(told);
        },
        [&] {
            told = write(to_child[1], "x", 1) == 1;
            return policy;
        }());
    CHECK(done.has_value());
    CHECK(status_of(child) == 0);
    for (const int end : {to_child[0], to_child[1], to_parent[0], to_parent[1]}) close(end);
}
