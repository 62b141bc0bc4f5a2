// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/print/context.hpp>
#include <tenon/print/expression.hpp>

namespace tenon::inline v0::detail {

constexpr void print_alias(printing& p, std::string_view name) {
    p.out.put(" AS ");
    p.out.put_quoted(name);
}

/// A source as it was written.
constexpr void print_named_source(printing& p, const node& n) {
    p.out.put_quoted(n.qualifier);
    if (n.code == op::table_call) {
        p.out.put("(");
        print_list(p, n.first);
        p.out.put(")");
    }
    if (!n.text.empty()) print_alias(p, n.text);
}

constexpr void print_table(printing& p, int index) {
    const node& n = p.t.nodes[index];
    if (!p.resolved && n.code != op::derived) return print_named_source(p, n);
    if (n.code == op::derived) {
        p.out.put("(");
        print_statement(p, n.first);
        p.out.put(")");
        if (!n.text.empty()) print_alias(p, n.text);
        return;
    }
    source_info& from = p.t.sources[n.source];
    if (n.code == op::table_call) {
        p.out.put(from.table->name);
        p.out.put("(");
        print_list(p, n.first);
        p.out.put(")");
    } else {
        from.printed_at = static_cast<std::int32_t>(p.out.size());
        p.out.put_quoted(from.table->name);
    }
    if (from.aliased) print_alias(p, from.name);
}

constexpr std::string_view join_words(op code) {
    switch (code) {
    case op::left_join: return " LEFT JOIN ";
    case op::right_join: return " RIGHT JOIN ";
    case op::full_join: return " FULL JOIN ";
    case op::cross_join: return " CROSS JOIN ";
    default: return " JOIN ";
    }
}

constexpr void print_join(printing& p, int index) {
    const node& n = p.t.nodes[index];
    p.out.put(join_words(n.code));
    print_table(p, n.first);
    const int second = p.t.nodes[n.first].next;
    if (second < 0) return;
    if (p.t.nodes[second].code != op::using_) {
        p.out.put(" ON ");
        return print_expression(p, second);
    }
    p.out.put(" USING (");
    for (int i = second; i >= 0; i = p.t.nodes[i].next) {
        if (i != second) p.out.put(", ");
        p.out.put_quoted(p.t.nodes[i].text);
    }
    p.out.put(")");
}

constexpr void print_from(printing& p, int clause) {
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        if (!is_source(p.t.nodes[i].code)) {
            print_join(p, i);
            continue;
        }
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        print_table(p, i);
    }
}

constexpr void print_whole(printing& p, int source_index) {
    for (int column = 0; column < p.t.sources[source_index].table->column_count; ++column) {
        if (column > 0) p.out.put(", ");
        print_column(p, source_index, column);
    }
}

/// `*` is written as the columns that it stands for: those that were known when the program was compiled.
constexpr void print_star(printing& p, const node& star) {
    if (!p.resolved) {
        if (!star.qualifier.empty()) {
            p.out.put_quoted(star.qualifier);
            p.out.put(".");
        }
        return p.out.put("*");
    }
    if (star.source >= 0) return print_whole(p, star.source);
    bool first = true;
    for (int i = 0; i < p.t.source_count; ++i) {
        if (p.t.sources[i].scope != star.column || p.t.sources[i].excluded) continue;
        if (!first) p.out.put(", ");
        print_whole(p, i);
        first = false;
    }
}

}  // namespace tenon::inline v0::detail
