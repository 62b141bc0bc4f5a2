// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/compile_error.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using tenon::detail::piece_at;
using tenon::detail::piece_count;

static_assert(piece_count("") == 0);
static_assert(piece_count("short") == 1);
static_assert(piece_count("exactly thirty-one characters..") == 1);

namespace {

struct harmless {
    static constexpr tenon::detail::message sentence{};
};

struct sentence_of_two_pieces {
    static constexpr tenon::detail::message sentence = tenon::detail::message()
                                                       << "table `orders` has no column `totl`";
};

std::string joined(std::string_view sentence) {
    std::string whole;
    for (std::size_t i = 0; i < piece_count(sentence); ++i) {
        const auto [begin, end] = piece_at(sentence, i);
        CHECK(end > begin);
        CHECK(end - begin <= 31);
        whole += sentence.substr(begin, end - begin);
    }
    return whole;
}

}  // namespace

static_assert(tenon::detail::accept<harmless>());
static_assert(tenon::detail::piece<sentence_of_two_pieces, 0>().text ==
              std::string_view("table `orders` has no column "));
static_assert(tenon::detail::piece<sentence_of_two_pieces, 1>().text == std::string_view("`totl`"));

TEST_CASE("a sentence breaks at spaces into pieces that compilers print whole") {
    const std::string sentence =
        "column `active` of `customers` needs a value: give \"active\"_p, or make it optional";
    CHECK(joined(sentence) == sentence);
    for (std::size_t i = 0; i + 1 < piece_count(sentence); ++i)
        CHECK(sentence[piece_at(sentence, i).end - 1] == ' ');
}

TEST_CASE("a word longer than a piece is cut") {
    const std::string sentence = "no " + std::string(100, 'x') + " here";
    CHECK(joined(sentence) == sentence);
    CHECK(joined(std::string(31, 'x')) == std::string(31, 'x'));
    CHECK(joined(std::string(32, 'x')) == std::string(32, 'x'));
    CHECK(joined(std::string(40, ' ')) == std::string(40, ' '));
}
