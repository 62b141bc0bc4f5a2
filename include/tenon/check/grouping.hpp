// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>

namespace tenon::inline v0::detail {

constexpr bool same_node(const node& a, const node& b) {
    if (a.code != b.code) return false;
    for (const flag f : {flag::negated, flag::distinct, flag::all_rows})
        if (a.is(f) != b.is(f)) return false;
    if (a.code == op::column || a.code == op::source)
        return a.source == b.source && a.column == b.column && a.is(flag::merged) == b.is(flag::merged);
    if (a.code == op::literal || a.code == op::raw) return a.text == b.text;
    if (a.code == op::cast || a.code == op::case_) return a.text == b.text && a.flags == b.flags;
    return a.parameter == b.parameter && same_name(a.text, b.text);
}

/// Whether the subtrees that end at the two nodes are the same expression.
constexpr bool same_expression(const tree& t, int a, int b) {
    const int size = a - t.nodes[a].begin;
    if (b - t.nodes[b].begin != size) return false;
    for (int i = 0; i <= size; ++i)
        if (!same_node(t.nodes[a - i], t.nodes[b - i]) ||
            a - t.nodes[a - i].begin != b - t.nodes[b - i].begin)
            return false;
    return true;
}

// A GROUP BY over all columns of a source's key settles that source's other columns too.
constexpr bool key_is_grouped(const tree& t, int group_by, int source_index) {
    if (source_index < 0) return false;
    const table_info& table = *t.sources[source_index].table;
    for (int k = 0; k < table.key_count; ++k) {
        const key_info& key = table.keys[k];
        int covered = 0;
        for (int i = 0; i < key.size; ++i)
            for (int g = t.nodes[group_by].first; g >= 0; g = t.nodes[g].next)
                if (t.nodes[g].code == op::column && !t.nodes[g].is(flag::merged) &&
                    t.nodes[g].source == source_index && t.nodes[g].column == key.columns[i]) {
                    ++covered;
                    break;
                }
        bool never_null = true;
        for (int i = 0; i < key.size; ++i)
            never_null = never_null && !table.columns[key.columns[i]].type.nullable;
        if (covered > 0 && covered == key.size && never_null) return true;
    }
    return false;
}

constexpr void settle(tree& t, int expression) {
    for (int i = t.nodes[expression].begin; i <= expression; ++i) t.nodes[i].mark(flag::settled);
}

constexpr void settle_grouped(tree& t, int group_by, int begin, int end) {
    for (int g = t.nodes[group_by].first; g >= 0; g = t.nodes[g].next) {
        if (t.nodes[g].source == node::result_alias) settle(t, t.nodes[t.nodes[g].column].first);
        for (int i = begin; i < end; ++i)
            if (same_expression(t, g, i)) settle(t, i);
    }
}

constexpr bool in_inner_query(const tree& t, int index, int clause) {
    for (int i = index + 1; i < clause; ++i)
        if (is_query(t.nodes[i].code) && t.nodes[i].begin <= index) return true;
    return false;
}

// Columns of the query itself, also where a query inside names them.
constexpr bool is_own_column(const checking& c, const node& n) {
    if (n.code == op::star) return true;
    return n.code == op::column && n.source >= 0 && c.t.sources[n.source].scope == c.scope;
}

constexpr void check_grouped_clause(const checking& c, int group_by, int clause) {
    tree& t = c.t;
    const int begin = t.nodes[clause].begin;
    if (group_by >= 0) settle_grouped(t, group_by, begin, clause);
    for (int i = clause - 1; i >= begin; --i) {
        const node& n = t.nodes[i];
        if (n.is(flag::aggregated) || n.is(flag::settled) || !is_own_column(c, n)) continue;
        if (n.code == op::star && in_inner_query(t, i, clause)) continue;
        if (n.code == op::column && group_by >= 0 && key_is_grouped(t, group_by, n.source)) continue;
        t.fail(problem_kind::not_grouped, i, n.text);
        return;
    }
}

/// The last aggregate in a clause of a query, not in those inside it, or -1.
constexpr int aggregate_of(const tree& t, int clause) {
    for (int i = clause; i >= 0 && i >= t.nodes[clause].begin; --i) {
        if (t.nodes[i].is(flag::aggregate)) return i;
        if (is_query(t.nodes[i].code)) i = t.nodes[i].begin;
    }
    return -1;
}

/// Only GROUP BY and aggregates among the results combine rows: ORDER BY alone does not.
constexpr void check_ordering_aggregate(const checking& c, int select) {
    tree& t = c.t;
    const int found = aggregate_of(t, find_clause(t, select, op::order_by));
    if (found >= 0 && !c.grouped && aggregate_of(t, find_clause(t, select, op::results)) < 0)
        t.fail(problem_kind::misplaced_aggregate, found, t.nodes[found].text,
               "ORDER BY of rows that stay apart");
}

/// Outside aggregates, a grouped SELECT may use what GROUP BY names (or what its keys determine), no other
/// column.
constexpr void check_grouping(checking& c, int select) {
    tree& t = c.t;
    const int group_by = find_clause(t, select, op::group_by);
    if (group_by < 0 && !c.aggregate) return;
    for (int i = t.nodes[select].first; i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code == op::results || t.nodes[i].code == op::having ||
            t.nodes[i].code == op::windows || t.nodes[i].code == op::order_by)
            check_grouped_clause(c, group_by, i);
    check_ordering_aggregate(c, select);
}

}  // namespace tenon::inline v0::detail
