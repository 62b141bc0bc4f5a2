// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/names.hpp>
#include <tenon/check/operators.hpp>

namespace tenon::inline v0::detail {

constexpr std::string_view collation_of(const column_info& column) {
    return column.collation.empty() ? std::string_view("BINARY") : column.collation;
}

// The left operand of `=` decides how texts compare: what is left of a key's column compares as the key does.
constexpr bool compares_as(const tree& t, int left, const column_info& key) {
    const node& n = t.nodes[left];
    if (key.type.storage != kind::text || n.code != op::column || n.source < 0) return true;
    const source_info& from = t.sources[n.source];
    return from.type >= 0 && same_name(collation_of(from.table->columns[n.column]), collation_of(key));
}

/// Whether a condition says that a column of a source equals something that is not of that source.
constexpr bool fixes_column(const tree& t, int condition, int source, int column) {
    if (condition < 0) return false;
    if (t.nodes[condition].code == op::and_) {
        for (int i = t.nodes[condition].first; i >= 0; i = t.nodes[i].next)
            if (fixes_column(t, i, source, column)) return true;
        return false;
    }
    if (t.nodes[condition].code != op::equal) return false;
    const int sides[] = {t.nodes[condition].first, t.second(condition)};
    for (int side = 0; side < 2; ++side) {
        const node& named = t.nodes[sides[side]];
        if (named.code != op::column || named.source != source || named.column != column) continue;
        const int other = sides[1 - side];
        bool free = side == 0 || compares_as(t, other, t.sources[source].table->columns[column]);
        for (int i = t.nodes[other].begin; i <= other; ++i)
            free = free && t.nodes[i].source != source && t.nodes[i].code != op::collate &&
                   t.nodes[i].code != op::raw;
        if (free) return true;
    }
    return false;
}

/// Whether at most one row of a joined table belongs to each row before it: the join fixes one of its keys.
constexpr bool joins_one_row(const tree& t, const source_info& joined, int source) {
    if (joined.join < 0) return false;
    const op code = t.nodes[joined.join].code;
    if (code != op::join && code != op::left_join) return false;
    const int condition = t.second(joined.join);
    for (int k = 0; k < joined.table->key_count; ++k) {
        const key_info& key = joined.table->keys[k];
        int fixed = 0;
        for (int i = 0; i < key.size; ++i) {
            const column_info& column = joined.table->columns[key.columns[i]];
            const bool shared = t.nodes[condition].code == op::using_ && column.type.storage != kind::text &&
                                find_using(t, joined, column.name) >= 0;
            if (shared ||
                (t.nodes[condition].code != op::using_ && fixes_column(t, condition, source, key.columns[i])))
                ++fixed;
        }
        if (fixed > 0 && fixed == key.size) return true;
    }
    return false;
}

constexpr bool orders_by_key(const tree& t, int order_by, int source) {
    const table_info& table = *t.sources[source].table;
    for (int k = 0; k < table.key_count; ++k) {
        int covered = 0;
        for (int i = 0; i < table.keys[k].size; ++i)
            for (int term = t.nodes[order_by].first; term >= 0; term = t.nodes[term].next) {
                const node& by = t.nodes[ordered_by(t, term)];
                if (by.code != op::column || by.source != source || by.column != table.keys[k].columns[i])
                    continue;
                ++covered;
                break;
            }
        if (covered > 0 && covered == table.keys[k].size) return true;
    }
    return false;
}

/// Whether the order of a SELECT tells all of its rows apart.
constexpr bool orders_uniquely(const checking& c, int order_by) {
    const tree& t = c.t;
    int first = -1;
    for (int i = c.first_source; i < t.source_count; ++i) {
        if (t.sources[i].scope != c.scope) continue;
        if (first < 0)
            first = i;
        else if (!joins_one_row(t, t.sources[i], i))
            return false;
    }
    return first >= 0 && !t.sources[first].nullable && orders_by_key(t, order_by, first);
}

/// `page_after` gives one value for each term of an ORDER BY that tells all rows apart.
constexpr void check_page(checking& c, int select) {
    tree& t = c.t;
    const int page = find_clause(t, select, op::page_after);
    if (page < 0) return;
    const int order_by = find_clause(t, select, op::order_by);
    const int results = find_clause(t, select, op::results);
    const bool combined = c.grouped || c.aggregate || (results >= 0 && t.nodes[results].is(flag::distinct));
    if (order_by < 0 || combined || !orders_uniquely(c, order_by)) {
        t.fail(problem_kind::order_not_unique, page);
        return;
    }
    if (count_children(t, page) != count_children(t, order_by)) {
        t.fail(problem_kind::differing_widths, page);
        return;
    }
    int value = t.nodes[page].first;
    for (int term = t.nodes[order_by].first; term >= 0;
         term = t.nodes[term].next, value = t.nodes[value].next) {
        const int by = ordered_by(t, term);
        if (t.nodes[by].type.nullable) {
            t.fail(problem_kind::optional_order, by);
            return;
        }
        if (!agree(t, term, by, value, false)) return;
    }
}

}  // namespace tenon::inline v0::detail
