// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/parse/misspelt.hpp>
#include <tenon/parse/outline.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// A text cut into tokens; `names` has the names whose quotes were doubled, in the places of their tokens.
struct token_list {
    std::string_view sql{};
    const token* tokens = nullptr;  // `count` of them, and the end
    int count = 0;
    const char* names = nullptr;
};

/// Where parsing stands, and the tree so far. What goes wrong moves it to the end of the text, where nothing
/// is taken any more.
struct parser {
    tree& t;
    token_list text;
    int index = 0;
    int depth = 0;
    int height = 0;       // of the expressions so far in the one that is being parsed
    int bare_alias = -1;  // the last token that was taken for an alias without AS: perhaps a misspelt keyword

    constexpr parser(tree& into, const token_list& from) : t(into), text(from) {}

    constexpr const token& at() const { return text.tokens[index]; }
    constexpr const token& ahead() const { return text.tokens[index < text.count ? index + 1 : index]; }
    constexpr word meaning() const { return text.tokens[index].meaning; }
    constexpr bool is(word wanted) const { return text.tokens[index].meaning == wanted; }
    constexpr bool at_end() const { return text.tokens[index].kind == token_kind::end; }

    constexpr std::string_view spelling(const token& it) const {
        return {text.sql.data() + it.begin, static_cast<std::size_t>(it.size)};
    }

    constexpr void advance() {
        if (index < text.count) ++index;
    }

    /// Steps over the keyword or symbol if it comes next.
    constexpr bool take(word wanted) {
        if (!is(wanted)) return false;
        ++index;
        return true;
    }

    constexpr int fail_at(int where, problem_kind kind, std::string_view name, std::string_view other = {}) {
        if (!t.failed()) {
            t.fail(kind, -1, name, other);
            t.failure.position = text.tokens[where].begin;
        }
        index = text.count;
        if (t.node_count == 0) leaf(op::literal);
        return t.node_count - 1;
    }

    constexpr int fail(problem_kind kind, std::string_view name, std::string_view other = {}) {
        return fail_at(index, kind, name, other);
    }

    /// Refuses what SQLite would take.
    constexpr int unsupported(std::string_view what, std::string_view instead) {
        return fail(problem_kind::unsupported, what, instead);
    }

    /// Reports the token at hand, which is not what was expected.
    constexpr int unexpected(std::string_view expected) {
        const token& it = at();
        switch (it.kind) {
        case token_kind::unterminated: return fail(problem_kind::unterminated, spelling(it));
        case token_kind::unknown: return fail(problem_kind::unexpected_character, spelling(it));
        case token_kind::positional: return fail(problem_kind::positional_placeholder, spelling(it));
        case token_kind::end: return fail(problem_kind::unexpected_text, {}, expected);
        default: break;
        }
        // `FROM orders WHRE …`: what was taken for an alias is a misspelt word more likely than what follows
        // it.
        if (bare_alias >= 0 && bare_alias == index - 1)
            if (const std::string_view alias = spelling(text.tokens[bare_alias]);
                !meant_keyword(alias).empty())
                return fail_at(bare_alias, problem_kind::unexpected_text, alias, expected);
        return fail(problem_kind::unexpected_text, spelling(it), expected);
    }

    constexpr bool expect(word wanted, std::string_view called) {
        if (take(wanted)) return true;
        unexpected(called);
        return false;
    }

    /// A leaf that stands for the token at hand.
    constexpr int leaf(op code, std::string_view words = {}) {
        const int added = t.leaf(code, words);
        t.nodes[added].position = at().begin;
        return added;
    }

    constexpr int enter(op clause) {
        const int marker = t.enter(clause);
        t.nodes[marker].position = at().begin;
        return marker;
    }

    /// Makes a parent of what was found, from `marker` on.
    constexpr int close(const sibling_list& list, op code, int marker) {
        const int added = list.close(t, code);
        t.nodes[added].begin = static_cast<std::int16_t>(marker);
        t.nodes[added].position = t.nodes[marker].position;
        return added;
    }

    constexpr bool is_name() const {
        const token& it = at();
        return it.kind == token_kind::quoted_name || (it.kind == token_kind::word && may_name(it.meaning));
    }

    /// The name that a token spells, without its quotes.
    constexpr std::string_view name_of(const token& it) const {
        if (it.kind != token_kind::quoted_name) return spelling(it);
        if (!it.respelt) return {text.sql.data() + it.begin + 1, static_cast<std::size_t>(it.size) - 2};
        std::size_t size = static_cast<std::size_t>(it.size) - 2;
        const char quote = text.sql[static_cast<std::size_t>(it.begin)];
        for (int i = it.begin + 1; i < it.begin + it.size - 2; ++i)
            if (text.sql[static_cast<std::size_t>(i)] == quote) --size, ++i;
        return {text.names + it.begin, size};
    }

    constexpr std::string_view take_name(std::string_view expected) {
        if (!is_name()) {
            unexpected(expected);
            return {};
        }
        const std::string_view name = name_of(at());
        if (name.empty()) {
            fail(problem_kind::unexpected_text, spelling(at()), expected);
            return {};
        }
        ++index;
        return name;
    }
};

/// Writes names whose quotes are doubled as they are meant, each where its token begins.
constexpr void respell(std::string_view sql, const token* tokens, int count, char* names) {
    for (int k = 0; k < count; ++k) {
        if (!tokens[k].respelt) continue;
        const auto begin = static_cast<std::size_t>(tokens[k].begin);
        const std::size_t end = begin + static_cast<std::size_t>(tokens[k].size) - 1;
        char* to = names + begin;
        for (std::size_t i = begin + 1; i < end; ++i) {
            *to++ = sql[i];
            if (sql[i] == sql[begin]) ++i;
        }
    }
}

}  // namespace tenon::inline v0::detail
