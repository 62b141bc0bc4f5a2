// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/parse/lexer.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// Where parsing stands: one token of look-ahead, the tree so far, and how deep it nests.
struct parser {
    static constexpr int deepest = 200;

    tree& t;
    lexer tokens;
    token at;
    int depth = 0;

    constexpr parser(tree& into, std::string_view sql) : t(into), tokens(sql) { advance(); }

    constexpr void advance() { at = tokens.next(); }

    /// Steps over the keyword or symbol if it comes next.
    constexpr bool take(std::string_view word) {
        if (!at.is(word)) return false;
        advance();
        return true;
    }

    constexpr int fail(problem_kind kind, std::string_view name, std::string_view other = {}) {
        if (!t.failed()) {
            t.fail(kind, -1, name, other);
            t.failure.position = at.position;
        }
        return leaf(op::literal, "NULL");
    }

    /// Reports the token at hand, which is not what was expected.
    constexpr int unexpected(std::string_view expected) {
        switch (at.kind) {
        case token_kind::unterminated: return fail(problem_kind::unterminated, at.text);
        case token_kind::unknown: return fail(problem_kind::unexpected_character, at.text);
        case token_kind::positional: return fail(problem_kind::positional_placeholder, at.text);
        case token_kind::end: return fail(problem_kind::unexpected_text, "the end", expected);
        default: return fail(problem_kind::unexpected_text, at.text, expected);
        }
    }

    constexpr bool expect(std::string_view word) {
        if (take(word)) return true;
        unexpected(word);
        return false;
    }

    constexpr int leaf(op code, std::string_view text) {
        const int index = t.leaf(code, text);
        t[index].position = at.position;
        return index;
    }
};

}  // namespace tenon::inline v0::detail
