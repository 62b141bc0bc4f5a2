// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace semantic_core {

/// What a text is compared by: its different sequences of three words, each as a number, in ascending order.
using shingle_set = std::vector<std::uint64_t>;

struct shingled_text {
    std::int64_t words = 0;
    shingle_set shingles;
};

/// Letters, digits and everything beyond ASCII.
constexpr bool is_word_character(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte >= 0x80;
}

/// The words of a text, each followed by a space, ASCII letters in lower case.
inline std::string words_of(std::string_view text) {
    std::string words;
    words.reserve(text.size() + 1);
    for (const char character : text) {
        if (is_word_character(character)) {
            const bool upper = character >= 'A' && character <= 'Z';
            words += upper ? static_cast<char>(character - 'A' + 'a') : character;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    if (!words.empty() && words.back() != ' ') words += ' ';
    return words;
}

/// Counts the words of a text and takes it apart into shingles. Two different shingles share a number once in
/// 2^64.
inline shingled_text shingle(std::string_view text) {
    const std::string words = words_of(text);
    shingled_text result;
    std::array<std::size_t, 3> begins{};  // of the word at hand and of the two before it
    for (std::size_t end = words.find(' '); end != std::string::npos; end = words.find(' ', end + 1)) {
        if (++result.words >= 3) {
            const auto three_words = std::string_view(words).substr(begins[0], end - begins[0]);
            result.shingles.push_back(std::hash<std::string_view>()(three_words));
        }
        begins = {begins[1], begins[2], end + 1};
    }
    std::sort(result.shingles.begin(), result.shingles.end());
    result.shingles.erase(std::unique(result.shingles.begin(), result.shingles.end()), result.shingles.end());
    return result;
}

/// The Jaccard index of two sets, the size of what they share over the size of what they are together: from 0
/// to 1, and 0 of two empty sets.
inline double jaccard(const shingle_set& left, const shingle_set& right) {
    std::size_t shared = 0;
    for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
        const std::uint64_t a = *l, b = *r;
        shared += a == b;
        l += a <= b;
        r += b <= a;
    }
    const std::size_t together = left.size() + right.size() - shared;
    return together == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(together);
}

}  // namespace semantic_core
