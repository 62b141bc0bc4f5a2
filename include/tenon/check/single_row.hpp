// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>

namespace tenon::inline v0::detail {

// What is no fixed value: it depends on a column, or compares otherwise than the column's key does.
constexpr bool uses_columns(const tree& t, int expression) {
    for (int i = t.nodes[expression].begin; i <= expression; ++i)
        if (t.nodes[i].code == op::column || t.nodes[i].code == op::collate) return true;
    return false;
}

// What is compared with a key and the same for all rows; SQL as it stands may name columns unseen.
constexpr bool is_fixed(const tree& t, int expression) {
    for (int i = t.nodes[expression].begin; i <= expression; ++i)
        if (t.nodes[i].code == op::raw) return false;
    return !uses_columns(t, expression);
}

constexpr bool names_column(const node& n, int source, int column) {
    return n.code == op::column && n.source == source && n.column == column;
}

constexpr bool pins_column(const tree& t, int condition, int source, int column) {
    if (t.nodes[condition].code == op::and_) {
        for (int i = t.nodes[condition].first; i >= 0; i = t.nodes[i].next)
            if (pins_column(t, i, source, column)) return true;
        return false;
    }
    if (t.nodes[condition].code != op::equal) return false;
    const int left = t.nodes[condition].first, right = t.second(condition);
    return (names_column(t.nodes[left], source, column) && is_fixed(t, right)) ||
           (names_column(t.nodes[right], source, column) && is_fixed(t, left));
}

constexpr bool pins_key(const tree& t, int where, int source) {
    const table_info& table = *t.sources[source].table;
    for (int k = 0; k < table.key_count; ++k) {
        int pinned = 0;
        for (int i = 0; i < table.keys[k].size; ++i)
            for (int condition = t.nodes[where].first; condition >= 0; condition = t.nodes[condition].next)
                if (pins_column(t, condition, source, table.keys[k].columns[i])) {
                    ++pinned;
                    break;
                }
        if (pinned > 0 && pinned == table.keys[k].size) return true;
    }
    return false;
}

/// Whether at most one row can come back, so that a second step is not needed to know that there is none: a
/// declared key of the only table equals something fixed, or everything is aggregated into one row.
constexpr bool yields_single_row(const checking& c, int statement) {
    const tree& t = c.t;
    if (t.nodes[statement].code == op::select && c.aggregate && !c.grouped) return true;
    int own = 0, source = -1;
    for (int i = c.first_source; i < t.source_count; ++i)
        if (t.sources[i].scope == c.scope) {
            source = i;
            ++own;
        }
    if (own != 1) return false;
    for (int i = t.nodes[statement].first; i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code == op::where && pins_key(t, i, source)) return true;
    return false;
}

/// Whether a SELECT yields a row even if its tables are empty: all rows are aggregated into one, or it has no
/// tables.
constexpr bool always_yields_row(const checking& c, int select) {
    if (c.grouped) return false;
    if (!c.aggregate && (find_clause(c.t, select, op::from) >= 0 || find_clause(c.t, select, op::where) >= 0))
        return false;
    for (const op clause : {op::having, op::limit})
        if (find_clause(c.t, select, clause) >= 0) return false;
    return true;
}

}  // namespace tenon::inline v0::detail
