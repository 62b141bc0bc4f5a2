// SPDX-License-Identifier: BSL-1.0
#include "semantic_core/shingles.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace semantic_core;

TEST_CASE("words are letters and digits, in lower case") {
    CHECK(words_of("") == "");
    CHECK(words_of(" ... ") == "");
    CHECK(words_of("One") == "one ");
    CHECK(words_of("  The GNU\n\tLicense, v2 -- Z\xC3\xBCrich") == "the gnu license v2 z\xC3\xBCrich ");
}

TEST_CASE("a text is taken apart into its different sequences of three words") {
    CHECK(shingle("").words == 0);
    CHECK(shingle("one two").words == 2);
    CHECK(shingle("one two").shingles.empty());
    CHECK(shingle("one two three").shingles.size() == 1);
    CHECK(shingle("one two three four").shingles.size() == 2);

    const shingled_text repeated = shingle("to be or to be or to be or");
    CHECK(repeated.words == 9);
    CHECK(repeated.shingles.size() == 3);
    CHECK(std::is_sorted(repeated.shingles.begin(), repeated.shingles.end()));
}

TEST_CASE("layout and case make no difference to shingles, the order of words does") {
    CHECK(shingle("Permission is hereby granted").shingles ==
          shingle("permission\n * is HEREBY, granted.").shingles);
    CHECK(shingle("one two three").shingles != shingle("one three two").shingles);
    CHECK(shingle("ab c d").shingles != shingle("a bc d").shingles);
}

TEST_CASE("similarity is the share of what two texts have in common") {
    const auto similarity = [](const char* left, const char* right) {
        return jaccard(shingle(left).shingles, shingle(right).shingles);
    };
    CHECK(similarity("a b c d", "a b c d") == 1.0);
    CHECK(similarity("a b c d", "b c d e") == 1.0 / 3.0);
    CHECK(similarity("b c d e", "a b c d") == 1.0 / 3.0);
    CHECK(similarity("a b c", "d e f") == 0.0);
    CHECK(similarity("a b c", "") == 0.0);
    CHECK(similarity("", "") == 0.0);
}
