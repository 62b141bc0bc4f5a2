// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/hash.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

// Values published with the function.
static_assert(tenon::hash_of("") == 0xcbf29ce484222325u);
static_assert(tenon::hash_of("a") == 0xaf63dc4c8601ec8cu);
static_assert(tenon::hash_of("foobar") == 0x85944171f73967e8u);
static_assert(tenon::hash_of("a\xff") != tenon::hash_of("a\x7f"));

TEST_CASE("a text has one hash, while compiling and at run time") {
    const std::string text = "SELECT \"id\" FROM \"orders\"";
    constexpr std::uint64_t constant = tenon::hash_of("SELECT \"id\" FROM \"orders\"");
    CHECK(tenon::hash_of(text) == constant);
    CHECK(tenon::hash_of(std::string("a\0b", 3)) != tenon::hash_of("a"));
}

// Of a statement's text each character counts, those behind the last four too, and where it stands.
static_assert(tenon::hash_of_statement("SELECT 1") != tenon::hash_of_statement("SELECT 2"));
static_assert(tenon::hash_of_statement("SELECT 12") != tenon::hash_of_statement("SELECT 21"));
static_assert(tenon::hash_of_statement("SELECT 1") != tenon::hash_of_statement("SELECT 1 "));
