// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/names.hpp>
#include <tenon/check/operators.hpp>
#include <tenon/check/table_functions.hpp>
#include <tenon/meta/text.hpp>

namespace tenon::inline v0::detail {

constexpr void add_source(checking& c, int index, source_info added) {
    tree& t = c.t;
    if (t.source_count == t.source_capacity) {
        t.fail(problem_kind::too_large, index);
        return;
    }
    added.scope = static_cast<std::int16_t>(c.scope);
    if (++c.joined > 64)
        t.fail(problem_kind::unsupported, index, "a join of more than 64 tables", "SQLite takes no more");
    for (int i = c.first_source; i < t.source_count; ++i)
        if (t.sources[i].scope == c.scope && same_name(t.sources[i].name, added.name))
            t.fail(problem_kind::doubled_alias, index, added.name);
    t.nodes[index].source = t.source_count;
    t.sources[t.source_count++] = added;
}

/// The query of that name in a WITH of this statement or one around it, or null: the nearest one.
constexpr const table_info* find_cte(const checking& c, std::string_view name) {
    for (const checking* at = &c; at != nullptr; at = at->around)
        for (int i = c.t.shape_count; i-- > 0;)
            if (c.t.shapes[i].scope == at->scope && same_name(c.t.shapes[i].table.name, name))
                return &c.t.shapes[i].table;
    return nullptr;
}

constexpr void check_source(checking& c, int index) {
    node& n = c.t.nodes[index];
    source_info added{n.table, n.text, 0, n.column};
    added.aliased = !n.text.empty();
    if (!n.is(flag::described)) {
        if (const table_info* part = find_cte(c, n.qualifier); part != nullptr) {
            added.table = part;
        } else if (const int known = c.t.known.index_of(n.qualifier); known >= 0) {
            added.table = n.table = c.t.known.tables[known];
            n.mark(flag::described);
            added.type = n.column = static_cast<std::int16_t>(known);
        } else {
            c.t.fail(problem_kind::unknown_table, index, n.qualifier);
            return;
        }
    }
    if (!added.aliased) added.name = added.table->name;
    const bool writes = c.statement == op::insert || c.statement == op::update || c.statement == op::delete_;
    const bool target = writes && c.target < 0;
    // SQL would read the part of WITH.
    if (n.is(flag::described) && find_cte(c, n.table->name) != nullptr)
        c.t.fail(problem_kind::hidden_table, index, n.table->name);
    add_source(c, index, added);
    if (!target) return;
    c.target = n.source;
    if (added.table->read_only) c.t.fail(problem_kind::read_only_table, index, added.table->name);
}

constexpr query_shape* add_shape(tree& t, int query, std::string_view name) {
    if (t.shape_count == t.shape_capacity) {
        t.fail(problem_kind::too_large, query);
        return nullptr;
    }
    for (int i = t.nodes[query].source; i < t.nodes[query].source + t.nodes[query].column; ++i)
        for (int j = t.nodes[query].source; j < i; ++j)
            if (!t.columns[i].name.empty() && same_name(t.columns[i].name, t.columns[j].name))
                t.fail(problem_kind::doubled_result, query, t.columns[i].name);
    query_shape& shape = t.shapes[t.shape_count++];
    shape = {};
    shape.table.name = name;
    shape.table.columns = t.columns + t.nodes[query].source;
    shape.table.column_count = t.nodes[query].column;
    shape.table.strict = false;
    return &shape;
}

constexpr void check_derived(checking& c, int index) {
    c.clause = op::from;
    const query_shape* shape = add_shape(c.t, c.t.nodes[index].first, c.t.nodes[index].text);
    if (shape == nullptr) return;
    source_info added{&shape->table, c.t.nodes[index].text};
    added.aliased = true;
    add_source(c, index, added);
}

constexpr void check_table_call(checking& c, int index) {
    const node& n = c.t.nodes[index];
    const int function = find_table_function(n.qualifier);
    if (function < 0) {
        c.t.fail(problem_kind::unknown_function, index, n.qualifier);
        return;
    }
    if (count_children(c.t, index) > 2)
        c.t.fail(problem_kind::unsupported, index, "a third argument of json_each() and json_tree()",
                 "they take a value and a path");
    for (int i = n.first; i >= 0; i = c.t.nodes[i].next)
        if (is_untyped_placeholder(c.t.nodes[i]))
            settle_placeholder(c.t, i, {kind::text, false, nullptr}, false);
    source_info added{&table_functions[function], n.text};
    added.aliased = !n.text.empty();
    if (!added.aliased) added.name = added.table->name;
    add_source(c, index, added);
}

// Whether values of both columns are read as one C++ type.
constexpr bool merges_alike(const column_info& left, const column_info& right) {
    return left.type.storage == right.type.storage &&
           (left.type.meaning != nullptr || left.limits == right.limits);
}

/// The columns that both sides of a join have; a FULL JOIN's are merged from both.
constexpr void check_using(checking& c, int join, int first) {
    tree& t = c.t;
    const int joined = t.nodes[t.nodes[join].first].source;
    for (int i = first; i >= 0; i = t.nodes[i].next) {
        node& name = t.nodes[i];
        int other = -1, other_column = -1;
        bool real = false, alike = true;
        for (int s = c.first_source; s < joined; ++s) {
            if (t.sources[s].scope != c.scope) continue;
            const int column = t.sources[s].table->find(name.text);
            if (column < 0) continue;
            if (other >= 0 && find_using(t, t.sources[s], name.text) < 0) {
                t.fail(problem_kind::ambiguous_column, i, name.text, t.sources[s].name);
                return;
            }
            if (other < 0) other = s, other_column = column;
            const column_info& merged = t.sources[s].table->columns[column];
            real = real || merged.type.storage == kind::real;
            alike = alike && merges_alike(t.sources[other].table->columns[other_column], merged);
        }
        const int column = t.sources[joined].table->find(name.text);
        if (other < 0 || column < 0) {
            t.fail(problem_kind::not_on_both_sides, i, name.text);
            return;
        }
        const column_info& left_column = t.sources[other].table->columns[other_column];
        const column_info& right_column = t.sources[joined].table->columns[column];
        const sql_type left = left_column.type, right = right_column.type;
        if (!comparable(left, right)) {
            problem& bad = t.fail(problem_kind::differing_columns, i, name.text);
            bad.left = left;
            bad.right = right;
            return;
        }
        name.source = static_cast<std::int16_t>(joined);
        name.type = left;
        if (left.storage == kind::integer && (real || right.storage == kind::real))
            name.type.storage = kind::real;
        // What is merged of several columns holds what any of them holds.
        if (alike && merges_alike(left_column, right_column))
            name.from = origin_of(t.sources[other], other_column);
        name.type.nullable =
            left.nullable || right.nullable || t.sources[other].nullable || t.sources[joined].nullable;
    }
}

// SQL has no other name for a merged column, which conditions before this join may use.
constexpr void check_merged_names(const checking& c, int joined, int before) {
    tree& t = c.t;
    for (int i = 0; i < before; ++i)
        if (t.nodes[i].code == op::column && t.nodes[i].is(flag::merged) &&
            t.sources[t.nodes[i].source].scope == c.scope &&
            t.sources[joined].table->find(t.nodes[i].text) >= 0 &&
            find_using(t, t.sources[joined], t.nodes[i].text) < 0)
            t.fail(problem_kind::ambiguous_column, i, t.nodes[i].text, t.sources[joined].name);
}

constexpr void check_join(checking& c, int index) {
    tree& t = c.t;
    const node& n = t.nodes[index];
    const int joined = t.nodes[n.first].source;
    t.sources[joined].join = static_cast<std::int16_t>(index);
    for (int s = c.first_source; s < joined; ++s)
        if (t.sources[s].scope == c.scope && t.sources[s].join >= 0 &&
            t.nodes[t.sources[s].join].code == op::full_join)
            check_merged_names(c, joined, n.first);
    if (const int second = t.second(index); second >= 0) {
        if (t.nodes[second].code == op::using_)
            check_using(c, index, second);
        else
            require_condition(t, second);
    }
    if (n.code == op::left_join || n.code == op::full_join) t.sources[joined].nullable = true;
    if (n.code != op::right_join && n.code != op::full_join) return;
    for (int s = c.first_source; s < joined; ++s)
        if (t.sources[s].scope == c.scope) t.sources[s].nullable = true;
}

}  // namespace tenon::inline v0::detail
