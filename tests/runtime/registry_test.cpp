// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/registry.hpp>

#include "killing_vfs.hpp"
#include "modules.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

using namespace two_modules;

namespace {

unsigned mode_of(const std::string& path) {
    struct stat found{};
    return stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0;
}

// What a start leaves behind, wherever it was interrupted before.
void check_started(program& db) {
    auto reader = db.read_session<shop>("check");
    CHECK(reader(count_accounts).scalar() == 1);
    CHECK(reader(count_purchases).scalar() == 1);
    CHECK(reader(tenon::select<item>()).all().empty());
    auto lookup = [&](auto module_tag) {
        auto session = db.integrity_session<typename decltype(module_tag)::type>("look");
        auto statement = session.connection().lease(
            query("SELECT group_concat(name, ' ') FROM (SELECT name FROM main.sqlite_schema "
                  "WHERE name NOT LIKE 'sqlite_%' ORDER BY name)"));
        REQUIRE(statement.step());
        return std::string(statement.reader().text(0));
    };
    CHECK(lookup(std::type_identity<users>{}) == "accounts tenon_migrations tenon_modules");
    CHECK(lookup(std::type_identity<shop>{}) ==
          "items purchases purchases_account_id tenon_migrations tenon_modules");
}

}  // namespace

TEST_CASE("start makes a file per module under the directory, for its owner only") {
    const scratch dir;
    program db(in(dir));
    CHECK_FALSE(std::filesystem::exists(dir.path() / "data"));
    db.start();
    CHECK(db.path<users>() == dir / "data/users.db");
    CHECK(db.path<shop>() == dir / "data/shop.db");
    CHECK(mode_of(db.path<users>()) == 0600);
    CHECK(mode_of(db.path<shop>()) == 0600);
    check_started(db);
    auto session = db.integrity_session<users>("register");
    session(add_account, account{.name = "ada"});
    CHECK(mode_of(db.path<users>() + "-wal") == 0600);
    CHECK(mode_of(db.path<users>() + "-shm") == 0600);
}

TEST_CASE("a start after the first finds everything there") {
    const scratch dir;
    {
        program db(in(dir));
        db.start();
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "ada"});
        session.commit();
    }
    program db(in(dir));
    for (int i = 0; i < 2; ++i) {
        db.start();
        auto reader = db.read_session<shop>("check");
        CHECK(reader(count_accounts).scalar() == 2);
        CHECK(reader(count_purchases).scalar() == 1);
    }
}

TEST_CASE("initial data that is deleted does not come back") {
    const scratch dir;
    for (int i = 0; i < 2; ++i) {
        program db(in(dir));
        db.start();
        auto session = db.integrity_session<users>("clean up");
        CHECK(session(tenon::delete_from<account>()).rows == 1 - i);
        session.commit();
    }
}

TEST_CASE("nothing can be opened before the start or after the stop") {
    const scratch dir;
    program db(in(dir));
    const auto error = error_from([&] { (void)db.integrity_session<users>("early"); });
    CHECK(error.code == "NOT_STARTED");
    CHECK(error.category == tenon::category::usage);
    CHECK(error.purpose == "early");
    CHECK(error.module_name == "standard.users");
    CHECK(contains(error.message, "start()"));
    CHECK(error_from([&] { (void)db.read_session<shop>("early"); }).code == "NOT_STARTED");
    db.start();
    CHECK_NOTHROW(db.read_session<shop>("in time"));
    db.stop();
    CHECK(error_from([&] { (void)db.read_session<shop>("late"); }).code == "NOT_STARTED");
    db.start();
    check_started(db);
}

TEST_CASE("sessions and rows may outlive their registry") {
    const scratch dir;
    std::optional<program> db(std::in_place, in(dir));
    db->start();
    std::optional<tenon::integrity_session<users>> session(db->integrity_session<users>("register"));
    auto reader = db->read_session<shop>("report");
    db.reset();
    (*session)(add_account, account{.name = "ada"});
    auto rows = (*session)(tenon::select<account>());
    auto at = rows.begin();
    ++at;
    CHECK((*at).name == "ada");
    CHECK(reader(count_purchases).scalar() == 1);
    session.reset();
    CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
    auto unread = reader(count_accounts);
    CHECK(unread.scalar() == 1);
}

TEST_CASE("a file with another table under the name stops the start") {
    const scratch dir;
    std::filesystem::create_directories(dir.path() / "data");
    {
        tenon::sqlite::connection by_hand(dir / "data/shop.db");
        by_hand.execute("CREATE TABLE purchases (id INTEGER PRIMARY KEY, total TEXT, note TEXT)");
    }
    program db(in(dir));
    const auto error = error_from([&] { db.start(); });
    CHECK(error.code == "WORD_NEEDED");
    CHECK(error.category == tenon::category::schema);
    CHECK(contains(error.message, "column `note` would be lost"));
    CHECK_NOTHROW(db.read_session<users>("started before"));
    CHECK(error_from([&] { (void)db.read_session<shop>("not started"); }).code == "NOT_STARTED");
    {
        tenon::sqlite::connection by_hand(dir / "data/shop.db");
        by_hand.execute("DROP TABLE purchases");
    }
    db.start();
    check_started(db);
}

TEST_CASE("a file that is no database stops the start") {
    const scratch dir;
    std::filesystem::create_directories(dir.path() / "data");
    std::ofstream(dir / "data/users.db") << std::string(4096, 'x');
    program db(in(dir));
    const auto error = error_from([&] { db.start(); });
    CHECK(error.code == "NOT_A_DATABASE");
    CHECK(contains(error.message, "users.db"));
}

