// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/backup.hpp>
#include <tenon/sqlite/transaction.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>

#include <filesystem>
#include <string>

namespace sqlite = tenon::sqlite;

TEST_CASE("a backup is a whole copy of its own") {
    const scratch dir;
    sqlite::connection db(dir / "a.db");
    db.execute(
        "CREATE TABLE t (a); WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g LIMIT 5000) "
        "INSERT INTO t SELECT hex(i) FROM g");
    sqlite::backup(db, dir / "copy.db");
    db.execute("DELETE FROM t");
    struct stat status{};
    REQUIRE(::stat((dir / "copy.db").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    sqlite::connection copy(dir / "copy.db", {.access = sqlite::access_mode::read_only});
    auto count = copy.lease(query("SELECT count(*) FROM t"));
    REQUIRE(count.step());
    CHECK(count.reader().integer(0) == 5000);
}

TEST_CASE("a backup overwrites nothing and leaves no half") {
    const scratch dir;
    sqlite::connection db(dir / "a.db");
    db.execute("CREATE TABLE t (a)");
    sqlite::backup(db, dir / "copy.db");
    CHECK(error_from([&] { sqlite::backup(db, dir / "copy.db"); }).code == "FILE_EXISTS");
    CHECK(error_from([&] { sqlite::backup(db, dir / "a.db"); }).code == "FILE_EXISTS");
    CHECK(std::filesystem::file_size(dir / "copy.db") > 0);
    CHECK(error_from([&] { sqlite::backup(db, dir / "no/copy.db"); }).code == "CANNOT_OPEN");
    CHECK(error_from([&] { sqlite::backup(db, ":memory:"); }).code == "MISUSE");
    sqlite::transaction writing(db);
    db.lease(query("INSERT INTO t VALUES (1)", 0, 0)).step();
    const auto error = error_from([&] { sqlite::backup(db, dir / "other.db"); });
    CHECK(error.code == "MISUSE");
    CHECK_FALSE(std::filesystem::exists(dir / "other.db"));
}
