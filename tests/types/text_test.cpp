// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/text.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace std::string_view_literals;
using tests::refused;

static_assert(tenon::column_type<std::string> && tenon::column_type<std::string_view>);
static_assert(tenon::bindable<const char*> && !tenon::column_type<const char*>);
static_assert(tenon::bindable<char*> && tenon::bindable<const char* const&>);
static_assert(!tenon::bindable<const char (&)[4]> && !tenon::bindable<char[4]>);
static_assert(!tenon::bindable<std::nullptr_t> && !tenon::bindable<const wchar_t*>);

static_assert(tenon::text_of("") == ""sv);
static_assert(tenon::text_of("abc") == "abc"sv);
static_assert(tenon::text_of("a\0b") == "a\0b"sv);
static_assert(tenon::text_of("a\0b").size() == 3);
static_assert(tenon::text_of("\0a") == "\0a"sv);

TEST_CASE("text keeps every byte") {
    for (const std::string& text :
         {std::string(), std::string("a\0b", 3), std::string("\0", 1), std::string("größe"),
          std::string("\xFF\xFE"), std::string(100'000, 'x')}) {
        CHECK(tenon::codec<std::string>::decode(tenon::codec<std::string>::encode(text)) == text);
        CHECK(tenon::codec<std::string_view>::decode(tenon::codec<std::string_view>::encode(text)) == text);
    }
}

TEST_CASE("text is bound in place") {
    const std::string text = "a text that is too long to be stored in the string itself";
    CHECK(tenon::codec<std::string>::encode(text).data() == text.data());
    const char* const pointer = text.c_str();
    CHECK(tenon::codec<const char*>::encode(pointer).data() == pointer);
}

TEST_CASE("a pointer ends at the first NUL and is refused when null") {
    CHECK(tenon::codec<const char*>::encode("a\0b") == "a");
    char buffer[] = "abc";
    char* pointer = buffer;
    CHECK(tenon::codec<char*>::encode(pointer) == "abc");
    CHECK(refused([] { tenon::codec<const char*>::encode(nullptr); }) ==
          "NULL_VALUE: a null pointer was given where text is expected: give std::nullopt for NULL");
    CHECK_FALSE(refused([] { tenon::codec<char*>::encode(nullptr); }).empty());
}

TEST_CASE("a buffer ends at its first NUL, a constant array with its last other byte") {
    char buffer[16] = "ab";
    buffer[5] = 'x';
    CHECK(tenon::text_of(buffer) == "ab");
    char full[3] = {'a', 'b', 'c'};
    CHECK(tenon::text_of(full) == "abc");
    const char constant[3] = {'a', 'b', 'c'};
    CHECK(tenon::text_of(constant) == "abc");
    const char padded[16] = "ab";
    CHECK(tenon::text_of(padded) == "ab");
    char empty[1] = {};
    CHECK(tenon::text_of(empty).empty());
}
