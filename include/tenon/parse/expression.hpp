// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/parser.hpp>
#include <tenon/parse/primary.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// How tightly an infix or postfix operator binds, as SQLite's grammar has it, and what it becomes.
struct infix_rule {
    std::uint8_t tightness = 0;  // 0: no such operator
    op code = op::none;
};

inline constexpr int and_tightness = 2, test_tightness = 4;

constexpr infix_rule infix_of(word w) {
    switch (w) {
    case word::or_: return {1, op::or_};
    case word::and_: return {and_tightness, op::and_};
    case word::not_: return {test_tightness, op::not_};
    case word::is: return {test_tightness, op::is_distinct};
    case word::isnull:
    case word::notnull: return {test_tightness, op::is_null};
    case word::in: return {test_tightness, op::in};
    case word::between: return {test_tightness, op::between};
    case word::like: return {test_tightness, op::like};
    case word::glob: return {test_tightness, op::glob};
    case word::match:
    case word::regexp: return {test_tightness, op::match};
    case word::equal: return {test_tightness, op::equal};
    case word::not_equal: return {test_tightness, op::not_equal};
    case word::less: return {5, op::less};
    case word::less_equal: return {5, op::less_equal};
    case word::greater: return {5, op::greater};
    case word::greater_equal: return {5, op::greater_equal};
    case word::bit_and: return {6, op::bit_and};
    case word::bit_or: return {6, op::bit_or};
    case word::shift_left: return {6, op::shift_left};
    case word::shift_right: return {6, op::shift_right};
    case word::plus: return {7, op::add};
    case word::minus: return {7, op::subtract};
    case word::star: return {8, op::multiply};
    case word::slash: return {8, op::divide};
    case word::percent: return {8, op::modulo};
    case word::concat: return {9, op::concat};
    case word::arrow: return {9, op::json_get};
    case word::arrow_text: return {9, op::json_get_text};
    case word::collate: return {10, op::collate};
    default: return {};
    }
}

/// A list in parentheses, a query, a container, or a table whose only column is meant.
constexpr int parse_in(parser& p, int value) {
    sibling_list list;
    list.add(p.t, value);
    bool container = false;
    const bool called = p.at().kind == token_kind::word && p.ahead().meaning == word::open &&
                        same_name(p.spelling(p.at()), "tenon_values");
    if (called || p.at().kind == token_kind::placeholder) {
        container = true;
        if (called) p.index += 2;
        if (p.at().kind != token_kind::placeholder) return p.unexpected("a placeholder");
        list.add(p.t, parse_primary(p));
        if (called) p.expect(word::close, "`)`");
    } else if (p.is_name()) {
        list.add(p.t, parse_table_rows(p));
    } else if (!p.expect(word::open, "a list, a query or a placeholder")) {
        return p.t.node_count - 1;
    } else if (begins_query(p.meaning())) {
        const int query = parse_subquery(p);
        p.t.nodes[query].mark(flag::listed);
        list.add(p.t, query);
        p.expect(word::close, "`)`");
    } else if (p.is(word::close)) {
        return p.unsupported("an empty list", "nothing is in it, so leave the condition out");
    } else {
        do list.add(p.t, parse_expression(p));
        while (p.take(word::comma));
        p.expect(word::close, "`)`");
    }
    const int in = list.close(p.t, op::in);
    if (container) p.t.nodes[in].mark(flag::container);
    return in;
}

constexpr int parse_between(parser& p, int value) {
    sibling_list bounds;
    bounds.add(p.t, value);
    bounds.add(p.t, parse_expression(p, test_tightness));
    p.expect(word::and_, "AND");
    bounds.add(p.t, parse_expression(p, test_tightness + 1));
    return bounds.close(p.t, op::between);
}

constexpr int parse_pattern(parser& p, op code, int value) {
    sibling_list operands;
    operands.add(p.t, value);
    operands.add(p.t, parse_expression(p, test_tightness + 1));
    if (code == op::like && p.take(word::escape)) operands.add(p.t, parse_expression(p, test_tightness + 1));
    return operands.close(p.t, code);
}

constexpr int parse_is(parser& p, int left) {
    bool same = !p.take(word::not_);
    // In `x IS NULL < y` the right side is `NULL < y`.
    if (p.is(word::null) && infix_of(p.ahead().meaning).tightness <= test_tightness) {
        p.advance();
        const int test = p.t.unary(op::is_null, left);
        if (!same) p.t.nodes[test].mark(flag::negated);
        return test;
    }
    if (p.take(word::distinct)) {
        p.expect(word::from, "FROM");
        same = !same;
    }
    const int test = p.t.binary(op::is_distinct, left, parse_expression(p, test_tightness + 1));
    if (same) p.t.nodes[test].mark(flag::negated);
    return test;
}

