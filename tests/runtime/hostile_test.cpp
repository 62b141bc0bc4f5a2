// SPDX-License-Identifier: BSL-1.0
// Strings that have broken other programs: as values they come back as they were, as settings and URLs they
// are taken or refused, and nothing else happens.
#include <tenon/tenon.hpp>

#include "hostile_strings.hpp"
#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace two_modules;

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

TEST_CASE_METHOD(started, "hostile strings as names of modules are those of no module, or refused") {
    std::vector<std::string> before;
    for (const auto& each : std::filesystem::recursive_directory_iterator(dir.path()))
        before.push_back(each.path().string());
    int taken = 0;
    for (const std::string& text : hostile()) {
        CAPTURE(text);
        // As the name of a database's file: what leads nowhere else.
        if (tenon::detail::is_file_name(text)) {
            ++taken;
            CHECK(text.find_first_of(std::string("/.\\\0", 4)) == text.npos);
        }
        const auto unknown = error_from([&] { (void)db.session(text, text); });
        CHECK(unknown.code == "UNKNOWN_DATABASE");
        CHECK(unknown.purpose == text);
        CHECK(error_from([&] { (void)db.read_session("users" + text + "x", "look"); }).code ==
              "UNKNOWN_DATABASE");
        tenon::settings how = in(dir);
        how.of(text).max_readers = 3;
        program other(how);
        const auto refused = error_from([&] { other.start(); });
        CHECK(refused.category == tenon::category::configuration);
        // Purposes and modules' names go into messages and events as they are.
        auto session = db.read_session<users>(text);
        CHECK(session(count_accounts).scalar() == 1);
    }
    CHECK(taken > 20);
    std::vector<std::string> after;
    for (const auto& each : std::filesystem::recursive_directory_iterator(dir.path()))
        if (!contains(each.path().string(), "-wal") && !contains(each.path().string(), "-shm"))
            after.push_back(each.path().string());
    std::erase_if(before, [](const std::string& it) { return contains(it, "-wal") || contains(it, "-shm"); });
    CHECK(after == before);
}

TEST_CASE("hostile strings as places of databases touch nothing outside of the directory") {
    const scratch dir;
    std::filesystem::create_directories(dir / "in");
    const auto here = std::filesystem::current_path();
    std::filesystem::current_path(dir / "in");
    int started = 0;
    for (const std::string& text : hostile()) {
        if (text.starts_with('/') || contains(text, "..")) continue;  // such a path is meant
        CAPTURE(text);
        for (const bool by_url : {false, true}) {
            try {
                tenon::settings how;
                if (by_url)
                    how = tenon::settings::from_url("sqlite:///" + text);
                else
                    how.file = text;
                if (how.file.starts_with('/') || how.directory.starts_with('/') || contains(how.file, "..") ||
                    contains(how.directory, ".."))
                    continue;
                program db(how);
                db.start();
                auto session = db.read_session<users>("look");
                CHECK(session(count_accounts).scalar() == 1);
                ++started;
            } catch (const tenon::exception& refused) {
                CHECK_FALSE(refused.details().code.empty());
            }
        }
    }
    std::filesystem::current_path(here);
    CHECK(started > 100);
    int beside = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(dir.path())) ++beside;
    CHECK(beside == 1);
}
