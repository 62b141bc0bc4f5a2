// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/statement_cache.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sqlite = tenon::sqlite;

namespace {

std::int64_t number(sqlite::connection& on, const tenon::statement_data& data) {
    auto statement = on.lease(data);
    REQUIRE(statement.step());
    return statement.reader().integer(0);
}

constexpr auto one = query("SELECT 1");

}  // namespace

static_assert(tenon::hash_of("") == 14695981039346656037u);
static_assert(tenon::hash_of("a") == 0xaf63dc4c8601ec8cu);
static_assert(tenon::hash_of("foobar") == 0x85944171f73967e8u);

TEST_CASE("a statement is prepared once") {
    sqlite::connection db(":memory:");
    for (int i = 0; i < 5; ++i) CHECK(number(db, one) == 1);
    CHECK(db.cache().misses == 1);
    CHECK(db.cache().hits == 4);
    CHECK(db.cache().evictions == 0);
    CHECK(db.cache_size() == 1);
}

TEST_CASE("the same text at another address is the same statement") {
    sqlite::connection db(":memory:");
    const std::string copy(one.sql());
    CHECK(number(db, one) == 1);
    CHECK(number(db, query(copy)) == 1);
    CHECK(number(db, one) == 1);
    CHECK(db.cache().misses == 1);
    CHECK(db.cache().hits == 2);
}

TEST_CASE("different texts of equal hash are different statements") {
    sqlite::connection db(":memory:");
    auto first = query("SELECT 11");
    auto second = query("SELECT 22");
    first.hash = second.hash = 42;
    for (int i = 0; i < 3; ++i) {
        CHECK(number(db, first) == 11);
        CHECK(number(db, second) == 22);
    }
    CHECK(db.cache().misses == 2);
    CHECK(db.cache().hits == 4);

    auto longer = query("SELECT 22 + 1");  // its text starts with the other's and stands at the same address
    longer.size = 9;
    CHECK(number(db, query(longer.sql())) == 22);
    longer.size = 13;
    CHECK(number(db, query(longer.sql())) == 23);
}

TEST_CASE("texts of one bucket do not hide each other") {
    sqlite::connection db(":memory:", {.cache_capacity = 3});
    std::vector<std::string> texts;
    for (int i = 0; i < 6; ++i) texts.push_back("SELECT " + std::to_string(i));
    const auto at = [&](std::size_t i) {
        auto data = query(texts[i]);
        data.hash = 7 + 256 * i;
        return data;
    };
    for (std::size_t round = 0; round < 3; ++round) {
        for (std::size_t i = 0; i < 6; ++i) CHECK(number(db, at(i)) == static_cast<std::int64_t>(i));
    }
    CHECK(db.cache_size() == 3);
}

TEST_CASE("a running statement is not lent twice") {
    sqlite::connection db(":memory:");
    constexpr auto rows = query("SELECT column1 FROM (VALUES (1), (2), (3))");
    std::string seen;
    auto outer = db.lease(rows);
    while (outer.step()) {
        seen += std::to_string(outer.reader().integer(0)) + ':';
        auto inner = db.lease(rows);
        while (inner.step()) seen += std::to_string(inner.reader().integer(0));
        seen += ' ';
    }
    CHECK(seen == "1:123 2:123 3:123 ");
    CHECK(db.cache().misses == 2);
    CHECK(db.cache().hits == 2);
}

TEST_CASE("the least recently used statement is dropped first") {
    sqlite::connection db(":memory:", {.cache_capacity = 2});
    constexpr auto two = query("SELECT 2");
    constexpr auto three = query("SELECT 3");
    number(db, one);
    number(db, two);
    number(db, one);
    number(db, three);  // drops two
    CHECK(db.cache().evictions == 1);
    number(db, one);
    CHECK(db.cache().misses == 3);
    number(db, two);
    CHECK(db.cache().misses == 4);
    CHECK(db.cache_size() == 2);
}

TEST_CASE("more statements than the cache holds") {
    sqlite::connection db(":memory:");
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i) texts.push_back("SELECT " + std::to_string(i));
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            CHECK(number(db, query(texts[i])) == static_cast<std::int64_t>(i));
        }
    }
    CHECK(db.cache_size() == 128);
    CHECK(db.cache().misses == 600);
    CHECK(db.cache().evictions == 600 - 128);
}

TEST_CASE("leased statements are never dropped, and more may be on lease than are kept") {
    sqlite::connection db(":memory:", {.cache_capacity = 2});
    std::vector<std::string> texts;
    for (int i = 0; i < 5; ++i) {
        texts.push_back("SELECT column1 FROM (VALUES (" + std::to_string(i) + "), (100))");
    }
    std::vector<sqlite::statement> leases;
    for (const auto& text : texts) {
        leases.push_back(db.lease(query(text)));
        REQUIRE(leases.back().step());
    }
    CHECK(db.cache_size() == 5);
    for (std::size_t i = 0; i < leases.size(); ++i) {
        CHECK(leases[i].reader().integer(0) == static_cast<std::int64_t>(i));
        REQUIRE(leases[i].step());
        CHECK(leases[i].reader().integer(0) == 100);
        CHECK_FALSE(leases[i].step());
    }
    leases.clear();
    CHECK(db.cache_size() == 2);
}

TEST_CASE("a cache without room keeps nothing") {
    sqlite::connection db(":memory:", {.cache_capacity = 0});
    for (int i = 0; i < 3; ++i) CHECK(number(db, one) == 1);
    CHECK(db.cache_size() == 0);
    CHECK(db.cache().misses == 3);
}