TEST_CASE("a directory that can't be made stops the start") {
    const scratch dir;
    std::ofstream(dir / "data") << "a file";
    program db(in(dir));
    const auto error = error_from([&] { db.start(); });
    CHECK(error.code == "CANNOT_OPEN");
    CHECK(contains(error.message, "data"));
}

TEST_CASE("a start that fails in the middle is taken back and can be repeated") {
    const scratch dir;
    program db(in(dir));
    users::while_starting = [](std::string_view module_name) {
        if (module_name == "shop") throw std::runtime_error("no");
    };
    CHECK_THROWS_AS(db.start(), std::runtime_error);
    users::while_starting = nullptr;
    {
        tenon::sqlite::connection file(db.path<shop>());
        auto tables = file.lease(query("SELECT count(*) FROM sqlite_schema"));
        REQUIRE(tables.step());
        CHECK(tables.reader().integer(0) == 0);
    }
    db.start();
    check_started(db);
}

TEST_CASE("a start that is killed in the middle can be repeated") {
    for (const std::string_view where : {"users", "shop"}) {
        const scratch dir;
        const int status = run_in_child([&] {
            users::while_starting = [&](std::string_view module_name) {
                if (module_name == where) std::raise(SIGKILL);
            };
            program(in(dir)).start();
        });
        REQUIRE(was_killed(status));
        program db(in(dir));
        db.start();
        check_started(db);
    }
}

TEST_CASE("a start that is killed at any write can be repeated") {
    bool killed = true;
    int writes = 0;
    for (; killed && writes < 500; ++writes) {
        const scratch dir;
        const int status = run_in_child([&] {
            const killing_vfs vfs(writes);
            program(in(dir)).start();
        });
        killed = was_killed(status);
        if (!killed) CHECK(status == 0);
        tenon::settings settings = in(dir);
        settings.sqlite.synchronous = tenon::sqlite::synchronous_mode::normal;
        program db(settings);
        db.start();
        check_started(db);
    }
    CHECK_FALSE(killed);
    CHECK(writes > 10);
}

TEST_CASE("a session that is killed before its commit has done nothing") {
    const scratch dir;
    program(in(dir)).start();
    const int status = run_in_child([&] {
        program db(in(dir));
        db.start();
        auto session = db.integrity_session<users>("register");
        session(add_account, account{.name = "kept"});
        session.commit();
        auto second = db.integrity_session<shop>("buy");
        second(add_purchase, std::vector<purchase>(1000));
        std::raise(SIGKILL);
    });
    REQUIRE(was_killed(status));
    program db(in(dir));
    db.start();
    auto reader = db.read_session<shop>("check");
    CHECK(reader(count_accounts).scalar() == 2);
    CHECK(reader(count_purchases).scalar() == 1);
}

TEST_CASE("eight processes start at once: none fails, the initial data is there once") {
    const scratch dir;
    std::vector<int> results;
    {
        starting_line line;
        std::vector<pid_t> children;
        for (int i = 0; i < 8; ++i)
            children.push_back(fork_child([&] {
                line.wait();
                program db(in(dir));
                db.start();
                auto session = db.integrity_session<shop>("count");
                session(tenon::update<purchase>().set("total"_c = "total"_c + 1.0));
                session.commit();
            }));
        line.go();
        for (const pid_t child : children) results.push_back(status_of(child));
    }
    CHECK(results == std::vector<int>(8, 0));
    program db(in(dir));
    db.start();
    check_started(db);
    auto reader = db.read_session<shop>("check");
    CHECK(reader(tenon::select("total"_c).from<purchase>()).scalar() == 9);
}

TEST_CASE("the settings come from the environment unless they are given") {
    const scratch dir;
    const auto started_under = [&](const std::string& url) {
        return run_in_child([&] {
            std::filesystem::current_path(dir.path());
            setenv("DATABASE_URL", url.c_str(), 1);
            program db;
            db.start();
        });
    };
    CHECK(started_under("sqlite:///relative/") == 0);
    CHECK(std::filesystem::exists(dir / "relative/users.db"));
    CHECK(started_under("sqlite:///" + (dir / "absolute/")) == 0);
    CHECK(std::filesystem::exists(dir / "absolute/shop.db"));
    CHECK(started_under("") == 0);
    CHECK(std::filesystem::exists(dir / "data/database/shop.db"));
}

TEST_CASE("modules that share no database get no file in common from the settings") {
    const scratch dir;
    std::filesystem::create_directory_symlink(dir.path(), dir / "link");
    for (const char* const place : {"one.db", "./one.db", "link/one.db"}) {
        tenon::settings how = in(dir);
        how.of("users").file = dir / "one.db";
        how.of("shop").file = dir / place;
        program db(how);
        const tenon::error error = error_from([&] { db.start(); });
        CHECK(error.code == "CONFLICTING_FILES");
        CHECK(error.category == tenon::category::configuration);
        CHECK(contains(error.message, "`standard.shop` and `standard.users` have one file"));
    }
    tenon::settings how = in(dir);
    how.of("users").file = dir / "data/shop.db";  // where the other one's is by itself
    CHECK(error_from([&] { program(how).start(); }).code == "CONFLICTING_FILES");
    CHECK_FALSE(std::filesystem::exists(dir / "one.db"));
}

TEST_CASE("sessions may be asked for while the registry starts again") {
    const scratch dir;
    program db(in(dir));
    db.start();
    std::atomic<bool> goes_on = true;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            while (goes_on) try {
                    auto session = db.read_session<users>("count");
                    if (session(count_accounts).scalar() != 1) ++wrong;
                } catch (const tenon::usage_error& refused) {
                    if (refused.details().code != "NOT_STARTED") ++wrong;
                }
        });
    for (int i = 0; i < 10; ++i) db.start();
    goes_on = false;
    for (std::thread& each : threads) each.join();
    CHECK(wrong == 0);
}
