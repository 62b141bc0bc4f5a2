// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/names.hpp>

namespace tenon::inline v0::detail {

/// Whether a value may go into a column: the same domain and storage, an integer into a real.
constexpr bool assignable(const node& value, const sql_type& column) {
    if (is_null_literal(value)) return true;
    if (literal_fits(value, column)) return true;
    if (value.type.meaning != column.meaning) return false;
    return value.type.storage == column.storage ||
           (column.storage == kind::real && value.type.storage == kind::integer);
}

constexpr void settle_stored(tree& t, int value, const column_info& column) {
    settle_placeholder(t, value, column.type, column.type.nullable);
    if (t.nodes[value].parameter < 0) return;
    parameter& p = t.parameters[t.nodes[value].parameter];
    // A parameter that goes into two columns must fit both.
    if (!p.stored || column.limits.least > p.limits.least) p.limits.least = column.limits.least;
    if (!p.stored || column.limits.most < p.limits.most) p.limits.most = column.limits.most;
    p.stored = true;
    p.real = p.real || column.type.storage == kind::real;
}

/// `column = value` in SET, VALUES and DO UPDATE SET; the column is one of the statement's own table.
constexpr void check_assignment(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    if (c.clause != op::set && c.clause != op::values && c.clause != op::do_update) {
        t.fail(problem_kind::misplaced_assignment, index, n.text);
        return;
    }
    if (c.target < 0) return;
    const table_info& table = *t.sources[c.target].table;
    const int column = table.find(n.text);
    n.source = static_cast<std::int16_t>(c.target);
    n.column = static_cast<std::int16_t>(column);
    if (column < 0) {
        t.fail(problem_kind::unknown_assignment, index, n.text);
        return;
    }
    const column_info& target = table.columns[column];
    if (target.generated) {
        t.fail(problem_kind::generated_assignment, index, target.name);
        return;
    }
    const int value = n.first;
    if (t.nodes[value].code == op::placeholder || t.nodes[value].code == op::captured)
        settle_stored(t, value, target);
    if (!assignable(t.nodes[value], target.type)) {
        problem& bad = t.fail(problem_kind::mismatched_assignment, index, target.name);
        bad.left = target.type;
        bad.right = t.nodes[value].type;
    } else if (t.nodes[value].code != op::placeholder && t.nodes[value].type.nullable &&
               !target.type.nullable) {
        t.fail(problem_kind::null_assignment, index, target.name);
    }
}

constexpr void check_doubled_columns(tree& t, int list) {
    for (int i = t.nodes[list].first; i >= 0; i = t.nodes[i].next)
        for (int j = t.nodes[list].first; j != i; j = t.nodes[j].next)
            if (t.nodes[i].column == t.nodes[j].column) {
                t.fail(problem_kind::doubled_assignment, i, t.nodes[i].text);
                return;
            }
}

constexpr void check_doubled(tree& t, int clause) {
    for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next)
        for (int j = t.nodes[clause].first; j != i; j = t.nodes[j].next)
            if (t.nodes[i].code == op::assign && t.nodes[j].code == op::assign &&
                t.nodes[i].column == t.nodes[j].column) {
                t.fail(problem_kind::doubled_assignment, i, t.nodes[i].text);
                return;
            }
}

/// A row of an INSERT gives every column that can't be left out.
constexpr void require_columns(const checking& c, int list) {
    tree& t = c.t;
    const table_info& table = *t.sources[c.target].table;
    for (int column = 0; column < table.column_count; ++column) {
        if (table.may_omit(column)) continue;
        bool given = false;
        for (int i = t.nodes[list].first; i >= 0; i = t.nodes[i].next)
            given = given || t.nodes[i].column == column;
        if (!given) {
            t.fail(problem_kind::missing_value, list, table.columns[column].name, table.name);
            return;
        }
    }
}

constexpr void check_row(const checking& c, int values) {
    check_doubled(c.t, values);
    if (c.target >= 0 && !c.t.failed()) require_columns(c, values);
}

/// Whether a query's column may go into a table's.
constexpr void check_inserted_column(tree& t, int rows, const column_info& from, const column_info& into) {
    node value;
    value.type = from.type;
    if (into.generated) t.fail(problem_kind::generated_assignment, rows, into.name);
    if (!assignable(value, into.type) && from.type.storage != kind::null) {
        problem& bad = t.fail(problem_kind::mismatched_assignment, rows, into.name);
        bad.left = into.type;
        bad.right = from.type;
    } else if (from.type.nullable && !into.type.nullable) {
        t.fail(problem_kind::null_assignment, rows, into.name);
    }
}

/// INSERT … SELECT: the query yields one column for each that is listed, or for each of the table.
constexpr void check_inserted_query(const checking& c, int insert) {
    tree& t = c.t;
    const int rows = find_clause(t, insert, op::rows), list = find_clause(t, insert, op::columns);
    if (rows < 0) {
        if (list >= 0) t.fail(problem_kind::misplaced_clause, list, "INSERT of values", "columns()");
        return;
    }
    const table_info& table = *t.sources[c.target].table;
    const node& query = t.nodes[t.nodes[rows].first];
    int given = list < 0 ? -1 : t.nodes[list].first;
    int width = 0;
    for (int column = 0; list < 0 ? column < table.column_count : given >= 0; ++column) {
        const int into = list < 0 ? column : t.nodes[given].column;
        if (list >= 0) given = t.nodes[given].next;
        if (list < 0 && table.columns[into].generated) continue;
        if (width < query.column)
            check_inserted_column(t, rows, t.columns[query.source + width], table.columns[into]);
        ++width;
    }
    if (query.column != width) t.fail(problem_kind::differing_widths, rows);
    if (list >= 0) {
        check_doubled_columns(t, list);
        require_columns(c, list);
    }
}

/// The rows of one INSERT give the same columns in the same order.
constexpr void check_rows(const checking& c, int insert) {
    tree& t = c.t;
    int first = -1;
    for (int row = t.nodes[insert].first; row >= 0; row = t.nodes[row].next) {
        if (t.nodes[row].code != op::values) continue;
        if (first < 0) first = row;
        int a = t.nodes[first].first, b = t.nodes[row].first;
        for (; a >= 0 && b >= 0 && t.nodes[a].column == t.nodes[b].column; b = t.nodes[b].next)
            a = t.nodes[a].next;
        if (a >= 0 || b >= 0) t.fail(problem_kind::differing_rows, row);
    }
    if (first < 0 && find_clause(t, insert, op::rows) < 0)
        t.fail(problem_kind::no_values, insert, t.sources[c.target].table->name);
}

/// What an ON CONFLICT names must be exactly the columns of a declared key, in any order.
constexpr void check_conflict_target(const checking& c, int clause) {
    tree& t = c.t;
    if (c.target < 0 || t.nodes[clause].first < 0) return;
    const table_info& table = *t.sources[c.target].table;
    int size = 0;
    for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next) ++size;
    for (int k = 0; k < table.key_count; ++k) {
        const key_info& key = table.keys[k];
        int covered = 0;
        for (int column = 0; column < key.size; ++column)
            for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next)
                if (t.nodes[i].column == key.columns[column]) {
                    ++covered;
                    break;
                }
        if (covered == size && size == key.size) return;
    }
    t.fail(problem_kind::not_a_key, t.nodes[clause].first, t.nodes[t.nodes[clause].first].text, table.name);
}

}  // namespace tenon::inline v0::detail
