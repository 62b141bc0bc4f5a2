// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/print/context.hpp>
#include <tenon/print/expression.hpp>

namespace tenon::inline v0::detail {

/// The column that a node of an INSERT or UPDATE is about.
constexpr void print_target(printing& p, const node& n) {
    if (p.resolved)
        p.out.put_quoted(p.t.sources[n.source].table->columns[n.column].name);
    else
        p.out.put_quoted(n.text);
}

constexpr void print_columns(printing& p, int clause) {
    p.out.put(" (");
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        print_target(p, p.t.nodes[i]);
    }
    p.out.put(")");
}

constexpr void print_values(printing& p, int row, bool first) {
    if (first && p.t.nodes[row].first < 0) return p.out.put(" DEFAULT VALUES");
    if (first) {
        // A row that was not checked may give all columns without their names.
        if (p.resolved || !p.t.nodes[p.t.nodes[row].first].text.empty()) print_columns(p, row);
        p.out.put(" VALUES ");
    } else {
        p.out.put(", ");
    }
    p.out.put("(");
    for (int i = p.t.nodes[row].first; i >= 0; i = p.t.nodes[i].next) {
        if (i != p.t.nodes[row].first) p.out.put(", ");
        print_expression(p, p.t.nodes[i].first);
    }
    p.out.put(")");
}

constexpr void print_conflict(printing& p, int clause) {
    p.out.put(" ON CONFLICT");
    if (p.t.nodes[clause].first >= 0) print_columns(p, clause);
}

constexpr void print_all_columns(printing& p, int statement) {
    const table_info& table = *p.t.sources[p.t.nodes[find_clause(p.t, statement, op::source)].source].table;
    bool first = true;
    for (int i = 0; i < table.column_count; ++i) {
        if (table.columns[i].generated) continue;
        p.out.put(first ? " (" : ", ");
        p.out.put_quoted(table.columns[i].name);
        first = false;
    }
    p.out.put(")");
}

}  // namespace tenon::inline v0::detail
