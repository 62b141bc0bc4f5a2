// SPDX-License-Identifier: BSL-1.0
#include <tenon/raw_sql.hpp>
#include <tenon/runtime/pool_loan.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
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

tenon::detail::owning<tenon::detail::pool> make_pool(const std::string& path,
                                                     const tenon::settings& settings) {
    tenon::detail::file_description what;
    what.path = path;
    return tenon::detail::owning<tenon::detail::pool>(new tenon::detail::pool(std::move(what), settings));
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

TEST_CASE("readers are lent in the order of asking, and waiting is counted") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.max_readers = 1;
    program db(settings);
    db.start();
    std::optional<tenon::read_session<users>> first(db.read_session<users>("first"));
    std::vector<int> served;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            const auto session = db.read_session<users>("next");
            const std::lock_guard lock(mutex);
            served.push_back(i);
        });
        while (db.counts<users>().waiting != i + 1) std::this_thread::yield();
    }
    first.reset();
    for (std::thread& thread : threads) thread.join();
    CHECK(served == std::vector<int>{0, 1, 2, 3});
    const tenon::pool_counts counts = db.counts<users>();
    CHECK(counts.waits == 4);
    CHECK(counts.timeouts == 0);
    CHECK(counts.waiting == 0);
    CHECK(counts.readers_in_use == 0);
    CHECK(counts.readers_idle == 1);
    CHECK(counts.longest_wait.count() > 0);
    CHECK(counts.waited >= counts.longest_wait);
}

TEST_CASE("more threads than readers: each has one alone, all of them come in, and everything is counted") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.max_readers = 2;
    program db(settings);
    db.start();
    const std::uint64_t before = db.counts<users>().sessions;
    constexpr int threads_at_once = 5, sessions_of_each = 400;
    std::vector<std::thread> threads;
    std::vector<int> most(threads_at_once);
    for (int& mine : most)
        threads.emplace_back([&db, &mine] {
            for (int i = 0; i < sessions_of_each; ++i) {
                auto session = db.read_session<users>("look");
                static_cast<void>(session(count_accounts).scalar());
                if (i % 50 == 0) mine = std::max(mine, db.counts<users>().readers_in_use);
            }
        });
    for (std::thread& each : threads) each.join();
    const tenon::pool_counts counts = db.counts<users>();
    CHECK(counts.sessions - before == threads_at_once * sessions_of_each);
    CHECK(counts.opened <= 3);
    CHECK(counts.timeouts == 0);
    CHECK(counts.waiting == 0);
    CHECK(counts.readers_in_use == 0);
    CHECK(counts.readers_idle <= 2);
    for (const int mine : most) CHECK(mine <= 2);
}

TEST_CASE("a pool that nobody owns any more goes with the last of its connections") {
    const scratch dir;
    for (int turn = 0; turn < 20; ++turn) {
        auto pool = make_pool(dir / "a.db", in(dir));
        {
            const auto made = pool->writer({"tests"}, "make");
        }
        std::vector<std::thread> threads;
        std::latch lent(3);
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&lent, loan = pool->reader({"tests"}, "look")]() mutable {
                lent.count_down();
                loan.connection().execute("SELECT count(*) FROM sqlite_schema");
                const auto ended = std::move(loan);
            });
        lent.wait();
        pool.reset();  // at the same time
        for (std::thread& each : threads) each.join();
        tenon::sqlite::connection_options impatient;
        impatient.busy_timeout = 0ms;
        tenon::sqlite::connection alone(dir / "a.db", impatient);
        CHECK_NOTHROW(alone.execute("PRAGMA journal_mode = delete"));  // not while another one is open
    }
}

TEST_CASE("after a stop there is the file alone, whoever read it") {
    const scratch dir;
    program db(in(dir));
    db.start();
    {
        const auto first = db.read_session<users>("first"), second = db.read_session<users>("second");
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "ada"});
        session.commit();
    }
    const std::string path = db.path<users>();
    CHECK(std::filesystem::exists(path + "-wal"));
    CHECK(db.stop());
    CHECK_FALSE(std::filesystem::exists(path + "-wal"));
    CHECK_FALSE(std::filesystem::exists(path + "-shm"));
}

TEST_CASE("connections end by age") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.life_time = 1ms;
    const auto pool = make_pool(dir / "a.db", settings);
    const auto outlive = [&](auto open) {
        const auto loan = open();
        const auto began = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - began < 20ms) std::this_thread::yield();
    };
    outlive([&] { return pool->writer({"tests"}, ""); });
    outlive([&] { return pool->reader({"tests"}, ""); });
    CHECK(pool->counts().expired == 2);
    CHECK(pool->counts().closed == 2);
    CHECK(pool->counts().readers_idle == 0);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const auto time = tenon::detail::with_jitter(100s, i);
        CHECK((time > 89s && time <= 100s));
    }
}

