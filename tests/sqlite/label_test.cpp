// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/label.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

using tenon::sqlite::label;

TEST_CASE("a label is the text that it was given last, whatever its length") {
    label it;
    CHECK(it == "");
    for (const std::size_t size : {0u, 1u, 15u, 55u, 56u, 57u, 1000u, 56u, 3u, 0u}) {
        const std::string text(size, static_cast<char>('a' + size % 26));
        it = text;
        CHECK(it == text);
        CHECK(std::string_view(it).size() == size);
    }
    it = std::string_view("a\0b", 3);
    CHECK(it == std::string_view("a\0b", 3));
    it = std::string_view();
    CHECK(it == "");
    const label copy = it = "place order";
    CHECK(copy == "place order");
}
