// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/pool.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <latch>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace two_modules;
using namespace std::chrono_literals;

namespace {

/// Readers and writers of one file that don't wait long.
struct impatient {
    scratch dir;
    program db{[this] {
        tenon::settings result = in(dir);
        result.acquire_timeout = 1ms;
        result.max_readers = 2;
        return result;
    }()};

    impatient() { db.start(); }
};

std::shared_ptr<tenon::detail::pool> make_pool(const std::string& path, const tenon::settings& settings) {
    tenon::detail::file_description what;
    what.path = path;
    return std::make_shared<tenon::detail::pool>(std::move(what), settings);
}

constexpr auto total = tenon::select("total"_c).from<purchase>().where("id"_c == 1);
constexpr auto set_total = tenon::update<purchase>().set("total"_c = "total"_p).where("id"_c == 1);

}  // namespace

TEST_CASE_METHOD(started, "a second writer on one thread fails at once") {
    const auto session = db.integrity_session<users>("first");
    const auto error = error_from([&] { (void)db.integrity_session<users>("second"); });
    CHECK(error.code == "SECOND_WRITER");
    CHECK(error.category == tenon::category::usage);
    CHECK(error.purpose == "second");
    CHECK(error.module_name == "standard.users");
    CHECK_NOTHROW(db.integrity_session<shop>("another file"));
    CHECK_NOTHROW(db.read_session<users>("reader"));
}

TEST_CASE_METHOD(impatient, "a writer that does not come free in time") {
    const auto session = db.integrity_session<users>("first");
    tenon::error error;
    std::thread([&] { error = error_from([&] { (void)db.integrity_session<users>("second"); }); }).join();
    CHECK(error.code == "POOL_TIMEOUT");
    CHECK(error.category == tenon::category::pool);
    CHECK(error.purpose == "second");
    CHECK(error.module_name == "standard.users");
}

TEST_CASE_METHOD(impatient, "more readers than there may be") {
    auto first = db.read_session<users>("first");
    {
        const auto second = db.read_session<users>("second");
        const auto error = error_from([&] { (void)db.read_session<users>("third"); });
        CHECK(error.code == "POOL_TIMEOUT");
        CHECK(error.purpose == "third");
        CHECK(contains(error.message, "max_readers"));
        CHECK_NOTHROW(db.read_session<shop>("another file"));
        CHECK_NOTHROW(db.integrity_session<users>("writer"));
    }
    CHECK_NOTHROW(db.read_session<users>("third"));
}

TEST_CASE_METHOD(started, "a second thread waits and then gets the writer") {
    std::latch asks(1);
    double seen = 0;
    std::optional<tenon::integrity_session<shop>> session(db.integrity_session<shop>("first"));
    std::thread second([&] {
        asks.count_down();
        auto mine = db.integrity_session<shop>("second");
        seen = mine(total).scalar();
    });
    asks.wait();
    (*session)(set_total, "total"_p = 5);
    session->commit();
    session.reset();
    second.join();
    CHECK(seen == 5);
}

TEST_CASE_METHOD(started, "threads that write in turn lose nothing") {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                auto session = db.integrity_session<shop>("count");
                const double before = session(total).scalar();
                session(set_total, "total"_p = before + 1);
                session.commit();
            }
        });
    for (std::thread& thread : threads) thread.join();
    auto reader = db.read_session<shop>("report");
    CHECK(reader(total).scalar() == 41);
}

TEST_CASE_METHOD(started, "threads read while one writes, each a whole state") {
    std::vector<std::thread> threads;
    std::vector<int> torn(3, 0);
    for (int& mine : torn)
        threads.emplace_back([this, &mine] {
            for (int i = 0; i < 20; ++i) {
                auto session = db.read_session<shop>("look");
                const double before = session(total).scalar();
                const auto sum = session(tenon::select(tenon::sum("total"_c)).from<purchase>()).scalar();
                mine += *sum != 2 * before - 1;
            }
        });
    for (int i = 2; i < 12; ++i) {
        auto session = db.integrity_session<shop>("write two rows");
        session(set_total, "total"_p = i);
        session(add_purchase, purchase{.account_id = 1, .total = 1});
        session.commit();
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(torn == std::vector<int>(3, 0));
}

TEST_CASE_METHOD(started, "a connection is used again, with its statements") {
    const auto misses = [&] {
        auto session = db.integrity_session<users>("register");
        (void)session(count_accounts).scalar();
        return session.connection().cache().misses;
    };
    misses();
    const auto all = misses();
    CHECK(misses() == all);
}

TEST_CASE("a pool by itself") {
    const scratch dir;
    tenon::settings settings;
    settings.sqlite.busy_timeout = 1ms;
    const tenon::detail::file_use use{"tests"};
    const auto pool = make_pool(dir / "a.db", settings);
    std::optional<tenon::detail::loan> loan(pool->writer(use, "make"));
    loan->connection().execute("CREATE TABLE t (a)");
    CHECK(loan->connection().context().purpose == "make");
    CHECK(loan->connection().context().module_name == "tests");
    loan->used_by(tenon::detail::thread_number());
    CHECK(error_from([&] { (void)pool->writer(use, "again"); }).code == "SECOND_WRITER");
    loan.reset();
    CHECK_NOTHROW(pool->writer(use, "again"));
    auto reader = pool->reader(use, "look");
    CHECK(error_from([&] { reader.connection().execute("INSERT INTO t VALUES (1)"); }).code == "READ_ONLY");

    const auto missing = make_pool(dir / "missing/a.db", settings);
    for (int i = 0; i < 2; ++i) {  // the writer is free again after it could not be opened
        const auto error = error_from([&] { (void)missing->writer(use, "make"); });
        CHECK(error.code == "CANNOT_OPEN");
        CHECK(contains(error.message, "missing/a.db"));
    }
}