TEST_CASE("a connection that nobody needs is closed, but for the least number") {
    const scratch dir;
    for (const int least : {0, 2}) {
        tenon::settings settings = in(dir);
        settings.min_readers = least;
        settings.idle_timeout = 1ms;
        program db(settings);
        db.start();
        CHECK(db.counts<users>().readers_idle == least);
        {
            std::vector<tenon::read_session<users>> sessions;
            for (int i = 0; i < 4; ++i) sessions.push_back(db.read_session<users>("many"));
        }
        for (int i = 0; i < 4; ++i) {
            const auto began = std::chrono::steady_clock::now();
            while (std::chrono::steady_clock::now() - began < 20ms) std::this_thread::yield();
            const auto session = db.read_session<users>("one");
        }
        CHECK(db.counts<users>().readers_idle == std::max(least, 1));
        CHECK(db.counts<users>().expired >= 2);
    }
}

TEST_CASE("readers that have expired are opened again up to the least number") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.min_readers = 2;
    settings.max_readers = 2;
    settings.life_time = 1ms;
    program db(settings);
    db.start();
    for (const int count : {1, 2, 2}) {
        const std::uint64_t opened = db.counts<users>().opened;
        {
            std::vector<tenon::read_session<users>> sessions;
            for (int i = 0; i < count; ++i) sessions.push_back(db.read_session<users>("look"));
            const auto began = std::chrono::steady_clock::now();
            while (std::chrono::steady_clock::now() - began < 20ms) std::this_thread::yield();
        }
        CHECK(db.counts<users>().readers_idle == 2);
        CHECK(db.counts<users>().opened == opened + static_cast<std::uint64_t>(count));
    }
    CHECK(db.counts<users>().waits == 0);
    CHECK(db.stop());
}

TEST_CASE("readers of a file that was replaced are opened again up to the least number") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.min_readers = 3;
    settings.idle_timeout = 0ms;
    program db(settings);
    db.start();
    const std::string path = db.path<users>();
    std::filesystem::copy_file(path, dir / "copy.db");
    std::filesystem::rename(dir / "copy.db", path);
    {
        const auto session = db.integrity_session<users>("notices");
    }
    CHECK(db.counts<users>().readers_idle == 3);
    CHECK(db.counts<users>().broken > 0);
    auto session = db.read_session<users>("count");
    CHECK(session(count_accounts).scalar() == 1);
}

TEST_CASE("readers that can't be opened again are none's fault who gives one back") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.min_readers = 2;
    settings.life_time = 1ms;
    program db(settings);
    db.start();
    {
        const auto session = db.read_session<users>("last");
        std::filesystem::remove(db.path<users>());
        const auto began = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - began < 20ms) std::this_thread::yield();
    }
    CHECK(db.counts<users>().readers_in_use == 0);
    CHECK(db.stop(1min));
}

TEST_CASE_METHOD(started, "a thread does not wait for itself through another registry") {
    program other(in(dir));
    other.start();
    auto session = db.integrity_session<users>("first");
    const auto began = std::chrono::steady_clock::now();
    const auto error = error_from([&] { (void)other.integrity_session<users>("second"); });
    CHECK(std::chrono::steady_clock::now() - began < 10s);  // of the busy timeout's thirty
    CHECK(error.code == "SECOND_WRITER");
    CHECK(error.category == tenon::category::usage);
    CHECK_FALSE(error.retryable);
    CHECK(error.purpose == "second");
    CHECK(error.module_name == "standard.users");
    CHECK(contains(error.message, "of another registry"));
    CHECK_NOTHROW(other.integrity_session<shop>("another file"));
    CHECK_NOTHROW(other.read_session<users>("reader"));

    SECTION("a start does not, either") {
        program third(in(dir));
        users::while_starting = nullptr;
        CHECK_NOTHROW(third.start());  // which has nothing to do
        CHECK_NOTHROW(db.stop());
        CHECK_NOTHROW(db.start());
        CHECK(error_from([&] { (void)db.integrity_session<users>("again"); }).code == "SECOND_WRITER");
    }
    SECTION("another thread waits, and gets it") {
        std::latch waits(1);
        bool wrote = false;
        std::thread thread([&] {
            waits.count_down();
            auto second = other.integrity_session<users>("second");
            second.commit();
            wrote = true;
        });
        waits.wait();
        session.commit();
        thread.join();
        CHECK(wrote);
    }
    SECTION("what is over is waited for no more") {
        session.commit();
        CHECK_NOTHROW(other.integrity_session<users>("second"));
    }
}

