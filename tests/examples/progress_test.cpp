// SPDX-License-Identifier: BSL-1.0
#include "semantic_core/progress.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace semantic_core;

TEST_CASE("thousands stand apart") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1'000) == "1,000");
    CHECK(grouped(159'895u) == "159,895");
    CHECK(grouped(1'234'567) == "1,234,567");
}

TEST_CASE("a bar is as wide as asked for and as full as the percentage") {
    CHECK(bar(0, 4) == "[----]");
    CHECK(bar(49, 4) == "[#---]");
    CHECK(bar(50, 4) == "[##--]");
    CHECK(bar(100, 4) == "[####]");
}
