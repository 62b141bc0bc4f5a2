// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/print/context.hpp>
#include <tenon/print/expression.hpp>

namespace tenon::inline v0::detail {

constexpr void print_table(printing& p, int index) {
    source_info& from = p.t.sources[p.t[index].source];
    from.printed_at = static_cast<std::int32_t>(p.out.size());
    p.out.put_quoted(from.table->name);
    if (from.aliased) {
        p.out.put(" AS ");
        p.out.put_quoted(from.name);
    }
}

constexpr void print_whole(printing& p, int source_index) {
    for (int column = 0; column < p.t.sources[source_index].table->column_count; ++column) {
        if (column > 0) p.out.put(", ");
        print_column(p, source_index, column);
    }
}

constexpr void print_star(printing& p, const node& star) {
    if (star.source >= 0) return print_whole(p, star.source);
    bool first = true;
    for (int i = 0; i < p.t.source_count; ++i) {
        if (p.t.sources[i].excluded) continue;
        if (!first) p.out.put(", ");
        print_whole(p, i);
        first = false;
    }
}

constexpr void print_results(printing& p, int clause) {
    for (int i = p.t[clause].first; i >= 0; i = p.t[i].next) {
        if (i != p.t[clause].first) p.out.put(", ");
        const int value = p.t[i].first;
        if (p.t[value].code == op::star)
            print_star(p, p.t[value]);
        else
            print_expression(p, value);
        if (!p.t[i].text.empty()) {
            p.out.put(" AS ");
            p.out.put_quoted(p.t[i].text);
        }
    }
}

constexpr void print_from(printing& p, int clause) {
    for (int i = p.t[clause].first; i >= 0; i = p.t[i].next) {
        const node& n = p.t[i];
        if (n.code == op::source) {
            if (i != p.t[clause].first) p.out.put(", ");
            print_table(p, i);
            continue;
        }
        p.out.put(n.code == op::left_join ? " LEFT JOIN " : " JOIN ");
        print_table(p, n.first);
        p.out.put(" ON ");
        print_expression(p, p.t[n.first].next);
    }
}

constexpr void print_assignments(printing& p, int clause) {
    for (int i = p.t[clause].first; i >= 0; i = p.t[i].next) {
        if (i != p.t[clause].first) p.out.put(", ");
        p.out.put_quoted(p.t.sources[0].table->columns[p.t[i].column].name);
        p.out.put(" = ");
        print_expression(p, p.t[i].first);
    }
}

constexpr void print_values(printing& p, int row, bool first) {
    if (first && p.t[row].first < 0) return p.out.put(" DEFAULT VALUES");
    if (first) {
        p.out.put(" (");
        for (int i = p.t[row].first; i >= 0; i = p.t[i].next) {
            if (i != p.t[row].first) p.out.put(", ");
            p.out.put_quoted(p.t.sources[0].table->columns[p.t[i].column].name);
        }
        p.out.put(") VALUES ");
    } else {
        p.out.put(", ");
    }
    p.out.put("(");
    for (int i = p.t[row].first; i >= 0; i = p.t[i].next) {
        if (i != p.t[row].first) p.out.put(", ");
        print_expression(p, p.t[i].first);
    }
    p.out.put(")");
}

constexpr bool followed_by_alike(const tree& t, int clause) {
    for (int i = t[clause].next; i >= 0; i = t[i].next)
        if (t[i].code == t[clause].code) return true;
    return false;
}

// Conditions given one after the other are one condition: all of them.
constexpr void print_condition(printing& p, int clause, bool first) {
    const bool alone = first && !followed_by_alike(p.t, clause);
    p.out.put(!first ? " AND " : p.t[clause].code == op::having ? " HAVING " : " WHERE ");
    print_operand(p, p.t[clause].first, alone ? 0 : precedence(op::and_));
}

constexpr void print_conflict(printing& p, int clause) {
    p.out.put(" ON CONFLICT");
    if (p.t[clause].first < 0) return;
    p.out.put(" (");
    for (int i = p.t[clause].first; i >= 0; i = p.t[i].next) {
        if (i != p.t[clause].first) p.out.put(", ");
        p.out.put_quoted(p.t.sources[0].table->columns[p.t[i].column].name);
    }
    p.out.put(")");
}

constexpr void print_clause(printing& p, int clause, bool first) {
    const node& n = p.t[clause];
    switch (n.code) {
    case op::results: p.out.put(n.is(flag::distinct) ? "DISTINCT " : ""); return print_results(p, clause);
    case op::from: p.out.put(" FROM "); return print_from(p, clause);
    case op::set: p.out.put(" SET "); return print_assignments(p, clause);
    case op::values: return print_values(p, clause, first);
    case op::where:
    case op::having:
    case op::update_where: return print_condition(p, clause, first);
    case op::group_by: p.out.put(" GROUP BY "); return print_list(p, n.first);
    case op::order_by: p.out.put(" ORDER BY "); return print_list(p, n.first);
    case op::limit: p.out.put(" LIMIT "); return print_expression(p, n.first);
    case op::offset: p.out.put(" OFFSET "); return print_expression(p, n.first);
    case op::on_conflict: return print_conflict(p, clause);
    case op::do_nothing: return p.out.put(" DO NOTHING");
    case op::do_update: p.out.put(" DO UPDATE SET "); return print_assignments(p, clause);
    case op::returning: p.out.put(" RETURNING "); return print_results(p, clause);
    default: return;
    }
}

/// Writes the checked tree as SQL and numbers its parameters.
constexpr void print(printing& p) {
    const int root = p.t.node_count - 1;
    const node& statement = p.t[root];
    switch (statement.code) {
    case op::select: p.out.put("SELECT "); break;
    case op::insert: p.out.put("INSERT INTO "); break;
    case op::update: p.out.put("UPDATE "); break;
    case op::delete_: p.out.put("DELETE FROM "); break;
    default: return print_expression(p, statement.first);
    }
    if (p.t[statement.first].code == op::source) print_table(p, statement.first);
    for (op clause = op::results; clause <= op::returning;
         clause = static_cast<op>(static_cast<int>(clause) + 1)) {
        bool first = true;
        for (int i = statement.first; i >= 0; i = p.t[i].next)
            if (p.t[i].code == clause) {
                print_clause(p, i, first);
                first = false;
            }
    }
}

}  // namespace tenon::inline v0::detail
