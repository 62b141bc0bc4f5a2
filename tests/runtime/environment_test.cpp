// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/environment.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;

namespace {

/// A working directory of its own, and an environment without settings; both are put back.
class surroundings {
public:
    surroundings() {
        std::vector<std::string> names;
        for (char** each = environ; *each != nullptr; ++each) {
            const std::string_view variable = *each;
            for (const std::string_view prefix : {"DB_", "DATABASE_", "TENON_", "POSTGRES_"})
                if (variable.starts_with(prefix)) names.emplace_back(variable.substr(0, variable.find('=')));
        }
        for (const std::string& name : names) unsetenv(name.c_str());
        std::filesystem::current_path(dir_.path());
    }
    surroundings(const surroundings&) = delete;
    surroundings& operator=(const surroundings&) = delete;
    ~surroundings() {
        for (const std::string& name : set_) unsetenv(name.c_str());
        std::filesystem::current_path(before_);
    }
    void set(const std::string& name, const std::string& value) {
        setenv(name.c_str(), value.c_str(), 1);
        set_.push_back(name);
    }
    void write(const std::string& name, std::string_view text) { std::ofstream(name) << text; }

private:
    std::filesystem::path before_ = std::filesystem::current_path();
    scratch dir_;
    std::vector<std::string> set_;
};

struct variable {
    std::string_view name, value;
};

tenon::settings from_variables(std::initializer_list<variable> variables) {
    tenon::detail::settings_reader reader;
    reader.begin_source("the environment");
    for (const auto& [name, value] : variables) reader.read_variable(name, value);
    return reader.finish();
}

tenon::settings from_ini(std::string_view text) {
    tenon::detail::settings_reader reader;
    reader.begin_source("settings.conf");
    reader.read_ini_text(text);
    return reader.finish();
}

tenon::settings from_env(std::string_view text) {
    tenon::detail::settings_reader reader;
    reader.begin_source(".env");
    reader.read_env_text(text);
    return reader.finish();
}

tenon::error refused(std::initializer_list<variable> variables) {
    const tenon::error error = error_from([&] { (void)from_variables(variables); });
    CHECK(error.category == tenon::category::configuration);
    return error;
}

// Of document E, word for word.
constexpr std::string_view settings_conf = R"([DEFAULT]
db_url = postgresql://user:pass@host:26257/db?sslmode=verify-full
db_min_connections = 5      # Minimum connections in pool
db_max_connections = 20     # Maximum connections in pool
db_connection_timeout = 10  # Connection timeout in seconds
db_statement_timeout = 30   # Statement timeout in seconds
)";

}  // namespace

TEST_CASE_METHOD(surroundings,
                 "code, then the environment, then .env, then settings.conf, then the defaults") {
    write("settings.conf", "[DEFAULT]\ndb_max_connections = 2\ndb_min_connections = 2\ndb_echo = on\n");
    CHECK(tenon::settings::from_environment().max_readers == 2);
    write(".env", "DB_POOL_MAX=3\nDB_POOL_MIN=1\n");
    CHECK(tenon::settings::from_environment().max_readers == 3);
    set("TENON_MAX_READERS", "4");
    tenon::settings settings = tenon::settings::from_environment();
    CHECK(settings.max_readers == 4);
    CHECK(settings.min_readers == 1);
    CHECK(settings.log.echo);
    CHECK(settings.directory == "data/database");
    settings.max_readers = 5;
    CHECK(settings.max_readers == 5);

    CHECK(tenon::load_settings({.settings_file = "", .environment = false}).max_readers == 3);
    CHECK(tenon::load_settings({.env_file = "", .environment = false}).max_readers == 2);
    CHECK(tenon::load_settings({.settings_file = "", .env_file = "", .environment = false}).max_readers ==
          10);
    CHECK(tenon::load_settings({.settings_file = "", .env_file = "", .environment = false}, settings)
              .max_readers == 5);
    CHECK(error_from([] { (void)tenon::load_settings({.env_file = "other.env"}); }).code ==
          "BAD_SETTINGS_FILE");
}

