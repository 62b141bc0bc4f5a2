// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/print/context.hpp>
#include <tenon/print/expression.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

// As a term of ORDER BY, SQLite takes a name for a result's before it takes it for a column's.
constexpr bool is_also_result(const printing& p, int statement, int column) {
    const node& n = p.t.nodes[column];
    if (!p.resolved || n.code != op::column || n.source < 0) return false;
    const std::string_view name = p.t.sources[n.source].table->columns[n.column].name;
    const int results = find_clause(p.t, statement, op::results);
    for (int i = results < 0 ? -1 : p.t.nodes[results].first; i >= 0; i = p.t.nodes[i].next)
        if (same_name(p.t.nodes[i].text, name)) return true;
    return false;
}

constexpr void print_order(printing& p, int statement, int clause) {
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        const int named = without_collations(p.t, p.t.nodes[i].first);
        if (is_also_result(p, statement, named)) p.qualified = named;
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        print_expression(p, i);
    }
    p.qualified = -1;
}

constexpr void print_page_bound(printing& p, int term, int value, bool equal) {
    print_operand(p, ordered_by(p.t, term), ordering_precedence + 1);
    p.out.put(equal ? " = " : p.t.nodes[term].is(flag::descending) ? " < " : " > ");
    print_operand(p, value, ordering_precedence + 1);
}

// Rows behind one another in different directions are compared term by term: behind in the first, or equal
// there and behind in the rest.
constexpr void print_page_terms(printing& p, int term, int value) {
    if (p.t.nodes[term].next < 0) return print_page_bound(p, term, value, false);
    p.out.put("(");
    print_page_bound(p, term, value, false);
    p.out.put(" OR (");
    print_page_bound(p, term, value, true);
    p.out.put(" AND ");
    print_page_terms(p, p.t.nodes[term].next, p.t.nodes[value].next);
    p.out.put("))");
}

constexpr void print_page(printing& p, int statement, int page) {
    p.out.put(find_clause(p.t, statement, op::where) >= 0 ? " AND " : " WHERE ");
    const int first = p.t.nodes[find_clause(p.t, statement, op::order_by)].first;
    bool alike = p.t.nodes[first].next >= 0;
    for (int i = first; i >= 0; i = p.t.nodes[i].next)
        alike = alike && p.t.nodes[i].is(flag::descending) == p.t.nodes[first].is(flag::descending);
    if (!alike) return print_page_terms(p, first, p.t.nodes[page].first);
    p.out.put("(");
    for (int i = first; i >= 0; i = p.t.nodes[i].next) {
        if (i != first) p.out.put(", ");
        print_expression(p, ordered_by(p.t, i));
    }
    p.out.put(p.t.nodes[first].is(flag::descending) ? ") < (" : ") > (");
    print_list(p, p.t.nodes[page].first);
    p.out.put(")");
}

}  // namespace tenon::inline v0::detail
