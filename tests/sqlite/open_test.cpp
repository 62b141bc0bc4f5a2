// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/open.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"
#include "shim_vfs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>

namespace sqlite = tenon::sqlite;
using sqlite::access_mode;
using tenon::category;

namespace {

std::string text_of(sqlite::connection& on, std::string_view sql) {
    auto row = on.lease(query(sql, 0, tenon::unknown_count));
    REQUIRE(row.step());
    return reinterpret_cast<const char*>(sqlite3_column_text(row.handle(), 0));
}

unsigned mode_of(const std::string& path) {
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

/// Gives up root's rights for a while, which would pass every permission check.
struct unprivileged {
    unprivileged() {
        if (::geteuid() == 0) changed = ::seteuid(65534) == 0;
    }
    ~unprivileged() {
        if (changed && ::seteuid(0) != 0) std::abort();
    }
    bool changed = false;
};

}  // namespace

TEST_CASE("the defaults are the safe ones") {
    const scratch dir;
    sqlite::connection db(dir / "a.db");
    CHECK(text_of(db, "PRAGMA journal_mode") == "wal");
    CHECK(text_of(db, "PRAGMA synchronous") == "2");
    CHECK(text_of(db, "PRAGMA foreign_keys") == "1");
    CHECK(text_of(db, "PRAGMA trusted_schema") == "0");
    CHECK_THROWS(db.lease(query("SELECT \"no string\"")));
    db.execute("CREATE TABLE t (a); PRAGMA writable_schema = ON");
    CHECK_THROWS(db.execute("DELETE FROM sqlite_schema"));  // defensive
    CHECK(std::filesystem::exists(dir / "a.db-wal"));

    sqlite::connection other(dir / "b.db", {.journal = sqlite::journal_mode::unchanged,
                                            .synchronous = sqlite::synchronous_mode::normal,
                                            .busy_timeout = std::chrono::milliseconds(7),
                                            .foreign_keys = false});
    CHECK(text_of(other, "PRAGMA journal_mode") == "delete");
    CHECK(text_of(other, "PRAGMA synchronous") == "1");
    CHECK(text_of(other, "PRAGMA foreign_keys") == "0");
}

TEST_CASE("new files are readable for their owner only") {
    const scratch dir;
    sqlite::connection db(dir / "a.db");
    db.execute("CREATE TABLE t (a)");
    CHECK(mode_of(dir / "a.db") == 0600);
    CHECK(mode_of(dir / "a.db-wal") == 0600);
    CHECK(mode_of(dir / "a.db-shm") == 0600);
    const sqlite::connection shared(dir / "b.db", {.file_mode = 0640});
    CHECK((mode_of(dir / "b.db") & 0600) == 0600);
}

TEST_CASE("opening again leaves the locks of the open connection alone") {
    const scratch dir;
    sqlite::connection writer(dir / "a.db");
    writer.execute("CREATE TABLE t (a)");
    sqlite::transaction held(writer);
    sqlite::connection other(dir / "a.db", {.busy_timeout = std::chrono::milliseconds(0)});
    CHECK(error_from([&] { other.execute("INSERT INTO t VALUES (1)"); }).code == "BUSY");
    held.commit();
    CHECK_NOTHROW(other.execute("INSERT INTO t VALUES (1)"));
}

TEST_CASE("a missing file is created only where that was asked for") {
    const scratch dir;
    for (const auto kind : {access_mode::read_only, access_mode::read_write}) {
        const auto error = error_from([&] { sqlite::connection(dir / "no.db", {.access = kind}); });
        CHECK(error.code == "CANNOT_OPEN");
        CHECK(error.category == category::connection);
        CHECK(contains(error.message, dir / "no.db"));
        CHECK_FALSE(std::filesystem::exists(dir / "no.db"));
    }
    CHECK(error_from([&] { sqlite::connection(dir / "no/a.db"); }).code == "CANNOT_OPEN");
    CHECK(error_from([&] { sqlite::connection(dir.path().string()); }).code == "CANNOT_OPEN");
    std::filesystem::create_symlink(dir / "nowhere.db", dir / "link.db");
    CHECK(error_from([&] { sqlite::connection(dir / "link.db"); }).code == "CANNOT_OPEN");
    {
        sqlite::connection made(dir / "a.db");
    }
    CHECK_NOTHROW(sqlite::connection(dir / "a.db", {.access = access_mode::read_write}));
    CHECK_NOTHROW(sqlite::connection(dir / "a.db", {.access = access_mode::read_only}));
    CHECK(error_from([&] { sqlite::connection((dir / "nul") + '\0' + 'b'); }).code == "MISUSE");
    CHECK_FALSE(std::filesystem::exists(dir / "nul"));
}

TEST_CASE("any name of a file is only a name") {
    const scratch dir;
    for (const std::string name : {"a?mode=memory", "b#c", "d%20e", "f g", "\xc3\xa4.db", "file:h", "%"}) {
        CAPTURE(name);
        {
            sqlite::connection(dir / name).execute("CREATE TABLE t (a)");
        }
        CHECK(std::filesystem::exists(dir / name));
        sqlite::connection main(":memory:");
        main.attach_read_only(dir / name, "other");
        CHECK_NOTHROW(main.lease(query("SELECT a FROM other.t")));
    }
}

TEST_CASE("a reader does not write") {
    const scratch dir;
    sqlite::connection writer(dir / "a.db");
    writer.execute("CREATE TABLE t (a)");
    sqlite::connection reader(dir / "a.db", {.access = access_mode::read_only});
    const auto error = error_from([&] { reader.lease(query("INSERT INTO t VALUES (1)", 0, 0)).step(); });
    CHECK(error.code == "READ_ONLY");
    CHECK(error.category == category::query);
    writer.execute("INSERT INTO t VALUES (1)");
    CHECK(text_of(reader, "SELECT count(*) FROM t") == "1");
}

TEST_CASE("what is no database is told at once") {
    const scratch dir;
    {
        std::ofstream file(dir / "a.db", std::ios::binary);
        std::mt19937 bits(1);
        for (int i = 0; i < 20'000; ++i) file.put(static_cast<char>(bits()));
    }
    for (const auto kind : {access_mode::read_only, access_mode::read_write, access_mode::create}) {
        const auto error = error_from([&] { sqlite::connection(dir / "a.db", {.access = kind}); });
        CHECK(error.code == "NOT_A_DATABASE");
        CHECK(error.category == category::connection);
        CHECK(contains(error.message, dir / "a.db"));
    }
}

TEST_CASE("a damaged page is CORRUPT") {
    const scratch dir;
    {
        sqlite::connection db(dir / "a.db");
        db.execute(
            "CREATE TABLE t (a); WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g LIMIT 5000) "
            "INSERT INTO t SELECT hex(i) FROM g");
    }
    {
        std::fstream file(dir / "a.db", std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(4096);
        for (int i = 0; i < 8192; ++i) file.put('\x7f');
    }
    sqlite::connection db(dir / "a.db");
    CHECK(error_from([&] { db.execute("SELECT sum(a) FROM t"); }).code == "CORRUPT");
}

TEST_CASE("a place without permission is a typed error") {
    const scratch dir;
    {
        sqlite::connection(dir / "a.db").execute("CREATE TABLE t (a)");
    }
    std::filesystem::create_directory(dir / "closed");
    std::filesystem::permissions(dir / "closed", std::filesystem::perms::none);
    {
        const unprivileged now;
        if (::geteuid() == 0) SKIP("root's rights cannot be given up here");
        const auto error = error_from([&] { sqlite::connection(dir / "closed/a.db"); });
        CHECK(error.code == "CANNOT_OPEN");
        CHECK(contains(error.message, "ermission"));
    }
    std::filesystem::permissions(dir / "closed", std::filesystem::perms::owner_all);
    std::filesystem::permissions(dir / "a.db", std::filesystem::perms::none);
    const unprivileged now;
    CHECK(error_from([&] { sqlite::connection(dir / "a.db"); }).code == "CANNOT_OPEN");
}

TEST_CASE("the switch to WAL waits for a writer, which SQLite by itself does not") {
    const scratch dir;
    const sqlite::connection_options plain{.journal = sqlite::journal_mode::unchanged};
    sqlite::connection writer(dir / "a.db", plain);
    writer.execute("CREATE TABLE t (a)");
    std::optional<sqlite::transaction> held(std::in_place, writer);
    const auto error =
        error_from([&] { sqlite::connection(dir / "a.db", {.busy_timeout = std::chrono::milliseconds(0)}); });
    CHECK(error.code == "BUSY");
    CHECK(error.retryable);
    CHECK(error.message == "cannot open the database `" + (dir / "a.db") +
                               "`: database is locked; another connection holds the lock: let it end, or "
                               "raise busy_timeout, and of a registry's settings connect_timeout");

    shim_vfs shim;
    int sleeps = 0;
    shim.on_sleep = [&] {
        if (++sleeps == 3) held->commit();
    };
    sqlite::connection other(dir / "a.db");
    CHECK(sleeps == 3);
    CHECK(text_of(other, "PRAGMA journal_mode") == "wal");
}

TEST_CASE("an SQLite that is too old or not thread-safe is refused") {
    CHECK_NOTHROW(sqlite::detail::check_library(3'040'000, true));
    const auto old = error_from([] { sqlite::detail::check_library(3'039'004, true); });
    CHECK(old.code == "OLD_SQLITE");
    CHECK(old.category == category::configuration);
    CHECK(contains(old.message, "3.39.4"));
    CHECK(error_from([] { sqlite::detail::check_library(3'040'001, false); }).code == "NOT_THREAD_SAFE");
}