TEST_CASE_METHOD(surroundings, "document E's settings.conf") {
    write("settings.conf", settings_conf);
    const auto error = error_from([] { (void)tenon::settings::from_environment(); });
    CHECK(error.code == "BACKEND_UNAVAILABLE");
    CHECK(error.category == tenon::category::configuration);
    CHECK(contains(error.message, "db_url in settings.conf, line 2 names postgresql://***@host:26257/db,"));
    CHECK_FALSE(contains(error.message, "pass"));

    set("DATABASE_URL", "sqlite:///data/app.db");  // as the sentence advises
    const tenon::settings settings = tenon::settings::from_environment();
    CHECK(settings.file == "data/app.db");
    CHECK(settings.min_readers == 5);
    CHECK(settings.max_readers == 20);
    CHECK(settings.connect_timeout == 10s);
    CHECK(settings.statement_timeout == 30s);
}

TEST_CASE("the keys of document A") {
    const tenon::settings settings = from_ini(
        "[user_manager]\ndatabase_timeout = 15\nmax_connections = 4\nenable_foreign_keys = false\n"
        "[DEFAULT]\nmax_connections = 6\n[logging]\nlevel = 3\necho = maybe\n");
    CHECK(settings.max_readers == 6);
    REQUIRE(settings.modules.size() == 1);
    CHECK_FALSE(settings.modules[0].must_exist);
    const tenon::settings users = settings.for_module("standard.user_manager", "user_manager");
    CHECK(users.statement_timeout == 15s);
    CHECK(users.max_readers == 4);
    CHECK_FALSE(users.sqlite.foreign_keys);
    CHECK(settings.sqlite.foreign_keys);
}

TEST_CASE("the keys of document C") {
    const tenon::settings settings = from_env(
        "# .env file\nDATABASE_URL=sqlite:///custom/path/app.db\nDATABASE_ENGINE_ECHO=true\n"
        "DATABASE_CONNECT_ARGS={\"check_same_thread\": false, \"timeout\": 2.5}\n");
    CHECK(settings.file == "custom/path/app.db");
    CHECK(settings.log.echo);
    CHECK(settings.sqlite.busy_timeout == 2500ms);
    CHECK(
        from_variables({{"DATABASE_CONNECT_ARGS", R"({"check_same_thread": false})"}}).sqlite.busy_timeout ==
        30s);
    CHECK(from_variables({{"DATABASE_CONNECT_ARGS", "{}"}}).sqlite.busy_timeout == 30s);
    for (const char* bad :
         {"5", "{", "{\"timeout\"}", R"({"timeout": "x"})", R"({"isolation_level": "DEFERRED"})",
          R"({"timeout": 5,})", R"({"check_same_thread": 7})", "[]", "{,}"}) {
        CAPTURE(bad);
        CHECK(contains(refused({{"DATABASE_CONNECT_ARGS", bad}}).message, "DATABASE_CONNECT_ARGS"));
    }
}

TEST_CASE("the keys of document D") {
    const tenon::settings settings = from_env(
        "# Database type (sqlite or postgres)\nDATABASE_TYPE=sqlite\n\n# SQLite configuration\n"
        "DATABASE_FILE=/data/state/systemprompt.db\n\n# PostgreSQL configuration\nPOSTGRES_HOST=localhost\n"
        "POSTGRES_PORT=5432\nPOSTGRES_DB=systemprompt\nPOSTGRES_USER=systemprompt\nPOSTGRES_PASSWORD=secret\n"
        "POSTGRES_SSL=true\n\n# Connection pool "
        "settings\nDB_POOL_MIN=1\nDB_POOL_MAX=10\nDB_IDLE_TIMEOUT=30000\n");
    CHECK(settings.file == "/data/state/systemprompt.db");
    CHECK(settings.min_readers == 1);
    CHECK(settings.max_readers == 10);
    CHECK(settings.idle_timeout == 30s);

    const auto error =
        refused({{"DATABASE_TYPE", "postgres"}, {"POSTGRES_PASSWORD", "hunter2"}, {"DATABASE_FILE", "x"}});
    CHECK(error.code == "BACKEND_UNAVAILABLE");
    CHECK(contains(error.message, "DATABASE_TYPE"));
    CHECK(contains(error.message, "sqlite://"));
    CHECK_FALSE(contains(error.message, "hunter2"));
    CHECK(refused({{"DATABASE_TYPE", "oracle"}}).code == "BAD_SETTING");
    CHECK(refused({{"POSTGRES_PORT", "none"}}).code == "BAD_SETTING");
    CHECK(refused({{"POSTGRES_SSL", "perhaps"}}).code == "BAD_SETTING");
    CHECK(refused({{"DATABASE_TYPE", "postgres"}, {"DATABASE_URL", "sqlite:///a.db"}}).code ==
          "CONFLICTING_SETTINGS");
}

