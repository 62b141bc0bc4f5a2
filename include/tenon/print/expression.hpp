// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/keyword.hpp>
#include <tenon/print/context.hpp>
#include <tenon/print/precedence.hpp>

namespace tenon::inline v0::detail {

constexpr void print_expression(printing& p, int index);
constexpr void print_statement(printing& p, int index);
constexpr void print_window(printing& p, int index);
constexpr void print_case(printing& p, int index);
constexpr void print_raw(printing& p, int index);

constexpr void print_operand(printing& p, int index, int tightness) {
    const bool bracketed = precedence(p.t.nodes[index].code) < tightness;
    if (bracketed) p.out.put("(");
    print_expression(p, index);
    if (bracketed) p.out.put(")");
}

constexpr void print_list(printing& p, int first) {
    for (int i = first; i >= 0; i = p.t.nodes[i].next) {
        if (i != first) p.out.put(", ");
        print_expression(p, i);
    }
}

constexpr void print_column(printing& p, int source_index, int column, bool qualified = false) {
    const source_info& from = p.t.sources[source_index];
    if ((qualified || !p.bare()) && !from.name.empty()) {
        p.out.put_quoted(source_index == p.returned ? from.table->name : from.name);
        p.out.put(".");
    }
    p.out.put_quoted(from.table->columns[column].name);
}

/// A column as it was written.
constexpr void print_name(printing& p, const node& n) {
    if (!n.qualifier.empty()) {
        p.out.put_quoted(n.qualifier);
        p.out.put(".");
    }
    p.out.put_quoted(n.text);
}

// FTS5 has a hidden column that is called as its table, and is no part of the alias.
constexpr void print_whole_table(printing& p, const source_info& from) {
    if (from.aliased) {
        p.out.put_quoted(from.name);
        p.out.put(".");
    }
    p.out.put_quoted(from.table->name);
}

constexpr void print_number(printing& p, int number) {
    char digits[6]{};
    int size = 0;
    for (; number > 0; number /= 10) digits[size++] = static_cast<char>('0' + number % 10);
    while (size > 0) p.out.put(&digits[--size], 1);
}

/// Parameters are numbered in the order in which the text first names them, as SQLite does.
constexpr void print_parameter(printing& p, int index) {
    if (!p.resolved) {
        p.out.put(":");
        return p.out.put(p.t.nodes[index].text);
    }
    parameter& it = p.t.parameters[p.t.nodes[index].parameter];
    const bool again = it.number != 0;
    if (!again) {
        it.number = ++p.numbered;
        it.printed_at = p.position();
    }
    if (p.speaks.named_placeholders && it.captured < 0) {
        p.out.put(":");
        return p.out.put(it.name);
    }
    p.out.put(p.speaks.named_placeholders ? "?" : "$");
    if (again || !p.speaks.named_placeholders) print_number(p, it.number);
}

constexpr void print_chain(printing& p, int index) {
    const node& n = p.t.nodes[index];
    const int tightness = precedence(n.code);
    const bool comparison = tightness == comparison_precedence || tightness == ordering_precedence;
    for (int i = n.first; i >= 0; i = p.t.nodes[i].next) {
        if (i != n.first) p.out.put(infix(n.code));
        // Left operands associate; comparisons of comparisons are always bracketed, dialects read them
        // differently.
        const bool loose = i == n.first && !comparison;
        print_operand(p, i, comparison ? ordering_precedence + 1 : loose ? tightness : tightness + 1);
    }
}

// What is looked through: values, the rows of a query, or a bound container.
constexpr void print_in_list(printing& p, const node& in, int first) {
    if (p.t.nodes[first].is(flag::listed) && p.t.nodes[first].code == op::subquery)
        return print_expression(p, first);
    p.out.put(in.is(flag::container) ? "tenon_values(" : "(");
    print_list(p, first);
    p.out.put(")");
}

constexpr void print_comparison_like(printing& p, int index) {
    const node& n = p.t.nodes[index];
    const int tightness = ordering_precedence + 1;
    const bool negated = n.is(flag::negated);
    print_operand(p, n.first, tightness);
    const int second = p.t.nodes[n.first].next;
    switch (n.code) {
    case op::is_null: p.out.put(negated ? " IS NOT NULL" : " IS NULL"); return;
    case op::is_distinct:
        // SQLite reads IS as IS NOT DISTINCT FROM; the standard's words came with 3.39.
        p.out.put(negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
        print_operand(p, second, tightness);
        return;
    case op::like:
    case op::glob:
        p.out.put(negated ? " NOT" : "");
        p.out.put(n.code == op::like ? " LIKE " : " GLOB ");
        print_operand(p, second, tightness);
        if (p.t.nodes[second].next >= 0) {
            p.out.put(" ESCAPE ");
            print_operand(p, p.t.nodes[second].next, tightness);
        }
        return;
    case op::between:
        p.out.put(negated ? " NOT BETWEEN " : " BETWEEN ");
        print_operand(p, second, tightness);
        p.out.put(" AND ");
        print_operand(p, p.t.nodes[second].next, tightness);
        return;
    case op::match: p.out.put(" MATCH "); return print_operand(p, second, tightness);
    default: break;
    }
    // SQLite takes a lone query in parentheses for a list of its rows, whatever the parentheses.
    if (p.t.nodes[second].code == op::subquery && !p.t.nodes[second].is(flag::listed) &&
        p.t.nodes[second].next < 0) {
        p.out.put(negated ? " <> " : " = ");
        return print_operand(p, second, tightness);
    }
    p.out.put(negated ? " NOT IN " : " IN ");
    print_in_list(p, n, second);
}

// A sign in front of a negative number would begin a comment.
constexpr void print_literal(printing& p, const node& n) {
    const bool bracketed = !n.text.empty() && n.text.front() == '-';
    if (bracketed) p.out.put("(");
    p.out.put(n.text);
    if (bracketed) p.out.put(")");
}

// What was not checked may be called anything.
constexpr bool is_plain_name(std::string_view name) {
    for (const char c : name)
        if (!is_identifier_char(c)) return false;
    return !is_digit(name.front()) && may_name(find_keyword(name));
}

constexpr void print_call(printing& p, const node& n) {
    if (n.is(flag::own) || (!p.resolved && !is_plain_name(n.text)))
        p.out.put_quoted(n.text);
    else
        p.out.put(n.text);
    p.out.put("(");
    if (n.is(flag::distinct)) p.out.put("DISTINCT ");
    if (n.is(flag::all_rows)) p.out.put("*");
    print_list(p, n.first);
    p.out.put(")");
}

constexpr void print_expression(printing& p, int index) {
    const node& n = p.t.nodes[index];
    switch (n.code) {
    case op::literal: return print_literal(p, n);
    case op::placeholder:
    case op::captured: return print_parameter(p, index);
    case op::column:
        if (!p.resolved) return print_name(p, n);
        // SQLite would look for the name in all parts, and find others than the first one's.
        if (n.source == node::listed_result) return print_number(p, n.column + 1);
        if (n.source == node::result_alias || n.is(flag::merged))
            p.out.put_quoted(n.text);
        else
            print_column(p, n.source, n.column, index == p.qualified);
        return;
    case op::argument: return print_expression(p, n.first);
    case op::table_name: return print_whole_table(p, p.t.sources[n.source]);
    case op::not_: p.out.put("NOT "); return print_operand(p, n.first, precedence(op::not_));
    case op::bit_not: p.out.put("~"); return print_operand(p, n.first, precedence(op::bit_not));
    case op::plus: p.out.put("+"); return print_operand(p, n.first, precedence(op::plus));
    case op::negate:
        p.out.put("-");
        // Two minus signs in a row would begin a comment.
        return print_operand(p, n.first, precedence(op::negate) + 1);
    case op::collate:
        print_operand(p, n.first, precedence(op::collate));
        p.out.put(" COLLATE ");
        return p.out.put_quoted(n.text);
    case op::call: return print_call(p, n);
    case op::is_null:
    case op::is_distinct:
    case op::like:
    case op::glob:
    case op::match:
    case op::between:
    case op::in: return print_comparison_like(p, index);
    case op::case_: return print_case(p, index);
    case op::cast:
        p.out.put("CAST(");
        print_expression(p, n.first);
        p.out.put(" AS ");
        p.out.put(n.text);
        return p.out.put(")");
    case op::exists: p.out.put("EXISTS "); [[fallthrough]];
    case op::subquery:
        p.out.put("(");
        print_statement(p, n.first);
        return p.out.put(")");
    case op::row_value:
        p.out.put("(");
        print_list(p, n.first);
        return p.out.put(")");
    case op::raw: return print_raw(p, index);
    case op::filter:
        print_expression(p, n.first);
        p.out.put(" FILTER (WHERE ");
        print_expression(p, p.t.nodes[n.first].next);
        return p.out.put(")");
    case op::over:
        print_expression(p, n.first);
        p.out.put(" OVER ");
        return print_window(p, p.t.nodes[n.first].next);
    case op::order_term:
        print_expression(p, n.first);
        p.out.put(n.is(flag::descending) ? " DESC" : "");
        return p.out.put(n.is(flag::nulls_first)  ? " NULLS FIRST"
                         : n.is(flag::nulls_last) ? " NULLS LAST"
                                                  : "");
    default: return print_chain(p, index);
    }
}

}  // namespace tenon::inline v0::detail
