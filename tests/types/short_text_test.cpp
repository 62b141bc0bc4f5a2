// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/short_text.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

constexpr tenon::short_text written() {
    tenon::short_text text("v");
    text.append_digits(7, 3);
    text.append('.');
    text.append("rc");
    return text;
}
static_assert(written().view() == "v007.rc");
static_assert(tenon::short_text().view().empty());

TEST_CASE("a short text is full at 31 bytes and refuses the next one whole") {
    tenon::short_text text(std::string(31, 'x'));
    CHECK(std::string_view(text) == std::string(31, 'x'));
    CHECK(tests::refused([&] { text.append('y'); }) ==
          "VALUE_OUT_OF_RANGE: a short_text holds at most 31 bytes");
    CHECK_FALSE(tests::refused([&] { text.append("y"); }).empty());
    CHECK_FALSE(tests::refused([&] { text.append_digits(1, 1); }).empty());
    CHECK_FALSE(tests::refused([] { tenon::short_text(std::string(32, 'x')); }).empty());
    CHECK(text.view() == std::string(31, 'x'));
}

TEST_CASE("digits are the last ones of the number") {
    tenon::short_text text;
    text.append_digits(4294967295U, 10);
    text.append_digits(12345, 2);
    CHECK(text.view() == "429496729545");
}
