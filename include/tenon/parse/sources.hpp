// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/expression.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr bool begins_window_clause(const parser& p) {
    return p.is(word::window) && p.index + 2 < p.text.count && p.text.tokens[p.index + 2].meaning == word::as;
}

/// `[AS] alias`, or nothing.
constexpr std::string_view parse_alias(parser& p) {
    const bool as = p.take(word::as);
    const token& it = p.at();
    if (it.kind == token_kind::text) {
        p.unsupported("an alias in single quotes", "names stand in double quotes");
        return {};
    }
    if (as) return p.take_name("an alias");
    const bool alias = it.kind == token_kind::quoted_name ||
                       (it.kind == token_kind::word && may_be_alias(it.meaning) && !begins_window_clause(p));
    if (!alias) return {};
    if (it.kind == token_kind::word) p.bare_alias = p.index;
    return p.take_name("an alias");
}

/// A query in parentheses, or a source in needless ones.
constexpr int parse_source(parser& p);

constexpr int parse_source_in_parentheses(parser& p) {
    const std::int32_t position = p.at().begin;
    if (!begins_query(p.ahead().meaning)) {
        p.advance();
        if (++p.depth > deepest_nesting) return p.fail(problem_kind::too_deep, deepest_words);
        const int source = parse_source(p);
        --p.depth;
        if (!p.is(word::close))
            return p.unsupported("a join in parentheses",
                                 "join the tables one after the other, or read a query");
        p.advance();
        return source;
    }
    const int marker = p.enter(op::derived);
    p.advance();
    const int query = parse_query(p);
    p.expect(word::close, "`)`");
    const int source = p.t.unary(op::derived, query);
    p.t.nodes[source].begin = static_cast<std::int16_t>(marker);
    p.t.nodes[source].text = parse_alias(p);
    p.t.nodes[source].position = position;
    return source;
}

constexpr void refuse_index_hint(parser& p) {
    const bool negated = p.is(word::not_) && p.ahead().meaning == word::indexed;
    if (negated || p.is(word::indexed))
        p.unsupported(negated ? "NOT INDEXED" : "INDEXED BY",
                      "a `+` before a column keeps its index out of use");
}

/// A table, a part of WITH, a table-valued function, or a query, perhaps under an alias.
constexpr int parse_source(parser& p) {
    if (p.is(word::open)) return parse_source_in_parentheses(p);
    const std::int32_t position = p.at().begin;
    const std::string_view name = p.take_name("a table");
    if (p.is(word::dot)) return p.unsupported("a database's name", "tables are known by their own names");
    int source = -1;
    if (p.take(word::open)) {
        sibling_list arguments;
        if (!p.is(word::close)) {
            do arguments.add(p.t, parse_expression(p));
            while (p.take(word::comma));
        }
        p.expect(word::close, "`)`");
        source = arguments.close(p.t, op::table_call);
    } else {
        source = p.t.leaf(op::source);
    }
    p.t.nodes[source].position = position;
    p.t.nodes[source].qualifier = name;
    p.t.nodes[source].text = parse_alias(p);
    refuse_index_hint(p);
    return source;
}

/// The word that joins the next source: `join` for JOIN, `source` for a comma, `none` where there is none.
constexpr op parse_join_words(parser& p) {
    if (p.take(word::comma)) return op::source;
    op code = op::join;
    switch (p.meaning()) {
    case word::join: break;
    case word::inner: p.advance(); break;
    case word::cross:
        p.advance();
        code = op::cross_join;
        break;
    case word::left:
    case word::right:
    case word::full:
        code = p.is(word::left) ? op::left_join : p.is(word::right) ? op::right_join : op::full_join;
        p.advance();
        p.take(word::outer);
        break;
    case word::natural:
        p.unsupported("NATURAL JOIN", "say by USING which columns are equal, or it changes with the tables");
        return op::none;
    default: return op::none;
    }
    if (p.meaning() >= word::cross && p.meaning() <= word::right)
        p.unsupported("this order of words before JOIN", "write INNER, CROSS, LEFT, RIGHT or FULL");
    p.expect(word::join, "JOIN");
    return code;
}

/// ON with a condition, or USING with names; behind INSERT … SELECT, `ON CONFLICT` is neither.
constexpr void parse_join_condition(parser& p, sibling_list& parts) {
    if (p.is(word::on) && p.ahead().meaning != word::conflict) {
        p.advance();
        parts.add(p.t, parse_expression(p));
    } else if (p.take(word::using_)) {
        p.expect(word::open, "`(`");
        do {
            const int name = p.leaf(op::using_);
            p.t.nodes[name].text = p.take_name("a column");
            parts.add(p.t, name);
        } while (p.take(word::comma));
        p.expect(word::close, "`,` or `)`");
    }
}

/// FROM and its joins; p is at FROM.
constexpr int parse_from(parser& p) {
    const int marker = p.enter(op::from);
    p.advance();
    sibling_list sources;
    sources.add(p.t, parse_source(p));
    for (;;) {
        const std::int32_t position = p.at().begin;
        op code = parse_join_words(p);
        if (code == op::none) break;
        sibling_list parts;
        parts.add(p.t, parse_source(p));
        parse_join_condition(p, parts);
        const bool condition = parts.last != parts.first;
        if (code == op::source && !condition) {
            sources.add(p.t, parts.first);
            continue;
        }
        if (code == op::source) code = op::join;
        if (!condition && code != op::cross_join && code != op::join)
            p.unsupported("an outer join without ON", "say by ON or USING which rows belong together");
        const int join = parts.close(p.t, code);
        p.t.nodes[join].position = position;
        sources.add(p.t, join);
    }
    return p.close(sources, op::from, marker);
}

}  // namespace tenon::inline v0::detail
