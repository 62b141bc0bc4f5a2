// SPDX-License-Identifier: BSL-1.0
// Strings that have broken other programs: as values they come back as they were, as settings and URLs they
// are taken or refused, and nothing else happens.
#include <tenon/tenon.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace two_modules;

namespace {

std::vector<std::string> hostile() {
    std::vector<std::string> all{"",
                                 " ",
                                 "\t",
                                 "\n",
                                 "\r\n",
                                 std::string(1, '\0'),
                                 std::string("a\0b", 3),
                                 std::string("\0\0", 2),
                                 "'",
                                 "''",
                                 "\"",
                                 "\"\"",
                                 "`",
                                 "\\",
                                 "\\'",
                                 "\\\\",
                                 "--",
                                 "-- x",
                                 "/*",
                                 "*/",
                                 "/* x */",
                                 ";",
                                 ";;",
                                 "'; DROP TABLE accounts; --",
                                 "\"; DROP TABLE accounts; --",
                                 "1; DELETE FROM accounts",
                                 "' OR '1'='1",
                                 "') OR 1=1 --",
                                 "x' UNION SELECT 1 --",
                                 "NULL",
                                 "null",
                                 "nil",
                                 "undefined",
                                 "NaN",
                                 "Infinity",
                                 "-Infinity",
                                 "true",
                                 "false",
                                 "0",
                                 "-0",
                                 "00",
                                 "007",
                                 "1e5",
                                 "0x10",
                                 "1.0",
                                 "-1",
                                 "9223372036854775807",
                                 "9223372036854775808",
                                 "-9223372036854775809",
                                 "1_000",
                                 "1,000",
                                 "%",
                                 "%s",
                                 "%n",
                                 "%d%d%d",
                                 "%00",
                                 "%2e%2e%2f",
                                 "%25",
                                 "{}",
                                 "{0}",
                                 "{:x}",
                                 "${HOME}",
                                 "$HOME",
                                 "$(id)",
                                 "`id`",
                                 "|id",
                                 "&",
                                 "&&",
                                 "?",
                                 "?1",
                                 ":a",
                                 "@a",
                                 "$a",
                                 "#",
                                 " #",
                                 " ;",
                                 "[",
                                 "]",
                                 "[x]",
                                 "[tenon]",
                                 "=",
                                 "==",
                                 "a=b",
                                 "key = value",
                                 "export A=1",
                                 "~",
                                 "~root",
                                 ".",
                                 "..",
                                 "../..",
                                 "../../../../etc/passwd",
                                 "/",
                                 "//",
                                 "/etc/passwd",
                                 "/dev/null",
                                 "/dev/zero",
                                 "/proc/self/mem",
                                 "file:x",
                                 "file:x?mode=memory",
                                 ":memory:",
                                 "sqlite://",
                                 "sqlite:///",
                                 "sqlite:////",
                                 "sqlite:///:memory:",
                                 "sqlite:///x?y",
                                 "sqlite:///x?max_readers=0",
                                 "sqlite:///%00",
                                 "sqlite:///%",
                                 "sqlite://h/x",
                                 "postgresql://u:p@h/d",
                                 "http://x",
                                 "C:\\x",
                                 "\\\\server\\share",
                                 "CON",
                                 "nul",
                                 "aux.db",
                                 "main",
                                 "temp",
                                 "sqlite_master",
                                 "sqlite_sequence",
                                 "rowid",
                                 "\xEF\xBB\xBF",
                                 "\xFF",
                                 "\xC0\x80",
                                 "\xED\xA0\x80",
                                 "\xF5\x80\x80\x80",
                                 "\xE2\x80\xAE",
                                 "\xE2\x80\x8B",
                                 "\xE2\x80\xA8",
                                 "\xC2\xA0",
                                 "\xC2\x85",
                                 "e\xCC\x81",
                                 "\xC3\xA9",
                                 "\xF0\x9F\x92\xA9",
                                 "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
                                 "İ",
                                 "ı",
                                 "ß",
                                 "ſ",
                                 "Å",
                                 "ﬀ",
                                 "日本語",
                                 "العربية",
                                 "עברית",
                                 "ไทย",
                                 "\x01",
                                 "\x07",
                                 "\x08",
                                 "\x0B",
                                 "\x0C",
                                 "\x1A",
                                 "\x1B[31m",
                                 "\x7F",
                                 "<script>alert(1)</script>",
                                 "&lt;",
                                 "]]>",
                                 "<!--",
                                 "{\"a\": 1}",
                                 "{\"check_same_thread\": false}",
                                 "[1,2",
                                 "\"",
                                 "\\u0000",
                                 "\\x00",
                                 "\\n",
                                 "a\\",
                                 "a\"b'c`d",
                                 "SELECT",
                                 "select * from accounts",
                                 "BEGIN",
                                 "COMMIT",
                                 "ROLLBACK",
                                 "PRAGMA foreign_keys=OFF",
                                 "ATTACH 'x' AS y",
                                 "VACUUM INTO '/tmp/x'",
                                 "x'00'",
                                 "X'41'",
                                 "0x",
                                 "1e999",
                                 "1e-999",
                                 "--1",
                                 "+1",
                                 "1 ",
                                 " 1",
                                 "1s",
                                 "1 s",
                                 "-1s",
                                 "1.5.2s",
                                 "999999999999999999999h",
                                 "30",
                                 "0.0001s",
                                 ".5s",
                                 "5.s",
                                 "yes",
                                 "YES",
                                 "oui",
                                 "on ",
                                 "0600",
                                 "0o600",
                                 "777777",
                                 "-0600",
                                 "rw-r--r--"};
    for (const std::size_t size : {255u, 256u, 4096u, 65'537u})
        for (const char c : {'a', '/', '%', '\'', '('}) all.emplace_back(size, c);
    return all;
}

}  // namespace

TEST_CASE_METHOD(started, "hostile strings as values come back as they were") {
    const std::vector<std::string> all = hostile();
    REQUIRE(all.size() >= 200);
    auto session = db.integrity_session<users>("'; DROP TABLE accounts; --");
    constexpr auto find =
        tenon::select("name"_c).from<account>().where("id"_c == "id"_p && "name"_c == "name"_p);
    constexpr auto add = tenon::insert<account>().on_conflict("name"_c).do_nothing().returning("id"_c);
    for (const std::string& text : all) {
        CAPTURE(text);
        const auto added = session(add, "name"_p = text).first();
        if (!added) continue;  // it is in the list twice
        CHECK(session(find, "id"_p = (*added)["id"_c], "name"_p = text).one()["name"_c] == text);
    }
    session.commit();
    CHECK(accounts() > 200);
}

TEST_CASE("hostile strings as settings are taken or refused") {
    for (const std::string& text : hostile()) {
        CAPTURE(text);
        for (const std::string_view key :
             {"DATABASE_URL", "DATABASE_FILE", "DATABASE_DIRECTORY", "DATABASE_TYPE", "DATABASE_CONNECT_ARGS",
              "DB_POOL_MAX", "DB_IDLE_TIMEOUT", "DATABASE_ENGINE_ECHO", "TENON_LIFE_TIME", "TENON_FILE_MODE",
              "TENON_JOURNAL", "TENON_SHOP__FILE", "TENON_ENCRYPTION_KEY"}) {
            try {
                tenon::detail::settings_reader reader;
                reader.begin_source("the environment");
                reader.read_variable(key, text);
                const tenon::settings read = reader.finish();
                CHECK((read.max_readers >= 1 && read.max_readers <= 1000));
                CHECK(read.idle_timeout.count() >= 0);
                CHECK_FALSE(contains(read.file, std::string_view("\0", 1)));
            } catch (const tenon::configuration_error& refused) {
                CHECK((contains(refused.what(), key) || contains(refused.what(), "SHOP")));
                for (const char c : std::string_view(refused.what()))
                    CHECK((static_cast<unsigned char>(c) >= ' ' && c != 127));
                CHECK(refused.details().message.size() < 700);
            }
        }
        try {
            tenon::detail::settings_reader reader;
            reader.begin_source("settings.conf");
            reader.read_ini_text("[tenon]\n" + text + "\n" + text + " = " + text + "\nmax_readers = " + text +
                                 "\n");
            (void)reader.finish();
        } catch (const tenon::configuration_error& refused) {
            CHECK_FALSE(refused.details().code.empty());
        }
        try {
            tenon::detail::settings_reader reader;
            reader.begin_source(".env");
            reader.read_env_text("DB_POOL_MAX=" + text + "\n" + text + "=1\nTENON_" + text + "=" + text +
                                 "\n");
            (void)reader.finish();
        } catch (const tenon::configuration_error& refused) {
            CHECK_FALSE(refused.details().code.empty());
        }
    }
}

TEST_CASE("hostile strings as paths stay in their directory, or are refused") {
    const scratch dir;
    int opened = 0;
    for (const std::string& text : hostile()) {
        if (text.find("..") != text.npos || text.starts_with('/') || text.starts_with("C:")) continue;
        CAPTURE(text);
        try {
            const tenon::database db(dir / ("in/" + text),
                                     {.journal = tenon::sqlite::journal_mode::unchanged});
            ++opened;
        } catch (const tenon::exception& refused) {
            CHECK_FALSE(refused.details().code.empty());
        }
        std::filesystem::create_directories(dir / "in");
    }
    CHECK(opened > 50);
    int beside = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(dir.path())) ++beside;
    CHECK(beside == 1);
}
