// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/calls.hpp>
#include <tenon/check/context.hpp>
#include <tenon/check/names.hpp>

namespace tenon::inline v0::detail {

// An integer would be taken for the number of a result.
constexpr void require_term(tree& t, int expression) {
    int value = expression;
    while (t.nodes[value].code == op::negate) value = t.nodes[value].first;
    if (t.nodes[value].code == op::captured || t.nodes[value].code == op::literal)
        t.fail(problem_kind::constant_order, expression);
}

/// The result of that number, from 1, or -1: none behind `*`, whose columns are not counted here.
constexpr int numbered_result(const checking& c, int number) {
    const tree& t = c.t;
    int clause = c.first_result + 1;
    while (clause < t.node_count &&
           (t.nodes[clause].code != op::results || t.nodes[clause].begin != c.first_result))
        ++clause;
    for (int i = clause < t.node_count ? t.nodes[clause].first : -1; i >= 0; i = t.nodes[i].next) {
        if (t.nodes[t.nodes[i].first].code == op::star) return -1;
        if (--number == 0) return i;
    }
    return -1;
}

/// An integer that a text says: in some places the number of a result.
constexpr bool is_written_number(const tree& t, const node& n) {
    return t.from_text && n.code == op::literal && n.type.storage == kind::integer;
}

/// A term of a text's ORDER BY that is the number of a result.
constexpr bool resolve_number(checking& c, int term) {
    node& n = c.t.nodes[term];
    if (!is_written_number(c.t, n) || n.text.size() > 3) return false;
    int number = 0;
    for (const char digit : n.text) number = 10 * number + (digit - '0');
    if (lists_rows(c.statement)) {
        const node& first = c.t.nodes[c.first_result];
        if (number < 1 || number > first.column) return false;
        n.type = c.t.columns[first.source + number - 1].type;
        n.from = c.t.columns[first.source + number - 1].from;
    } else {
        const int result = number < 1 ? -1 : numbered_result(c, number);
        if (result < 0) return false;
        inherit_type(n, c.t.nodes[c.t.nodes[result].first]);
    }
    n.code = op::column;
    n.text = {};
    n.source = node::listed_result;
    n.column = static_cast<std::int16_t>(number - 1);
    return true;
}

// COLLATE behind the number of a result is looked at when it is known which result that is.
constexpr void check_order_collation(checking& c, int index) {
    const node& operand = c.t.nodes[c.t.nodes[index].first];
    if (c.clause != op::order_by || !is_written_number(c.t, operand)) check_collate(c.t, index);
}

constexpr bool names_a_column(const checking& c, std::string_view name) {
    for (int i = c.first_source; i < c.t.source_count; ++i)
        if (sees_source(c, i) && c.t.sources[i].table->find(name) >= 0) return true;
    return false;
}

// A result's name is an ordering term of its own; inside an expression SQL takes it for a column where it
// can.
constexpr void check_order_term(checking& c, int index) {
    tree& t = c.t;
    const int term = t.nodes[index].first;
    const int named = without_collations(t, term);
    if (c.clause == op::order_by && resolve_number(c, named)) {
        if (named != term) check_collate(t, term);
        return inherit_type(t.nodes[index], t.nodes[term]);
    }
    require_term(t, term);
    if (c.clause != op::order_by) return inherit_type(t.nodes[index], t.nodes[term]);  // of a window
    const bool bare = t.nodes[named].code == op::column && t.nodes[named].qualifier.empty() &&
                      !t.nodes[named].is(flag::by_member);
    if (bare) resolve_alias(c, named);
    if (lists_rows(c.statement) && !bare) t.fail(problem_kind::compound_order, term);
    for (int i = t.nodes[index].begin; i < term; ++i)
        if (i != named && t.nodes[i].code == op::column && t.nodes[i].source == node::result_alias &&
            names_a_column(c, t.nodes[i].text))
            t.fail(problem_kind::ambiguous_column, i, t.nodes[i].text, t.sources[c.first_source].name);
    inherit_type(t.nodes[index], t.nodes[t.nodes[index].first]);
}

constexpr void check_terms(tree& t, int clause) {
    for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next) {
        if (is_written_number(t, t.nodes[i]))
            t.fail(problem_kind::unsupported, i, "a result's number in GROUP BY", "repeat its expression");
        require_term(t, i);
        if (const int inner = aggregate_behind(t, i); inner >= 0)
            t.fail(problem_kind::misplaced_aggregate, inner, t.nodes[inner].text, "GROUP BY");
    }
    refuse_windows_behind(t, t.nodes[clause].begin, clause, op::group_by);
}

}  // namespace tenon::inline v0::detail