TEST_CASE("a file that was deleted or replaced is noticed, and not made anew") {
    const scratch dir;
    std::vector<std::string> checks;
    tenon::settings how = in(dir);
    how.log.sink = [&](const tenon::statement_event& event) {
        if (contains(event.sql, "sqlite_schema")) checks.emplace_back(event.purpose);
    };
    const auto pool = make_pool(dir / "a.db", how);
    tenon::detail::pooled_connection old{tenon::sqlite::connection(dir / "b.db")};
    CHECK(old.healthy());
    std::filesystem::remove(dir / "b.db");
    CHECK_FALSE(old.healthy());
    {
        tenon::sqlite::connection another(dir / "b.db");
    }
    CHECK_FALSE(old.healthy());
    pool->writer({"tests"}, "").connection().execute("CREATE TABLE t (a)");
    {
        const auto reader = pool->reader({"tests"}, "");
    }
    const auto idle_for_long = [&](auto open) {
        const auto began = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - began < 1100ms) std::this_thread::sleep_for(50ms);
        return error_from(open);
    };
    CHECK(idle_for_long([&] {
              const auto reader = pool->reader({"tests"}, "look");
              CHECK(checks == std::vector<std::string>{"health check"});
              CHECK(pool->counts().checks == 1);
              std::filesystem::remove(dir / "a.db");
              (void)pool->writer({"tests"}, "");
          }).code == "CANNOT_OPEN");
    CHECK(idle_for_long([&] { (void)pool->reader({"tests"}, ""); }).code == "CANNOT_OPEN");
    CHECK(error_from([&] { (void)pool->writer({"tests"}, ""); }).code == "CANNOT_OPEN");
    CHECK(pool->counts().broken == 2);
    CHECK_FALSE(std::filesystem::exists(dir / "a.db"));
}

