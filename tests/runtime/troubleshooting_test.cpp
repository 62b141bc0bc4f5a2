// SPDX-License-Identifier: BSL-1.0
// What docs/errors.md says of things that go wrong in practice, on real files: each error says what to do.
#include <tenon/raw_sql.hpp>
#include <tenon/tenon.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

using namespace two_modules;
using namespace std::chrono_literals;

namespace {

/// The rights of a user without any, while it lives: root may write everything.
class unprivileged {
public:
    unprivileged() : root_(geteuid() == 0) {
        if (root_) REQUIRE(seteuid(65534) == 0);
    }
    unprivileged(const unprivileged&) = delete;
    unprivileged& operator=(const unprivileged&) = delete;
    ~unprivileged() {
        if (root_ && seteuid(0) != 0) std::abort();
    }

private:
    bool root_;
};

tenon::error error_of_start(const tenon::settings& how) {
    return error_from([&] { program(how).start(); });
}

}  // namespace

TEST_CASE("a table that is not there") {
    tenon::database db(":memory:");
    const auto error = error_from([&] { db(count_accounts).scalar(); });
    CHECK(error.code == "NO_SUCH_TABLE");
    CHECK(error.category == tenon::category::schema);
    CHECK(contains(error.message, "no such table: accounts; create or migrate the database first"));
}

TEST_CASE_METHOD(started, "a session that is over, or was never there") {
    auto session = db.integrity_session<users>("register");
    session.commit();
    auto error = error_from([&] { session(count_accounts).scalar(); });
    CHECK(error.code == "SESSION_ENDED");
    CHECK(contains(error.message, "open another one"));
    CHECK(error.purpose == "register");
    program other(in(dir));
    error = error_from([&] { (void)other.read_session<users>("too early"); });
    CHECK(error.code == "NOT_STARTED");
    CHECK(contains(error.message, "start()"));
}

TEST_CASE_METHOD(started, "a database that another program has locked") {
    tenon::settings impatient = in(dir);
    impatient.sqlite.busy_timeout = 1ms;
    program other(impatient);
    other.start();
    tenon::sqlite::connection another(db.path<users>());
    const tenon::sqlite::transaction locks(another);
    const auto error = error_from([&] { (void)other.integrity_session<users>("second"); });
    CHECK(error.code == "BUSY");
    CHECK(error.retryable);
    CHECK(error.purpose == "second");
    CHECK(contains(error.message, "database is locked; another connection holds the lock"));
    CHECK(contains(error.message, "raise busy_timeout"));
}

TEST_CASE("a directory or file that may not be written") {
    const scratch dir;
    chmod(dir.path().c_str(), 0755);
    {
        program(in(dir)).start();
    }
    chmod((dir / "data").c_str(), 0755);
    for (const char* name : {"users.db", "shop.db"})
        chmod((dir / (std::string("data/") + name)).c_str(), 0444);
    const unprivileged user;
    tenon::settings elsewhere;
    elsewhere.directory = dir / "other";
    tenon::error error = error_of_start(elsewhere);
    CHECK(error.code == "CANNOT_OPEN");
    CHECK(contains(error.message, dir / "other"));
    CAPTURE(error.message);
    CHECK(contains(error.message, "ermission"));
    error = error_from([&] {
        tenon::database db(dir / "data/users.db", {.access = tenon::sqlite::access_mode::read_write});
        db(add_account, account{.name = "x"});
    });
    CHECK((error.code == "READ_ONLY" || error.code == "CANNOT_OPEN"));
    CHECK(contains(error.message, "permission"));
    CHECK(contains(error.message, "users.db"));
}

TEST_CASE("a path that can't be one") {
    const scratch dir;
    std::ofstream(dir / "file") << "x";
    tenon::settings how;
    how.directory = dir / "file/data";
    tenon::error error = error_of_start(how);
    CHECK(error.code == "CANNOT_OPEN");
    CHECK(contains(error.message, "file/data"));
    std::filesystem::create_directories(dir / "data/users.db");
    error = error_of_start(in(dir));
    CHECK(error.category == tenon::category::connection);
    CHECK(contains(error.message, "users.db"));
}

TEST_CASE("a file that is no database") {
    const scratch dir;
    std::filesystem::create_directories(dir / "data");
    std::ofstream(dir / "data/users.db") << "a letter to a friend that nobody wants to lose\n";
    const auto error = error_of_start(in(dir));
    CHECK(error.code == "NOT_A_DATABASE");
    CHECK(error.category == tenon::category::connection);
    CHECK(contains(error.message, "users.db"));
    CHECK(contains(error.message, "the file is no SQLite database, or it is encrypted"));
}

TEST_CASE("a disk that is full") {
    const scratch dir;
    tenon::database db(dir / "full.db");
    db.create<account>();
    db.connection().execute("PRAGMA max_page_count = 4");
    const auto error = error_from([&] {
        for (int i = 0; i < 100; ++i)
            db(add_account, account{.name = std::string(1000, 'x') + std::to_string(i)});
    });
    CHECK(error.code == "DISK_FULL");
    CHECK(contains(error.message, "free space on the disk"));
    CHECK(contains(error.message, "full.db"));
}

TEST_CASE_METHOD(started, "all connections in use") {
    tenon::settings few = in(dir);
    few.max_readers = 1;
    few.acquire_timeout = 1ms;
    program other(few);
    other.start();
    const auto first = other.read_session<users>("first");
    const auto error = error_from([&] { (void)other.read_session<users>("second"); });
    CHECK(error.code == "POOL_TIMEOUT");
    CHECK(error.category == tenon::category::pool);
    CHECK(contains(error.message, "max_readers"));
}

TEST_CASE("values that do not fit the parameters") {
    tenon::database db(":memory:");
    db.create<account>();
    const auto run = [&](std::string_view text) {
        return error_from(
            [&] { (void)db(tenon::raw_sql<account>(std::string(text)), "name"_p = "x").all(); });
    };
    auto error = run("SELECT id, name FROM accounts WHERE name = ?");
    CHECK(error.code == "UNNAMED_PARAMETER");
    CHECK(contains(error.message, "write :name instead of ?"));
    error = run("SELECT id, name FROM accounts WHERE name = :name AND id = :id");
    CHECK(error.code == "MISSING_ARGUMENT");
    error = run("SELECT id, name FROM accounts");
    CHECK(error.code == "UNKNOWN_ARGUMENT");
}

TEST_CASE("a foreign key that is broken") {
    const scratch dir;
    program db(in(dir));
    db.start();
    auto session = db.integrity_session<shop>("add");
    const auto error =
        error_from([&] { session(tenon::insert<item>(), item{.purchase_id = 99, .what = "x"}); });
    CHECK(error.code == "FOREIGN_KEY_VIOLATION");
    CHECK(error.table == "items");
    CHECK(error.columns == "purchase_id");
    CHECK(contains(error.message, "there is no such row in `purchases`: insert it first"));
    CHECK(error.module_name == "standard.shop");
}
