// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/operators.hpp>

namespace tenon::inline v0::detail {

/// Gives a node the common type of several: a real if one of several numbers is; NULL if one can be.
constexpr void join_type(tree& t, int owner, int model, int operand) {
    node& n = t.nodes[owner];
    const node& added = t.nodes[operand];
    if (!is_null_literal(added) && model != operand && agree(t, owner, model, operand, true))
        if (added.type.storage == kind::real && n.type.storage == kind::integer) n.type.storage = kind::real;
    inherit_origin(n, added);
    n.type.nullable = n.type.nullable || added.type.nullable;
}

constexpr void check_case(tree& t, int index) {
    node& n = t.nodes[index];
    const int operand = n.is(flag::operand) ? n.first : -1;
    // The results: what follows each WHEN, and ELSE.
    int results[2] = {-1, -1};  // the first one, and the first whose type is its own
    for (int i = operand < 0 ? n.first : t.nodes[operand].next; i >= 0;) {
        const bool otherwise = n.is(flag::otherwise) && t.nodes[i].next < 0;
        if (!otherwise) {
            if (operand < 0)
                require_condition(t, i);
            else
                agree(t, index, operand, i, false);
            i = t.nodes[i].next;
        }
        if (results[0] < 0) results[0] = i;
        if (results[1] < 0 && !is_null_literal(t.nodes[i]) && !is_untyped_placeholder(t.nodes[i]))
            results[1] = i;
        i = t.nodes[i].next;
    }
    const int model = results[1] < 0 ? results[0] : results[1];
    inherit_computed(n, t.nodes[model]);
    n.type.nullable = !n.is(flag::otherwise);
    for (int i = operand < 0 ? n.first : t.nodes[operand].next; i >= 0 && !t.failed(); i = t.nodes[i].next) {
        if (!n.is(flag::otherwise) || t.nodes[i].next >= 0) i = t.nodes[i].next;
        join_type(t, index, model, i);
    }
}

/// The type that is cast to is the node's from the beginning; NULL stays NULL.
constexpr void check_cast(tree& t, int index) {
    node& n = t.nodes[index];
    const int operand = n.first;
    if (is_untyped_placeholder(t.nodes[operand])) settle_placeholder(t, operand, n.type, n.type.nullable);
    n.type.nullable = t.nodes[operand].type.nullable;
}

/// Raw SQL has a `?` for each operand, and no other parameters, whose numbers nobody would know.
constexpr void check_raw(tree& t, int index) {
    const std::string_view text = t.nodes[index].text;
    int wanted = 0;
    bool others = false;
    raw_quotes quotes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (!quotes.outside(text[i])) continue;
        if (text[i] == '?') ++wanted;
        others = others || (text[i] == '?' && next >= '0' && next <= '9') ||
                 ((text[i] == ':' || text[i] == '@' || text[i] == '$') && is_identifier_char(next) &&
                  (i == 0 || !is_identifier_char(text[i - 1])));
    }
    if (others || wanted != count_children(t, index)) t.fail(problem_kind::raw_arguments, index);
}

constexpr void check_row_value(tree& t, int index) {
    if (count_children(t, index) < 2) t.fail(problem_kind::short_row_value, index);
    for (int i = t.nodes[index].first; i >= 0; i = t.nodes[i].next)
        t.nodes[index].type.nullable = t.nodes[index].type.nullable || t.nodes[i].type.nullable;
}

}  // namespace tenon::inline v0::detail
