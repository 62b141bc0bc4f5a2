// SPDX-License-Identifier: BSL-1.0
#include <tenon/functions.hpp>
#include <tenon/runtime/session.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <latch>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

using namespace two_modules;

namespace {

constexpr auto names = tenon::select("name"_c).from<account>().order_by("id"_c);

static_assert(std::is_nothrow_move_constructible_v<tenon::integrity_session<users>>);
static_assert(std::is_nothrow_move_constructible_v<tenon::read_session<users>>);
static_assert(!std::is_copy_constructible_v<tenon::integrity_session<users>>);

}  // namespace

TEST_CASE_METHOD(started, "what is not committed is taken back at the end of the session") {
    {
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "lost"});
        CHECK(session(count_accounts).scalar() == 2);
    }
    CHECK(accounts() == 1);
    const auto failing = [&] {
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "lost"});
        throw std::runtime_error("no");
    };
    CHECK_THROWS_AS(failing(), std::runtime_error);
    CHECK(accounts() == 1);
    auto session = db.integrity_session<users>("register");
    session(add_account, account{.name = "kept"});
    session.commit();
    CHECK(accounts() == 2);
}

TEST_CASE_METHOD(started, "a savepoint takes back a part of a session") {
    auto session = db.integrity_session<users>("register");
    session(add_account, account{.name = "ada"});
    {
        auto kept = session.savepoint();
        session(add_account, account{.name = "bob"});
        {
            const auto lost = session.savepoint();
            session(add_account, std::vector<account>{{0, "cleo"}, {0, "dora"}});
            CHECK(session(count_accounts).scalar() == 5);
        }
        kept.release();
    }
    CHECK_THROWS_AS(session(add_account, std::vector<account>{{0, "eve"}, {0, "ada"}}),
                    tenon::constraint_error);
    CHECK(session(count_accounts).scalar() == 3);
    session.commit();
    CHECK(accounts() == 3);
}

TEST_CASE_METHOD(started, "nothing runs in a session that has ended") {
    auto session = db.integrity_session<users>("register");
    session.commit();
    const auto error = error_from([&] { session(add_account, account{.name = "late"}); });
    CHECK(error.code == "SESSION_ENDED");
    CHECK(error.category == tenon::category::usage);
    CHECK(error.purpose == "register");
    CHECK(error.module_name == "standard.users");
    CHECK(error_from([&] { (void)session(count_accounts); }).code == "SESSION_ENDED");
    CHECK(error_from([&] { session.commit(); }).code == "SESSION_ENDED");
    CHECK(error_from([&] { session.rollback(); }).code == "SESSION_ENDED");
    CHECK(error_from([&] { (void)session.savepoint(); }).code == "SESSION_ENDED");
}

TEST_CASE_METHOD(started, "rows end with their session") {
    std::optional<tenon::integrity_session<users>> session(db.integrity_session<users>("register"));
    (*session)(add_account, account{.name = "ada"});
    SECTION("committed") {
        auto rows = (*session)(names);
        auto at = rows.begin();
        session->commit();
        CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
    }
    SECTION("rolled back") {
        auto rows = (*session)(names);
        auto at = rows.begin();
        session->rollback();
        CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
    }
    SECTION("gone") {
        auto rows = (*session)(names);
        auto at = rows.begin();
        auto unread = (*session)(names);
        session.reset();
        CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
        const auto error = error_from([&] { (void)unread.all(); });
        CHECK(error.code == "SESSION_ENDED");
        CHECK(contains(error.sql, "accounts"));
        auto next = db.integrity_session<users>("register");  // on a connection that nobody reads
        CHECK(next(names).all().size() == 1);
        CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
    }
    SECTION("a reader's, gone") {
        session.reset();
        std::optional<tenon::read_session<users>> reader(db.read_session<users>("report"));
        auto rows = (*reader)(names);
        auto at = rows.begin();
        reader.reset();
        CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
    }
}

TEST_CASE_METHOD(started, "a session moves while rows are read, also to another thread") {
    auto session = db.integrity_session<users>("register");
    session(add_account, std::vector<account>{{0, "ada"}, {0, "bob"}});
    auto rows = session(names);
    auto at = rows.begin();
    auto moved = std::move(session);
    ++at;
    CHECK(get<0>(*at) == "ada");
    std::string last;
    std::thread([&, mine = std::move(moved)]() mutable {
        ++at;
        last = get<0>(*at);
        mine(add_account, account{.name = "cleo"});
        mine.commit();
    }).join();
    CHECK(last == "bob");
    CHECK(accounts() == 4);
    CHECK_NOTHROW(db.integrity_session<users>("register"));
}

TEST_CASE_METHOD(started, "a session can be assigned") {
    auto reader = db.read_session<users>("one");
    CHECK(reader(count_accounts).scalar() == 1);
    {
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "ada"});
        session.commit();
    }
    CHECK(reader(count_accounts).scalar() == 1);
    reader = db.read_session<users>("another");
    CHECK(reader(count_accounts).scalar() == 2);
}

