// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/database_url.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

namespace {

using tenon::detail::read_database_url;
using tenon::detail::without_secrets;

tenon::detail::database_place place_of(std::string_view url) {
    return read_database_url(url, "DATABASE_URL");
}

}  // namespace

TEST_CASE("a URL names a file, a directory or memory") {
    CHECK(place_of("sqlite:///shop.db").file == "shop.db");
    CHECK(place_of("sqlite:///custom/path/app.db").file == "custom/path/app.db");
    CHECK(place_of("sqlite:////var/lib/myapp/database.db").file == "/var/lib/myapp/database.db");
    CHECK(place_of("sqlite:///../up.db").file == "../up.db");
    CHECK(place_of("sqlite+aiosqlite:///shop.db").file == "shop.db");
    CHECK(place_of("SQLite:///shop.db").file == "shop.db");
    CHECK(place_of("sqlite://").file == ":memory:");
    CHECK(place_of("sqlite:///:memory:").file == ":memory:");
    CHECK(place_of("sqlite:///relative/").directory == "relative");
    CHECK(place_of("sqlite:///./here/").directory == "./here");
    CHECK(place_of("sqlite:////srv/absolute//").directory == "/srv/absolute");
    CHECK(place_of("sqlite:///relative/").file.empty());
    CHECK(place_of("sqlite:///shop.db").directory.empty());
}

TEST_CASE("a URL's path is decoded, its query is not part of it") {
    CHECK(place_of("sqlite:///var/data%20base/").directory == "var/data base");
    CHECK(place_of("sqlite:///100%25%3f%23.db").file == "100%?#.db");
    CHECK(place_of("sqlite:///%C5%BEluť.db").file == "žluť.db");
    CHECK(place_of("sqlite:///a+b c.db").file == "a+b c.db");
    const auto with_query = place_of("sqlite:///shop.db?timeout=5&max_readers=4");
    CHECK(with_query.file == "shop.db");
    CHECK(with_query.query == "timeout=5&max_readers=4");
    CHECK(place_of("sqlite://?x=1").file == ":memory:");
}

TEST_CASE("a URL that can't be used is refused with what can be") {
    for (const std::string_view bad : {"",
                                       "sqlite",
                                       "SQLITE",
                                       "/srv/data/",
                                       "sqlite:",
                                       "sqlite:/",
                                       "sqlite:relative.db",
                                       "sqlite:/a.db",
                                       "sqlite://relative/",
                                       "sqlite://host/shop.db",
                                       "sqlite:///",
                                       "sqlite:////",
                                       "sqlite://////",
                                       "sqlite:///a%2",
                                       "sqlite:///a%",
                                       "sqlite:///a%zz.db",
                                       "sqlite:///a%00.db",
                                       "sqlite:///a\nb.db",
                                       "sqlite:///a\tb.db",
                                       "mysql://localhost/shop",
                                       "file:shop.db",
                                       "://",
                                       "http://[::1]/",
                                       "postgresql:",
                                       "postgresql://",
                                       "sqlcipher:///x.db"}) {
        CAPTURE(bad);
        const auto error = error_from([&] { (void)place_of(bad); });
        CHECK(error.code == "BAD_DATABASE_URL");
        CHECK(error.category == tenon::category::configuration);
        CHECK(contains(error.message, "DATABASE_URL"));
        CHECK(contains(error.message, "sqlite:///relative/file.db"));
    }
    CHECK(error_from([] { (void)place_of(std::string_view("sqlite:///a\0b", 13)); }).code ==
          "BAD_DATABASE_URL");
}

TEST_CASE("servers are recognised, and shown without what is secret") {
    CHECK(place_of("postgresql://user:pass@your-cluster-host:26257/your_db?sslmode=verify-full").server ==
          "postgresql://***@your-cluster-host:26257/your_db");
    CHECK(place_of("postgres://localhost/shop").server == "postgres://localhost/shop");
    CHECK(place_of("cockroachdb://u:p@host/db").server == "cockroachdb://***@host/db");
    CHECK(place_of("postgresql+asyncpg://u:p@host/db").server == "postgresql+asyncpg://***@host/db");
    for (const std::string_view url :
         {"postgresql://u:hunter2@h/db", "postgresql://u:a@hunter2@h/db", "postgresql://u:a/hunter2@h/db",
          "postgresql://u:a?hunter2@h/db", "postgresql://u:hunter2?@h/db", "postgresql://u:hunter2#@h/db",
          "postgresql://h/db?password=hunter2", "postgresql://h/db?user=a@b&password=hunter2",
          "postgresql://u:p@h/db?password=a@hunter2", "postgresql://u:hunter2@",
          "postgresql://h/db#hunter2"}) {
        CAPTURE(url);
        CHECK_FALSE(contains(without_secrets(url), "hunter2"));
        CHECK_FALSE(contains(place_of(url).server, "hunter2"));
    }
    CHECK(without_secrets("hunter2") == "...");
}