TEST_CASE("every key of its own, by its variable, its section and its URL") {
    struct row {
        std::string_view name, value;
        bool (*holds)(const tenon::settings&);
        bool in_url = true;
    };
    using s = const tenon::settings&;
    const row rows[] = {
        {"database_url", "sqlite:///a.db", [](s it) { return it.file == "a.db"; }, false},
        {"directory", "/srv/data", [](s it) { return it.directory == "/srv/data" && it.file.empty(); },
         false},
        {"file", "one.db", [](s it) { return it.file == "one.db"; }, false},
        {"min_readers", "2", [](s it) { return it.min_readers == 2; }},
        {"max_readers", "7", [](s it) { return it.max_readers == 7; }},
        {"acquire_timeout", "5s", [](s it) { return it.acquire_timeout == 5s; }},
        {"idle_timeout", "2min", [](s it) { return it.idle_timeout == 2min; }},
        {"life_time", "1h", [](s it) { return it.life_time == 1h; }},
        {"connect_timeout", "250ms", [](s it) { return it.connect_timeout == 250ms; }},
        {"statement_timeout", "1.5s", [](s it) { return it.statement_timeout == 1500ms; }},
        {"busy_timeout", "0", [](s it) { return it.sqlite.busy_timeout == 0ms; }},
        {"slow_query", "100 ms", [](s it) { return it.log.slow_query == 100ms; }, false},
        {"migrate", "check", [](s it) { return it.migrate == tenon::migrate_mode::check; }},
        {"journal", "unchanged",
         [](s it) { return it.sqlite.journal == tenon::sqlite::journal_mode::unchanged; }},
        {"synchronous", "NORMAL",
         [](s it) { return it.sqlite.synchronous == tenon::sqlite::synchronous_mode::normal; }},
        {"foreign_keys", "off", [](s it) { return !it.sqlite.foreign_keys; }},
        {"echo", "yes", [](s it) { return it.log.echo; }},
        {"defensive", "no", [](s it) { return !it.sqlite.defensive; }},
        {"trusted_schema", "1", [](s it) { return it.sqlite.trusted_schema; }},
        {"cache_capacity", "64", [](s it) { return it.sqlite.cache_capacity == 64; }},
        {"file_mode", "0640", [](s it) { return it.sqlite.file_mode == 0640; }},
    };
    for (const row& each : rows) {
        CAPTURE(each.name);
        std::string upper = "TENON_";
        for (const char c : each.name) upper += static_cast<char>(c == '_' ? c : c - 'a' + 'A');
        CHECK(each.holds(from_variables({{upper, each.value}})));
        CHECK(each.holds(from_env("export " + upper + "='" + std::string(each.value) + "'\n")));
        CHECK(each.holds(
            from_ini("[tenon]\n" + std::string(each.name) + " = " + std::string(each.value) + "\n")));
        CHECK(each.holds(
            from_ini("[DEFAULT]\ntenon_" + std::string(each.name) + ": " + std::string(each.value) + "\n")));
        if (each.in_url)
            CHECK(each.holds(tenon::settings::from_url("sqlite:///x.db?" + std::string(each.name) + "=" +
                                                       std::string(each.value))));
    }
}

TEST_CASE("a number without a unit is what its key's document says") {
    CHECK(from_variables({{"DB_IDLE_TIMEOUT", "1500"}}).idle_timeout == 1500ms);
    CHECK(from_variables({{"DB_IDLE_TIMEOUT", "2s"}}).idle_timeout == 2s);
    CHECK(from_variables({{"db_statement_timeout", "2"}}).statement_timeout == 2s);
    CHECK(from_variables({{"DB_CONNECTION_TIMEOUT", "0.5"}}).connect_timeout == 500ms);
    CHECK(from_variables({{"DATABASE_TIMEOUT", "15"}}).statement_timeout == 15s);
    const auto error = refused({{"TENON_IDLE_TIMEOUT", "30"}});
    CHECK(error.code == "BAD_SETTING");
    CHECK(error.message ==
          "TENON_IDLE_TIMEOUT in the environment must be a duration with its unit: 500ms, 30s, 5min, 1h, not "
          "`30`");
}