TEST_CASE_METHOD(started, "what is written to a file that was replaced a moment ago is not lost") {
    const auto add = [&](std::string name) {
        db.integrity_session<users>(
            "add", [&](auto& session) { session(add_account, account{.name = std::move(name)}); });
    };
    add("ada");
    const std::string path = db.path<users>();
    db.stop();  // so that all is in the one file
    std::filesystem::copy_file(path, dir / "backup.db");
    db.start();
    add("lost with the file");
    for (const char* const end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    std::filesystem::copy_file(dir / "backup.db", path);
    add("bob");  // no second has passed
    CHECK(accounts() == 3);
    tenon::sqlite::connection file(path);
    auto names = file.lease(query("SELECT group_concat(name) FROM (SELECT name FROM accounts ORDER BY id)"));
    REQUIRE(names.step());
    CHECK(names.reader().text(0) == "admin,ada,bob");
}

TEST_CASE_METHOD(started, "who reads while a file is replaced reads the new one next") {
    const std::string path = db.path<users>();
    db.stop();
    std::filesystem::copy_file(path, dir / "other.db");
    {
        tenon::sqlite::connection other(dir / "other.db");
        other.execute(
            "ALTER TABLE accounts RENAME TO old; CREATE TABLE accounts (id INTEGER PRIMARY KEY, name)");
        other.execute("INSERT INTO accounts VALUES (1, x'00')");
    }
    db.start();
    const auto names = [&](const char* purpose) {
        auto session = db.read_session<users>(purpose);
        return session(tenon::select("name"_c).from<account>()).all().size();
    };
    SECTION("where a writer has noticed") {
        auto before = db.read_session<users>("read the old one");
        for (const char* const end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
        std::filesystem::rename(dir / "other.db", path);
        (void)db.integrity_session<users>("notice");
        {
            const auto ends = std::move(before);
        }
        CHECK(error_from([&] { names("next"); }).code == "WRONG_STORAGE_CLASS");
    }
    SECTION("where a new reader is opened") {
        auto before = db.read_session<users>("read the old one");
        for (const char* const end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
        std::filesystem::rename(dir / "other.db", path);
        CHECK(error_from([&] { names("beside"); }).code == "WRONG_STORAGE_CLASS");
    }
}

TEST_CASE_METHOD(started, "a session that finds no file says which, and for what") {
    db.integrity_session<users>("add", [](auto& session) { session(add_account, account{.name = "ada"}); });
    std::filesystem::remove(db.path<users>());
    const auto gone = error_from([&] { (void)db.integrity_session<users>("add another"); });
    CHECK(gone.code == "CANNOT_OPEN");
    CHECK(gone.purpose == "add another");
    CHECK(gone.module_name == "standard.users");
    CHECK(contains(gone.message, db.path<users>()));
    const auto attached = error_from([&] { (void)db.read_session<shop>("look at users"); });
    CHECK(attached.code == "CANNOT_OPEN");
    CHECK(attached.purpose == "look at users");
    CHECK(attached.module_name == "standard.shop");
    CHECK(contains(attached.message, db.path<users>()));
    CHECK_FALSE(contains(attached.message, db.path<shop>()));
}

TEST_CASE("a statement that runs too long is stopped, and the session goes on") {
    const scratch dir;
    tenon::settings settings = in(dir);
    settings.statement_timeout = 20ms;
    program db(settings);
    db.start();
    auto session = db.integrity_session<users>("count for ever");
    const auto error = error_from([&] {
        (void)session(tenon::raw_sql<std::int64_t>("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                                   "FROM n) SELECT count(*) FROM n"))
            .all();
    });
    CHECK(error.code == "STATEMENT_TIMEOUT");
    CHECK(error.category == tenon::category::query);
    CHECK(error.purpose == "count for ever");
    CHECK(contains(error.message, "20 ms"));
    CHECK(contains(error.sql, "RECURSIVE"));
    session(add_account, account{.name = "ada"});
    session.commit();
    // What counts is the time inside of SQLite.
    auto reader = db.read_session<users>("read slowly");
    const auto began = std::chrono::steady_clock::now();
    int rows = 0;
    for (const auto& row :
         reader(tenon::raw_sql<std::int64_t>("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                             "LIMIT 60000) SELECT i FROM n"))) {
        if (++rows % 2000 == 0)
            for (const auto now = std::chrono::steady_clock::now();
                 std::chrono::steady_clock::now() - now < 2ms;) {
            }
        static_cast<void>(row);
    }
    CHECK(rows == 60000);
    CHECK(std::chrono::steady_clock::now() - began > 40ms);
}

TEST_CASE("a stop sends waiting sessions away and waits for those that are open") {
    const scratch dir;
    program db(in(dir));
    db.start();
    std::optional<tenon::integrity_session<users>> open(db.integrity_session<users>("open"));
    tenon::error error;
    std::thread waiting([&] { error = error_from([&] { (void)db.integrity_session<users>("waiting"); }); });
    while (db.counts<users>().waiting != 1) std::this_thread::yield();
    CHECK_FALSE(db.stop());
    waiting.join();
    CHECK(error.code == "NOT_STARTED");
    CHECK(error.purpose == "waiting");
    CHECK(error_from([&] { (void)db.read_session<users>("late"); }).code == "NOT_STARTED");
    (*open)(add_account, account{.name = "ada"});
    open->commit();
    std::thread ends([&] { open.reset(); });
    CHECK(db.stop(1h));
    ends.join();
    db.start();
    auto reader = db.read_session<users>("look");
    CHECK(reader(count_accounts).scalar() == 2);
}

TEST_CASE("a link may lead to a file of the directory, not out of it") {
    const scratch dir;
    std::filesystem::create_directories(dir.path() / "data");
    std::filesystem::create_directories(dir.path() / "outside");
    tenon::registry<users> db(in(dir));
    {
        tenon::sqlite::connection outside(dir / "outside/users.db");
    }
    std::filesystem::create_symlink(dir / "outside/users.db", dir / "data/users.db");
    const auto error = error_from([&] { db.start(); });
    CHECK(error.code == "OUTSIDE_DIRECTORY");
    CHECK(error.category == tenon::category::configuration);
    CHECK(error.module_name == "standard.users");
    std::filesystem::remove(dir / "data/users.db");
    std::filesystem::create_symlink("real.db", dir / "data/users.db");
    CHECK(error_from([&] { db.start(); }).code ==
          "CANNOT_OPEN");  // leads to nothing, and nothing is made there
    {
        tenon::sqlite::connection inside(dir / "data/real.db");
    }
    CHECK_NOTHROW(db.start());
    // A directory that is a link itself is where the user wants it.
    std::filesystem::create_symlink(dir / "outside", dir / "linked");
    tenon::settings settings;
    settings.directory = dir / "linked";
    CHECK_NOTHROW(tenon::registry<users>(settings).start());
    for (const std::string_view bad : {std::string_view("a\0b", 3), std::string_view("")}) {
        settings.directory = bad;
        CHECK(error_from([&] { tenon::registry<users>(settings).start(); }).code == "BAD_PATH");
    }
}