/// IN, BETWEEN, LIKE and their kind, perhaps behind a NOT.
constexpr int parse_test(parser& p, int left, word w) {
    switch (w) {
    case word::in: return parse_in(p, left);
    case word::between: return parse_between(p, left);
    case word::like: return parse_pattern(p, op::like, left);
    case word::glob: return parse_pattern(p, op::glob, left);
    case word::match: return parse_pattern(p, op::match, left);
    case word::regexp:
        --p.index;
        return p.unsupported("REGEXP", "call a function of the program, or use LIKE or GLOB");
    case word::null:
    case word::isnull: return p.t.unary(op::is_null, left);
    default: return -1;
    }
}

constexpr int parse_collate(parser& p, int left) {
    const int collated = p.t.unary(op::collate, left);
    if (p.at().kind == token_kind::text)
        return p.unsupported("a collation in single quotes", "names stand in double quotes");
    p.t.nodes[collated].text = p.take_name("a collation");
    return collated;
}

/// A chain of AND or OR becomes one node.
constexpr int parse_chain(parser& p, int left, op code, word joined, int tightness) {
    sibling_list terms;
    terms.add(p.t, left);
    do terms.add(p.t, parse_expression(p, tightness + 1));
    while (p.take(joined));
    return terms.close(p.t, code);
}

constexpr int parse_infix(parser& p, int left, infix_rule rule) {
    const word w = p.meaning();
    const std::int32_t position = p.at().begin;
    p.advance();
    int found = -1;
    bool negated = false;
    switch (w) {
    case word::or_: found = parse_chain(p, left, op::or_, w, 1); break;
    case word::and_: found = parse_chain(p, left, op::and_, w, and_tightness); break;
    case word::not_: {
        const word test = p.meaning();
        negated = true;
        if (test == word::in || test == word::between || test == word::like || test == word::glob ||
            test == word::match || test == word::regexp || test == word::null) {
            p.advance();
            found = parse_test(p, left, test);
        } else {
            return p.unexpected("IN, BETWEEN, LIKE, GLOB or NULL");
        }
        if (test == word::match && !p.t.failed()) found = p.t.unary(op::not_, found), negated = false;
        break;
    }
    case word::is: found = parse_is(p, left); break;
    case word::notnull:
        found = p.t.unary(op::is_null, left);
        negated = true;
        break;
    case word::collate: found = parse_collate(p, left); break;
    case word::in:
    case word::between:
    case word::like:
    case word::glob:
    case word::match:
    case word::regexp:
    case word::isnull: found = parse_test(p, left, w); break;
    default: found = p.t.binary(rule.code, left, parse_expression(p, rule.tightness + 1)); break;
    }
    if (negated) p.t.nodes[found].mark(flag::negated);
    p.t.nodes[found].position = position;
    return found;
}

/// Parses an expression whose operators bind at least so tightly, with SQLite's precedence.
constexpr int parse_expression(parser& p, int least) {
    if (++p.depth > deepest_nesting) {
        --p.depth;
        return p.fail(problem_kind::too_deep, deepest_words);
    }
    const int beside = p.height;
    p.height = 0;
    int left = parse_prefix(p);
    ++p.height;
    for (;;) {
        const infix_rule rule = infix_of(p.meaning());
        if (rule.tightness < least || rule.tightness == 0) break;
        left = parse_infix(p, left, rule);
        if (++p.height > highest_tree) left = p.fail(problem_kind::too_deep, highest_words);
    }
    if (beside > p.height) p.height = beside;
    --p.depth;
    return left;
}

/// Parses a term of ORDER BY, perhaps followed by ASC or DESC, NULLS FIRST or LAST.
constexpr int parse_order_term(parser& p) {
    const std::int32_t position = p.at().begin;
    const int term = p.t.unary(op::order_term, parse_expression(p));
    p.t.nodes[term].position = position;
    if (p.take(word::desc))
        p.t.nodes[term].mark(flag::descending);
    else
        p.take(word::asc);
    if (!p.take(word::nulls)) return term;
    if (p.take(word::first))
        p.t.nodes[term].mark(flag::nulls_first);
    else if (p.expect(word::last, "FIRST or LAST"))
        p.t.nodes[term].mark(flag::nulls_last);
    return term;
}

}  // namespace tenon::inline v0::detail