TEST_CASE("a bad value names its key and what is accepted") {
    struct row {
        std::string_view name, value, says;
    };
    for (const row& each :
         {row{"DB_POOL_MAX", "ten",
              "DB_POOL_MAX in the environment must be a whole number from 1 to 1000, not `ten`"},
          row{"DB_POOL_MAX", "0", "from 1 to 1000, not `0`"}, row{"DB_POOL_MAX", "1001", "`1001`"},
          row{"DB_POOL_MIN", "-1", "from 0 to 1000, not `-1`"},
          row{"DB_POOL_MIN", "99999999999999999999999", "whole number"},
          row{"DB_POOL_MIN", "5.0", "whole number"}, row{"DB_IDLE_TIMEOUT", "-1", "a number of milliseconds"},
          row{"DB_IDLE_TIMEOUT", "1e9", "a number of milliseconds"},
          row{"DB_IDLE_TIMEOUT", "99999999999999", "a number of milliseconds"},
          row{"DB_IDLE_TIMEOUT", "0.5", "a number of milliseconds"},
          row{"db_statement_timeout", "abc", "a number of seconds"},
          row{"TENON_LIFE_TIME", "5 weeks", "a duration with its unit"},
          row{"DATABASE_ENGINE_ECHO", "maybe", "true or false"},
          row{"TENON_JOURNAL", "delete", "one of wal, unchanged, not `delete`"},
          row{"TENON_MIGRATE", "yes", "one of apply, check, off"},
          row{"TENON_FILE_MODE", "0888", "permissions in octal"},
          row{"TENON_FILE_MODE", "1777", "permissions in octal"},
          row{"DATABASE_FILE", "/srv/data/", "a directory belongs into TENON_DIRECTORY"},
          row{"DATABASE_FILE", "sqlite:///a.db", "a URL belongs into DATABASE_URL"}}) {
        CAPTURE(each.name, each.value);
        const auto error = refused({{each.name, each.value}});
        CHECK(error.code == "BAD_SETTING");
        CHECK(contains(error.message, each.name));
        CHECK(contains(error.message, each.says));
    }
    CHECK(error_from([] {
              (void)from_ini("[DEFAULT]\n\ndb_max_connections = many\n");
          }).message.starts_with("db_max_connections in settings.conf, line 3 must be"));
    CHECK(refused({{"DB_POOL_MIN", "11"}})
              .message.starts_with("the least number of readers, 11, is larger than the most, 10"));
}

TEST_CASE("an unknown key is named, with what may have been meant") {
    CHECK(refused({{"DB_POOL_MXA", "3"}}).message ==
          "there is no setting `DB_POOL_MXA` in the environment; did you mean `db_pool_max`?");
    CHECK(refused({{"TENON_MAX_READER", "3"}}).code == "UNKNOWN_SETTING");
    CHECK(contains(refused({{"TENON_MAX_READER", "3"}}).message, "`tenon_max_readers`?"));
    CHECK(refused({{"TENON_COLOUR_OF_THE_SKY", "3"}}).code == "UNKNOWN_SETTING");
    CHECK(refused({{"POSTGRES_PASWORD", "hunter2"}}).message ==
          "there is no setting `POSTGRES_PASWORD` in the environment; did you mean `postgres_password`?");
    const auto in_file = error_from([] { (void)from_env("A=1\nDATABASE_COLOUR=red\n"); });
    CHECK(in_file.code == "UNKNOWN_SETTING");
    CHECK(contains(in_file.message, "`DATABASE_COLOUR` in .env, line 2"));
    CHECK(contains(error_from([] { (void)from_ini("[tenon]\nmax_reader = 1\n"); }).message,
                   "did you mean `max_readers`?"));
    CHECK(error_from([] { (void)from_ini("[tenon.shop]\nlevel = 1\n"); }).code == "UNKNOWN_SETTING");
    CHECK(contains(error_from([] { (void)from_ini("[tenon.shop]\nmax_reader = 1\n"); }).message,
                   "did you mean `max_readers`?"));
    CHECK(contains(refused({{"TENON_SHOP__MAX_READER", "3"}}).message, "did you mean `max_readers`?"));
    CHECK(contains(
        error_from([] { (void)tenon::settings::from_url("sqlite:///a.db?tenon_max_readers=4"); }).message,
        "did you mean `max_readers`?"));
    CHECK(error_from([] { (void)tenon::settings::from_url("sqlite:///a.db?max_reader=4"); }).code ==
          "UNKNOWN_SETTING");
    CHECK(error_from([] { (void)tenon::settings::from_url("sqlite:///a.db?mode=ro"); }).code ==
          "UNKNOWN_SETTING");
}

