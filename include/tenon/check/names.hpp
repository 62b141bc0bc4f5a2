// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/meta/text.hpp>

namespace tenon::inline v0::detail {

constexpr void check_source(checking& c, int index) {
    tree& t = c.t;
    source_info added{t[index].table, t[index].text, !t[index].text.empty()};
    if (!added.aliased) added.name = added.table->name;
    for (int i = 0; i < t.source_count; ++i)
        if (same_name(t.sources[i].name, added.name)) t.fail(problem_kind::doubled_alias, index, added.name);
    t[index].source = t.source_count;
    if (t.source_count < t.source_capacity) t.sources[t.source_count++] = added;
    const bool written = c.statement == op::insert || c.statement == op::update || c.statement == op::delete_;
    if (written && t.source_count == 1 && added.table->read_only)
        t.fail(problem_kind::read_only_table, index, added.table->name);
}

/// The row that an ON CONFLICT refused is a source of its own, named `excluded`.
constexpr void add_excluded(tree& t) {
    if (t.source_count == 0 || t.source_count >= t.source_capacity) return;
    source_info added{t.sources[0].table, "excluded"};
    added.excluded = true;
    t.sources[t.source_count++] = added;
}

constexpr int find_source(const checking& c, std::string_view name) {
    const tree& t = c.t;
    const bool conflict = c.clause == op::do_update || c.clause == op::update_where;
    for (int i = 0; i < t.source_count; ++i)
        if ((conflict || !t.sources[i].excluded) && same_name(t.sources[i].name, name)) return i;
    return -1;
}

constexpr void resolve_to(tree& t, int index, int source_index, int column) {
    node& n = t[index];
    const source_info& from = t.sources[source_index];
    n.source = static_cast<std::int16_t>(source_index);
    n.column = static_cast<std::int16_t>(column);
    n.type = from.table->columns[column].type;
    n.type.nullable = n.type.nullable || from.nullable;
}

constexpr int find_result(const checking& c, std::string_view alias) {
    for (int i = c.first_result; i >= 0 && i < c.t.node_count; ++i)
        if (c.t[i].code == op::result && !c.t[i].text.empty() && same_name(c.t[i].text, alias)) return i;
    return -1;
}

constexpr bool resolve_alias(checking& c, int index) {
    const int found = find_result(c, c.t[index].text);
    if (found < 0) return false;
    const node& result = c.t[c.t[found].first];
    node& n = c.t[index];
    n.type = result.type;
    n.source = node::result_alias;
    n.column = static_cast<std::int16_t>(found);
    return true;
}

// `c<&order::total>` names the struct, not an alias: exactly one source must be made of it.
constexpr void resolve_member(tree& t, int index) {
    node& n = t[index];
    int found = -1;
    for (int i = 0; i < t.source_count; ++i) {
        if (t.sources[i].table->identity != n.table->identity || t.sources[i].excluded) continue;
        if (!n.qualifier.empty() && !same_name(t.sources[i].name, n.qualifier)) continue;
        if (found >= 0) {
            t.fail(problem_kind::ambiguous_table, index, n.table->name, t.sources[found].name);
            return;
        }
        found = i;
    }
    if (found >= 0)
        resolve_to(t, index, found, t.sources[found].table->find(n.text));
    else
        t.fail(problem_kind::missing_table, index, n.table->name, n.qualifier);
}

constexpr void check_column(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    if (c.clause == op::values) {
        t.fail(problem_kind::misplaced_column, index, clause_name(op::values));
        return;
    }
    if (n.is(flag::by_member)) return resolve_member(t, index);
    if (!n.qualifier.empty()) {
        const int from = find_source(c, n.qualifier);
        if (from < 0) {
            t.fail(problem_kind::unknown_source, index, n.qualifier, n.text);
            return;
        }
        if (const int column = t.sources[from].table->find(n.text); column >= 0)
            return resolve_to(t, index, from, column);
        n.source = static_cast<std::int16_t>(from);
        t.fail(problem_kind::unknown_column, index, n.text);
        return;
    }
    int found = -1;
    for (int i = 0; i < t.source_count; ++i) {
        if (t.sources[i].excluded) continue;
        const int column = t.sources[i].table->find(n.text);
        if (column < 0) continue;
        if (found >= 0) {
            // A term of ORDER BY may mean a result: `check_order_term` looks whether it is nothing but that
            // name.
            if (c.clause == op::order_by && resolve_alias(c, index)) return;
            t.fail(problem_kind::ambiguous_column, index, n.text, t.sources[i].name);
            return;
        }
        found = i;
        resolve_to(t, index, i, column);
    }
    if (found >= 0) return;
    const bool sees_results = c.clause == op::group_by || c.clause == op::having || c.clause == op::order_by;
    if (sees_results && resolve_alias(c, index)) return;
    n.source = t.source_count == 1 ? std::int16_t{0} : std::int16_t{-1};
    t.fail(t.source_count == 0 ? problem_kind::no_sources : problem_kind::unknown_column, index, n.text);
}

// SQL would read anything else as an operator, or not at all.
constexpr bool is_placeholder_name(std::string_view name) {
    for (const char c : name)
        if (!is_identifier_char(c)) return false;
    return !name.empty();
}

/// A placeholder that recurs is one parameter; so is each captured value.
constexpr void check_parameter(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    if (n.code == op::placeholder && !is_placeholder_name(n.text)) {
        t.fail(problem_kind::bad_placeholder_name, index, n.text);
        return;
    }
    if (n.code == op::placeholder)
        for (int i = 0; i < t.parameter_count; ++i)
            if (t.parameters[i].captured < 0 && t.parameters[i].name == n.text) {
                n.parameter = static_cast<std::int16_t>(i);
                n.type = t.parameters[i].type;
                return;
            }
    parameter added;
    added.name = n.text;
    added.node = static_cast<std::int16_t>(index);
    added.type = n.type;
    if (n.code == op::captured) added.captured = n.column;
    n.column = -1;
    n.parameter = t.parameter_count;
    t.parameters[t.parameter_count++] = added;
}

}  // namespace tenon::inline v0::detail
