// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/message.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// A piece of a compile error's sentence; compilers print its text in full.
template <std::size_t N>
struct _ {
    char text[N + 1]{};
};

/// Never defined: the compiler's complaint about it carries the sentence, in pieces, as template arguments.
template <_... Sentence>
struct compile_error;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

struct piece_bounds {
    std::size_t begin, end;
};

// clang cuts a character array in a type's name after 32 characters, terminator included, so sentences break
// at spaces before that.
constexpr piece_bounds piece_at(std::string_view sentence, std::size_t index) {
    constexpr std::size_t longest = 31;
    for (piece_bounds piece{0, 0};; --index) {
        piece.begin = piece.end;
        if (sentence.size() - piece.begin <= longest) {
            piece.end = sentence.size();
        } else {
            piece.end = piece.begin + longest;
            while (piece.end > piece.begin && sentence[piece.end - 1] != ' ') --piece.end;
            if (piece.end == piece.begin) piece.end += longest;
        }
        if (index == 0) return piece;
    }
}

constexpr std::size_t piece_count(std::string_view sentence) {
    std::size_t count = 0;
    for (std::size_t end = 0; end < sentence.size(); ++count) end = piece_at(sentence, count).end;
    return count;
}

template <class Source, std::size_t I>
constexpr auto piece() {
    constexpr piece_bounds bounds = piece_at(Source::sentence.view(), I);
    _<bounds.end - bounds.begin> text;
    for (std::size_t i = bounds.begin; i < bounds.end; ++i)
        text.text[i - bounds.begin] = Source::sentence.view()[i];
    text.text[bounds.end - bounds.begin] = '\0';  // else clang may print the array as numbers
    return text;
}

template <class Source, class = std::make_index_sequence<piece_count(Source::sentence.view())>>
struct refusal;

// Asserted, not inherited: clang would find the class broken and complain of whatever uses it.
template <class Source, std::size_t... I>
struct refusal<Source, std::index_sequence<I...>> {
    static_assert(sizeof(compile_error<piece<Source, I>()...>) > 0);
};

template <class Source>
struct refusal<Source, std::index_sequence<>> {};

/// Fails to compile, with `Source::sentence` in the compiler's words, unless that sentence is empty.
template <class Source>
constexpr bool accept() {
    return sizeof(refusal<Source>) > 0;
}

}  // namespace tenon::inline v0::detail