TEST_CASE("what belongs to other programs is left alone") {
    CHECK_NOTHROW(from_variables({{"DB_HOST", "localhost"},
                                  {"DB_NAME", "x"},
                                  {"DB_USER", "x"},
                                  {"DB_PASSWORD", "x"},
                                  {"DATABASE_HOST", "x"},
                                  {"POSTGRES_INITDB_ARGS", "x"},
                                  {"POSTGRES_URL", "x"},
                                  {"DB_SSL", "x"},
                                  {"PATH", "/bin"},
                                  {"DBUS", "x"}}));
    CHECK_NOTHROW(from_env("SECRET_KEY='${OTHER}'\nPOSTGRES_INITDB_ARGS=x\nPATH=/bin\n"));
    CHECK_NOTHROW(from_ini("[DEFAULT]\ndebug = true\n[celery]\nbroker = x\nhandlers =\n   a\n   b\n"));
}

TEST_CASE("a section of another part of the program is no matter of the databases, whatever it says") {
    for (const std::string_view line :
         {"db_url = postgresql://u:hunter2@h/d", "database_type = mysql", "database_type = postgres",
          "database_encryption_key = hunter2", "db_max_connections = lots", "tenon_defensive = no",
          "DATABASE_CONNECT_ARGS = {\"timeout\": 3}"}) {
        CAPTURE(line);
        const tenon::settings settings = from_ini("[analytics]\n" + std::string(line) + '\n');
        CHECK(settings.sqlite.busy_timeout == 30s);
        CHECK(settings.for_module("standard.shop", "shop").max_readers == 10);
        if (contains(line, "timeout")) {
            CHECK(settings.for_module("analytics", "analytics").sqlite.busy_timeout == 3s);
            continue;
        }
        const auto error = error_from([&] { (void)settings.for_module("analytics", "analytics"); });
        CHECK(error.category == tenon::category::configuration);
        CHECK(contains(error.message, "in settings.conf, line 2"));
        CHECK_FALSE(contains(error.message, "hunter2"));
    }
}

TEST_CASE("two keys that disagree in one source are refused") {
    CHECK(refused({{"DB_POOL_MAX", "3"}, {"DB_MAX_CONNECTIONS", "4"}}).message ==
          "DB_MAX_CONNECTIONS in the environment and DB_POOL_MAX have different values: keep one");
    CHECK(from_variables({{"DB_POOL_MAX", "3"}, {"DB_MAX_CONNECTIONS", "3"}}).max_readers == 3);
    CHECK(refused({{"DATABASE_URL", "sqlite:///a.db"}, {"DATABASE_FILE", "b.db"}}).code ==
          "CONFLICTING_SETTINGS");
    CHECK(refused({{"DATABASE_URL", "sqlite:///a.db?max_readers=3"}, {"DB_POOL_MAX", "4"}}).code ==
          "CONFLICTING_SETTINGS");
    CHECK(error_from([] { (void)from_env("DB_POOL_MAX=3\nDB_POOL_MAX=4\n"); }).message ==
          "DB_POOL_MAX in .env, line 2 is given twice, with different values: keep one");
}

TEST_CASE("an empty value is no value") {
    CHECK(error_from([] { (void)tenon::settings::from_url(" "); }).code == "BAD_DATABASE_URL");
    CHECK(from_variables({{"DATABASE_URL", ""}, {"DB_POOL_MAX", " "}, {"TENON_ENCRYPTION_KEY", ""}})
              .max_readers == 10);
}

