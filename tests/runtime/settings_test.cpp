// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/settings.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

/// The environment variable as a test sets it, put back at its end.
class database_url {
public:
    database_url() {
        if (const char* value = std::getenv("DATABASE_URL")) before_ = value;
    }
    database_url(const database_url&) = delete;
    database_url& operator=(const database_url&) = delete;
    ~database_url() {
        if (before_)
            set(before_->c_str());
        else
            unset();
    }
    void set(const char* value) { setenv("DATABASE_URL", value, 1); }
    void unset() { unsetenv("DATABASE_URL"); }
    std::string directory_of(const char* value) {
        set(value);
        return tenon::settings::from_environment().directory;
    }

private:
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("the defaults are the safe ones") {
    using namespace std::chrono_literals;
    const tenon::settings settings;
    CHECK(settings.directory == "data/database");
    CHECK(settings.max_readers == 10);
    CHECK(settings.acquire_timeout == 30s);
    CHECK(settings.sqlite.file_mode == 0600);
    CHECK(settings.sqlite.foreign_keys);
    CHECK(settings.sqlite.synchronous == tenon::sqlite::synchronous_mode::full);
}

TEST_CASE("DATABASE_URL names the directory") {
    database_url url;
    CHECK(url.directory_of("sqlite:///relative/") == "relative");
    CHECK(url.directory_of("sqlite:///var/data base/") == "var/data base");
    CHECK(url.directory_of("sqlite:///./here/") == "./here");
    CHECK(url.directory_of("sqlite:////srv/absolute/") == "/srv/absolute");
}

TEST_CASE("without DATABASE_URL the directory is the default") {
    database_url url;
    url.unset();
    CHECK(tenon::settings::from_environment().directory == "data/database");
    CHECK(url.directory_of("") == "data/database");
}

TEST_CASE("a DATABASE_URL that can't be used is refused") {
    database_url url;
    for (const char* bad :
         {"postgres://localhost/shop", "sqlite://relative/", "sqlite:relative/", "/srv/data/", "sqlite:///",
          "sqlite:////", "sqlite:///file.db", "sqlite:///directory", "SQLITE"}) {
        const auto error = error_from([&] { (void)url.directory_of(bad); });
        CAPTURE(bad);
        CHECK(error.code == "BAD_DATABASE_URL");
        CHECK(error.category == tenon::category::configuration);
        CHECK(contains(error.message, "DATABASE_URL"));
    }
}
