// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/calls.hpp>
#include <tenon/check/context.hpp>
#include <tenon/check/names.hpp>

namespace tenon::inline v0::detail {

// An integer would be taken for the number of a result.
constexpr void require_term(tree& t, int expression) {
    int value = expression;
    while (t[value].code == op::negate) value = t[value].first;
    if (t[value].code == op::captured || t[value].code == op::literal)
        t.fail(problem_kind::constant_order, expression);
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
    const int term = t[index].first;
    require_term(t, term);
    if (c.clause != op::order_by) return inherit_type(t[index], t[term]);  // of a window
    int named = term;
    while (t[named].code == op::collate) named = t[named].first;
    const bool bare =
        t[named].code == op::column && t[named].qualifier.empty() && !t[named].is(flag::by_member);
    if (bare) resolve_alias(c, named);
    if (lists_rows(c.statement) && !bare) t.fail(problem_kind::compound_order, term);
    for (int i = t[index].begin; i < term; ++i)
        if (i != named && t[i].code == op::column && t[i].source == node::result_alias &&
            names_a_column(c, t[i].text))
            t.fail(problem_kind::ambiguous_column, i, t[i].text, t.sources[c.first_source].name);
    inherit_type(t[index], t[t[index].first]);
}

constexpr void check_terms(tree& t, int clause) {
    for (int i = t[clause].first; i >= 0; i = t[i].next) {
        require_term(t, i);
        if (const int inner = aggregate_behind(t, i); inner >= 0)
            t.fail(problem_kind::misplaced_aggregate, inner, t[inner].text, "GROUP BY");
    }
    refuse_windows_behind(t, t[clause].begin, clause, op::group_by);
}

}  // namespace tenon::inline v0::detail