TEST_CASE("settings of single modules") {
    const tenon::settings settings = from_variables({{"TENON_USER_MANAGER__MAX_READERS", "3"},
                                                     {"TENON_shop__FILE", "/srv/shop.db"},
                                                     {"TENON_SHOP__ECHO", "on"}});
    CHECK(settings.for_module("standard.user_manager", "user_manager").max_readers == 3);
    CHECK(settings.for_module("shop", "shop").file == "/srv/shop.db");
    CHECK(settings.for_module("shop", "shop").log.echo);
    CHECK(from_variables({{"TENON_OLD__SHOP__MAX_READERS", "3"}}).for_module("old__shop", "s").max_readers ==
          3);
    CHECK(settings.modules.size() == 2);
    const tenon::settings in_file = from_ini("[tenon.standard.shop]\nmax_readers = 4\nbusy_timeout = 1s\n");
    REQUIRE(in_file.modules.size() == 1);
    CHECK(in_file.modules[0].must_exist);
    CHECK(in_file.for_module("standard.shop", "store").max_readers == 4);
    CHECK(in_file.for_module("standard.shop", "store").sqlite.busy_timeout == 1s);
    CHECK(in_file.for_module("shop", "shop").max_readers == 10);
    CHECK(refused({{"TENON_SHOP__FILE_MODE", "0644"}}).message ==
          "TENON_SHOP__FILE_MODE in the environment can't differ between modules: set it for all");
    CHECK(refused({{"TENON_SHOP__MIN_READERS", "20"}}).code == "BAD_SETTING");
}

TEST_CASE("what is not there yet is refused, not ignored, and its value is never shown") {
    for (const std::string_view key :
         {"TENON_ENCRYPTION_KEY", "DATABASE_ENCRYPTION_KEY", "TENON_REPLICA_URL", "DATABASE_REPLICA_URL"}) {
        const auto error = refused({{key, "hunter2"}});
        CHECK(error.code == "UNSUPPORTED_SETTING");
        CHECK(contains(error.message, key));
        CHECK_FALSE(contains(error.message, "hunter2"));
    }
}

TEST_CASE("a variable that another reader would put in is refused, not taken literally") {
    const auto error = error_from([] { (void)from_env("DATABASE_FILE=${HOME}/a.db\n"); });
    CHECK(error.code == "BAD_SETTING");
    CHECK(contains(error.message, "DATABASE_FILE in .env, line 1 holds ${...}"));
    CHECK(from_env("DATABASE_FILE='${HOME}.db'\n").file == "${HOME}.db");
}

TEST_CASE("passwords are never shown, whatever is wrong with the rest") {
    for (const std::string_view url :
         {"postgresql://u:hunter2@h/d", "postgres://u:hun/ter2:hunter2@h", "mysql://u:hunter2@h/d",
          "sqlite://u:hunter2@h", "postgresql:u:hunter2", "hunter2", "sqlite:///a.db?encryption_key=hunter2",
          "sqlite:///a%?k=hunter2", "sqlite:///a.db?max_readers", "postgresql://h/d?password=hunter2",
          "\"postgresql://u:hunter2@h/d", "sqlite:///a.db?max_readers=hunter2", "u:hunter2@h/d"}) {
        const bool found_out = contains(url, "://") || contains(url, "@");
        for (const std::string_view key :
             {"DATABASE_URL", "TENON_DATABASE_URL", "DATABASE_FILE", "TENON_DIRECTORY",
              "DATABASE_CONNECT_ARGS", "DATABASE_TYPE", "DB_POOL_MAX", "DB_IDLE_TIMEOUT", "DATABASE_ECHO",
              "TENON_MIGRATE", "TENON_FILE_MODE", "POSTGRES_PORT"}) {
            if (!found_out && key.find("DATABASE_TYPE") == 0) break;  // of what can't be told to be a secret
            CAPTURE(key, url);
            try {
                (void)from_variables({{key, url}});
            } catch (const tenon::configuration_error& error) {
                CHECK_FALSE(contains(error.what(), "hunter2"));
            }
        }
    }
}
