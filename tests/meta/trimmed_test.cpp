// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/trimmed.hpp>

#include <catch2/catch_test_macros.hpp>

using tenon::detail::trimmed;

TEST_CASE("only what counts as space goes, and only at the ends") {
    static_assert(trimmed("  a b\t", " \t") == "a b");
    static_assert(trimmed("\ta\t", " ") == "\ta\t");
    static_assert(trimmed("a", " ") == "a");
    CHECK(trimmed(" \t ", " \t").empty());
    CHECK(trimmed("", " ").empty());
}