TEST_CASE_METHOD(started, "a read session sees one moment") {
    auto reader = db.read_session<users>("report");
    CHECK(reader(count_accounts).scalar() == 1);
    auto session = db.integrity_session<users>("register");
    session(add_account, account{.name = "ada"});
    CHECK(accounts() == 1);
    session.commit();
    CHECK(reader(count_accounts).scalar() == 1);
    CHECK(accounts() == 2);
}

TEST_CASE_METHOD(started, "errors carry the purpose and the module") {
    auto session = db.integrity_session<users>("register a user");
    session(add_account, account{.name = "ada"});
    const auto error = error_from([&] { session(add_account, account{.name = "ada"}); });
    CHECK(error.code == "UNIQUE_VIOLATION");
    CHECK(error.purpose == "register a user");
    CHECK(error.module_name == "standard.users");
    CHECK(contains(error.message, "accounts.name"));
    CHECK(contains(error.sql, "INSERT INTO \"accounts\""));
    CHECK(error.native_code == SQLITE_CONSTRAINT_UNIQUE);
    session.commit();  // the statement failed, not the session
    CHECK(accounts() == 2);

    auto reader = db.read_session<shop>("report of the day");
    const auto missing =
        error_from([&] { (void)reader(tenon::select<purchase>().where("total"_c > 1000.0)).one(); });
    CHECK(missing.code == "NOT_FOUND");
    CHECK(missing.purpose == "report of the day");
    CHECK(missing.module_name == "standard.shop");
    const tenon::query_error thrown(missing);
    CHECK(contains(thrown.what(), "report of the day"));
}

TEST_CASE_METHOD(started, "the purpose is that of the session, not of the one before") {
    db.integrity_session<users>("first");
    auto session = db.integrity_session<users>("second");
    session(add_account, account{.name = "ada"});
    CHECK(error_from([&] { session(add_account, account{.name = "ada"}); }).purpose == "second");
}

TEST_CASE_METHOD(started, "a session that was moved away says so") {
    auto session = db.integrity_session<users>("register");
    auto taken = std::move(session);
    CHECK(taken(count_accounts).scalar() == 1);
    try {
        (void)session(count_accounts);  // NOLINT(bugprone-use-after-move)
        FAIL("no error");
    } catch (const tenon::usage_error& refused) {
        CHECK(refused.details().code == "SESSION_ENDED");
    }
}

TEST_CASE_METHOD(started, "what a callable does is committed when it returns") {
    const std::int64_t id = db.integrity_session<users>(
        "register", [](auto& session) { return session(add_account, account{.name = "ada"}).last_id; });
    CHECK(id == 2);
    CHECK(accounts() == 2);
    CHECK_THROWS_AS(db.integrity_session<users>("register",
                                                [](auto& session) {
                                                    session(add_account, account{.name = "bob"});
                                                    throw std::runtime_error("no");
                                                }),
                    std::runtime_error);
    db.integrity_session<users>("register", [](auto& session) {
        session(add_account, account{.name = "bob"});
        session.rollback();
    });
    db.integrity_session<users>("register", [](auto& session) {
        session(add_account, account{.name = "bob"});
        session.commit();
    });
    CHECK(accounts() == 3);
    const auto rows = db.integrity_session<users>(
        "look", [](auto& session) { return session(tenon::select<account>()).all(); });
    CHECK(rows.size() == 3);
}

TEST_CASE_METHOD(started, "two threads in one session are told so") {
    // One thread is inside a statement, in a function of the program, while another uses its session.
    std::latch inside(1);
    std::latch leave(1);
    auto session = db.integrity_session<users>("shared");
    session.connection().add_function("wait_here", [&](std::int64_t value) {
        inside.count_down();
        leave.wait();
        return value;
    });
    constexpr tenon::function<"wait_here", std::int64_t(std::int64_t)> waits;
    std::thread first(
        [&] { CHECK(session(tenon::select(waits("id"_c).as<"same">()).from<account>()).scalar() == 1); });
    inside.wait();
    for (const auto& use : std::vector<std::function<void()>>{
             [&] { (void)session(count_accounts).all(); },
             [&] { session(add_account, account{.name = "x"}); }, [&] { session.commit(); },
             [&] { session.rollback(); }, [&] { (void)session.savepoint(); }}) {
        const auto error = error_from(use);
        CHECK(error.code == "USED_BY_TWO_THREADS");
        CHECK(error.category == tenon::category::usage);
    }
    leave.count_down();
    first.join();
    session(add_account, account{.name = "ada"});
    session.commit();
    CHECK(accounts() == 2);
}

TEST_CASE("a function may run statements of its own while its statement runs") {
    tenon::database db(":memory:");
    db.create<account>();
    db(add_account, account{.name = "ada"});
    db.connection().add_function("count_all",
                                 [&db](std::int64_t more) { return db(count_accounts).scalar() + more; });
    constexpr tenon::function<"count_all", std::int64_t(std::int64_t)> counts;
    CHECK(db(tenon::select(counts("id"_c).as<"n">()).from<account>()).scalar() == 2);
    CHECK(db(count_accounts).scalar() == 1);
}
