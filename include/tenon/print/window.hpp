// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/print/context.hpp>
#include <tenon/print/expression.hpp>

namespace tenon::inline v0::detail {

constexpr void print_bound(printing& p, int index) {
    const node& n = p.t.nodes[index];
    if (n.first >= 0) print_expression(p, n.first);
    switch (static_cast<bound_kind>(n.column)) {
    case bound_kind::unbounded_preceding: return p.out.put("UNBOUNDED PRECEDING");
    case bound_kind::preceding: return p.out.put(" PRECEDING");
    case bound_kind::current_row: return p.out.put("CURRENT ROW");
    case bound_kind::following: return p.out.put(" FOLLOWING");
    case bound_kind::unbounded_following: return p.out.put("UNBOUNDED FOLLOWING");
    }
}

constexpr void print_frame(printing& p, int index) {
    const node& n = p.t.nodes[index];
    constexpr std::string_view units[] = {"ROWS", "RANGE", "GROUPS"};
    constexpr std::string_view exclusions[] = {"", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"};
    p.out.put(units[n.column]);
    p.out.put(" BETWEEN ");
    print_bound(p, n.first);
    p.out.put(" AND ");
    print_bound(p, n.last);
    p.out.put(exclusions[n.parameter]);
}

constexpr void print_window(printing& p, int index) {
    const node& n = p.t.nodes[index];
    if (n.code == op::window_name) return p.out.put_quoted(n.text);
    p.out.put("(");
    for (int i = n.first; i >= 0; i = p.t.nodes[i].next) {
        if (i != n.first) p.out.put(" ");
        if (p.t.nodes[i].code == op::frame) {
            print_frame(p, i);
            continue;
        }
        p.out.put(p.t.nodes[i].code == op::partition_by ? "PARTITION BY " : "ORDER BY ");
        print_list(p, p.t.nodes[i].first);
    }
    p.out.put(")");
}

constexpr void print_windows(printing& p, int clause, bool first) {
    p.out.put(first ? " WINDOW " : ", ");
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        p.out.put_quoted(p.t.nodes[i].text);
        p.out.put(" AS ");
        print_window(p, i);
    }
}

constexpr void print_case(printing& p, int index) {
    const node& n = p.t.nodes[index];
    p.out.put("CASE");
    int i = n.first;
    if (n.is(flag::operand)) {
        p.out.put(" ");
        print_expression(p, i);
        i = p.t.nodes[i].next;
    }
    for (; i >= 0; i = p.t.nodes[i].next) {
        if (n.is(flag::otherwise) && p.t.nodes[i].next < 0) {
            p.out.put(" ELSE ");
        } else {
            p.out.put(" WHEN ");
            print_expression(p, i);
            i = p.t.nodes[i].next;
            p.out.put(" THEN ");
        }
        print_expression(p, i);
    }
    p.out.put(" END");
}

/// SQL as it stands; each `?` outside quotes is the next operand.
constexpr void print_raw(printing& p, int index) {
    const std::string_view text = p.t.nodes[index].text;
    int operand = p.t.nodes[index].first;
    raw_quotes quotes;
    p.out.put("(");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool outside = quotes.outside(text[i]);
        if (text[i] != '?' || !outside || operand < 0) {
            p.out.put(text.substr(i, 1));
            continue;
        }
        print_operand(p, operand, precedence(op::none));
        operand = p.t.nodes[operand].next;
    }
    p.out.put(")");
}

}  // namespace tenon::inline v0::detail
