// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/meta/text.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// Whether the node is a source of a FROM, not yet joined to others.
constexpr bool is_source(op code) {
    return code == op::source || code == op::derived || code == op::table_call;
}

/// Whether it reads that name, of which no table is known (yet): a part of WITH, perhaps.
constexpr bool reads_name(const node& n, std::string_view name) {
    return n.code == op::source && !n.is(flag::described) && same_name(n.qualifier, name);
}

/// A statement that yields rows to others: SELECT, several of them, VALUES.
constexpr bool is_query(op code) { return code >= op::select && code <= op::values_rows; }

constexpr bool is_statement(op code) { return code >= op::select; }

/// The first clause of that kind, or -1.
constexpr int find_clause(const tree& t, int statement, op clause) {
    const node* const nodes = t.nodes;
    for (int i = nodes[statement].first; i >= 0; i = nodes[i].next)
        if (nodes[i].code == clause) return i;
    return -1;
}

constexpr int count_children(const tree& t, int parent) {
    int count = 0;
    for (int i = t.nodes[parent].first; i >= 0; i = t.nodes[i].next) ++count;
    return count;
}

/// Reads SQL character by character: which of them stand in quotes.
struct raw_quotes {
    char closing = 0;

    /// Whether the next character stands outside of quotes.
    constexpr bool outside(char c) {
        if (closing != 0) {
            if (c == closing) closing = 0;
            return false;
        }
        if (c == '\'' || c == '"' || c == '`') closing = c;
        if (c == '[') closing = ']';
        return closing == 0;
    }
};

/// What is compared or ordered by collations, or the expression itself without any.
constexpr int without_collations(const tree& t, int expression) {
    while (t.nodes[expression].code == op::collate) expression = t.nodes[expression].first;
    return expression;
}

/// What a term of ORDER BY orders by: behind a result's name its expression.
constexpr int ordered_by(const tree& t, int term) {
    const int value = t.nodes[term].first;
    if (t.nodes[value].code == op::column && t.nodes[value].source == node::result_alias &&
        t.nodes[value].column >= 0)
        return t.nodes[t.nodes[value].column].first;
    return value;
}

}  // namespace tenon::inline v0::detail
