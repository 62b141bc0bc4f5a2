// SPDX-License-Identifier: BSL-1.0
#include <tenon/effective_settings.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;
using tenon::effective_setting;
using reader = tenon::detail::settings_reader;

namespace {

effective_setting find(const tenon::settings& in, std::string_view key, std::string_view module_name = {}) {
    for (const effective_setting& each : tenon::effective_settings(in))
        if (each.key == key && each.module_name == module_name) return each;
    return {};
}

tenon::settings read_conf(std::string_view text) {
    reader from;
    from.begin_source("settings.conf");
    from.read_ini_text(text);
    return from.finish();
}

/// Values by keys, whatever they came from.
std::vector<std::string> values_of(const tenon::settings& in) {
    std::vector<std::string> found;
    for (const effective_setting& each : tenon::effective_settings(in))
        found.push_back(each.module_name + '/' + each.key + '=' + each.value);
    return found;
}

}  // namespace

TEST_CASE("defaults are all there, each with its value") {
    const auto all = tenon::effective_settings({});
    CHECK(all.size() == 19);
    for (const effective_setting& each : all) {
        CAPTURE(each.key);
        CHECK(each.origin == "default");
        CHECK(tenon::detail::find_own_key(each.key).sets != tenon::detail::setting::none);
    }
    CHECK(all[0] == effective_setting{"", "directory", "data/database", "default"});
    CHECK(find({}, "life_time").value == "30min");
    CHECK(find({}, "slow_query").value == "0s");
    CHECK(find({}, "file_mode").value == "0600");
    CHECK(find({}, "synchronous").value == "full");
}

TEST_CASE("what was read names key, source and line; what code has set since says so") {
    reader from;
    from.begin_source("settings.conf");
    from.read_ini_text(
        "[DEFAULT]\ndb_max_connections = 20\ndb_statement_timeout = 5\n[tenon.shop]\nmax_readers = 3\n");
    from.begin_source(".env");
    from.read_env_text("DATABASE_URL=sqlite:///x.db?busy_timeout=250ms\nDB_POOL_MAX=7\n");
    from.begin_source("the environment");
    from.read_variable("TENON_ECHO", "yes");
    tenon::settings how = from.finish();
    how.idle_timeout = 1h;
    how.sqlite.cache_capacity = 128;
    how.of("shop").echo = false;
    how.allow.drop = true;
    CHECK(find(how, "file") == effective_setting{"", "file", "x.db", "DATABASE_URL in .env, line 1"});
    CHECK(find(how, "directory").key.empty());
    CHECK(find(how, "max_readers") ==
          effective_setting{"", "max_readers", "7", "DB_POOL_MAX in .env, line 2"});
    CHECK(find(how, "statement_timeout").origin == "db_statement_timeout in settings.conf, line 3");
    CHECK(find(how, "statement_timeout").value == "5s");
    CHECK(find(how, "busy_timeout") ==
          effective_setting{"", "busy_timeout", "250ms", "busy_timeout of DATABASE_URL in .env, line 1"});
    CHECK(find(how, "echo") == effective_setting{"", "echo", "true", "TENON_ECHO in the environment"});
    CHECK(find(how, "idle_timeout") == effective_setting{"", "idle_timeout", "60min", "code"});
    CHECK(find(how, "cache_capacity").origin == "default");
    CHECK(find(how, "allow.drop").origin == "code");
    CHECK(find(how, "max_readers", "shop").origin == "max_readers in settings.conf, line 5");
    CHECK(find(how, "echo", "shop").origin == "code");
    how.max_readers = 8;
    how.file = "y.db";
    CHECK(find(how, "max_readers").origin == "code");
    CHECK(find(how, "file").origin == "code");
}

TEST_CASE("a later source's place is the one that is named") {
    reader from;
    from.begin_source("settings.conf");
    from.read_ini_text("[DEFAULT]\ndb_url = postgresql://u:hunter2@h:26257/d?sslmode=verify-full\n");
    from.begin_source("the environment");
    from.read_variable("DATABASE_URL", "sqlite:///here/");
    const tenon::settings how = from.finish();
    CHECK(find(how, "directory") ==
          effective_setting{"", "directory", "here", "DATABASE_URL in the environment"});
    CHECK(tenon::settings_text(how).find("hunter2") == std::string::npos);
}

TEST_CASE("secrets are in neither form") {
    reader from;
    from.begin_source("the environment");
    from.read_variable("POSTGRES_PASSWORD", "hunter2");
    from.read_variable("POSTGRES_USER", "hunter2");
    from.read_variable("DATABASE_FILE", "a.db");
    const tenon::settings how = from.finish();
    CHECK(find(how, "postgres_password").value == "***");
    CHECK(find(how, "postgres_password").origin == "POSTGRES_PASSWORD in the environment");
    const std::string text = tenon::settings_text(how);
    CHECK(text.find("hunter2") == std::string::npos);
    CHECK(contains(text, "# postgres_password = ***  # POSTGRES_PASSWORD in the environment\n"));
    for (const tenon::detail::given_setting& each : how.given) CHECK(each.value != "hunter2");
}

TEST_CASE("the text is a settings.conf that says the same") {
    tenon::settings how;
    how.directory = "/srv/my data #1";
    how.max_readers = 3;
    how.acquire_timeout = 1501ms;
    how.sqlite.synchronous = tenon::sqlite::synchronous_mode::normal;
    how.sqlite.file_mode = 0640;
    how.migrate = tenon::migrate_mode::check;
    how.of("standard.shop").file = "shop's.db";
    how.of("standard.shop").foreign_keys = false;
    how.of("users").slow_query = 20ms;
    how.log.sink = [](const auto&) {};
    const std::string text = tenon::settings_text(how);
    CHECK(contains(text, "[tenon]\ndirectory = \"/srv/my data #1\"  # code\nmin_readers = 0  # default\n"));
    CHECK(contains(text, "\n[tenon.standard.shop]\nfile = shop's.db  # code\n"));
    CHECK(contains(text, "# log.sink = a callable  # code\n"));
    how.log.sink = {};
    CHECK(values_of(read_conf(text)) == values_of(how));
    const tenon::settings perhaps = read_conf("[celery]\nmax_connections = 4\n");
    CHECK(contains(tenon::settings_text(perhaps), "\n[celery]\ntenon_max_readers = 4  # "));
    CHECK_FALSE(read_conf(tenon::settings_text(perhaps)).modules.at(0).must_exist);
}
