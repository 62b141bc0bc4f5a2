// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/names.hpp>

namespace tenon::inline v0::detail {

constexpr void add_output(tree& t, const output& added) {
    if (t.output_count < t.output_capacity) {
        t.outputs[t.output_count++] = added;
        return;
    }
    t.columns_lacking = true;
    t.fail(problem_kind::too_large, t.node_count - 1);
}

/// Adds a column that another query reads.
constexpr void add_column(tree& t, const column_info& added, int at) {
    if (t.column_count < t.column_capacity) {
        t.columns[t.column_count++] = added;
        return;
    }
    t.columns_lacking = true;
    t.fail(problem_kind::too_large, at);
}

constexpr column_info column_of(const source_info& from, int index) {
    column_info column = from.table->columns[index];
    column.type.nullable = column.type.nullable || from.nullable;
    column.from = origin_of(from, index);
    return column;
}

/// What a query in FROM yields is taken apart, a table stays whole.
constexpr void add_whole_output(tree& t, int source_index, int at) {
    const source_info& from = t.sources[source_index];
    const table_info& table = *from.table;
    output added;
    if (from.type >= 0) {
        added.name = from.name;
        added.whole = true;
        added.source = static_cast<std::int16_t>(source_index);
        added.table = from.table;
        added.width = table.column_count;
        added.from.type = from.type;
        added.checked = !table.strict;
        added.type.nullable = from.nullable;
        return add_output(t, added);
    }
    for (int i = 0; i < table.column_count; ++i) {
        const column_info column = column_of(from, i);
        if (column.type.storage == kind::any) {
            t.fail(problem_kind::untyped_result, at, column.name);
            return;
        }
        added.name = column.name;
        added.qualifier = from.name;
        added.from = column.from;
        added.type = column.type;
        add_output(t, added);
    }
}

constexpr void add_whole(checking& c, int source_index, int at) {
    tree& t = c.t;
    const source_info& from = t.sources[source_index];
    for (int i = 0; i < from.table->column_count; ++i)
        if (from.table->columns[i].name.empty()) t.fail(problem_kind::unnamed_column, at, from.name);
    if (c.yields) add_whole_output(t, source_index, at);
    if (c.listed)
        for (int i = 0; i < from.table->column_count; ++i) add_column(t, column_of(from, i), at);
}

/// Whether USING merges columns of a query in FROM, or of one before it.
constexpr bool merges_query(const checking& c, int source) {
    const tree& t = c.t;
    if (t.sources[source].join < 0) return false;
    const int second = t.second(t.sources[source].join);
    if (second < 0 || t.nodes[second].code != op::using_) return false;
    for (int i = c.first_source; i <= source; ++i)
        if (sees_source(c, i) && t.sources[i].type < 0) return true;
    return false;
}

constexpr void add_star(checking& c, int index) {
    tree& t = c.t;
    node& star = t.nodes[index];
    if (!star.qualifier.empty()) {
        const int from = find_source(c, star.qualifier).source;
        star.source = static_cast<std::int16_t>(from);
        if (from < 0)
            t.fail(problem_kind::unknown_source, index, star.qualifier, "*");
        else
            add_whole(c, from, index);
        return;
    }
    star.column = static_cast<std::int16_t>(c.scope);
    if (c.clause == op::returning && c.target >= 0) star.source = static_cast<std::int16_t>(c.target);
    bool any = false;
    for (int i = c.first_source; i < t.source_count; ++i)
        if (sees_source(c, i)) {
            if (merges_query(c, i))
                t.fail(problem_kind::unsupported, index, "`*` of queries joined by USING",
                       "name the columns, of which SQLite leaves one of each pair out");
            add_whole(c, i, index);
            any = true;
        }
    if (!any) t.fail(problem_kind::no_sources, index, "*");
}

// Of a value that is read as some C++ type, but is no column: equal to no column's limits.
inline constexpr integer_limits unknown_limits{0, 0};

constexpr void list_expression(tree& t, int index) {
    const node& value = t.nodes[t.nodes[index].first];
    column_info added;
    added.type = value.type;
    added.from = value.from;
    if (value.code == op::column) {
        added.name = value.text;
        if (value.source >= 0 && !value.is(flag::merged))
            added.limits = t.sources[value.source].table->columns[value.column].limits;
    } else if (added.from != origin{}) {
        added.limits = unknown_limits;
    }
    if (!t.nodes[index].text.empty()) added.name = t.nodes[index].text;
    add_column(t, added, index);
}

constexpr void add_expression(checking& c, int index) {
    tree& t = c.t;
    const node& result = t.nodes[index];
    const node& value = t.nodes[result.first];
    if (is_untyped_placeholder(value)) t.fail(problem_kind::untyped_placeholder, result.first, value.text);
    if (value.code == op::row_value) t.fail(problem_kind::misplaced_row_value, result.first);
    // A placeholder's type that follows from what stands further behind comes too late.
    if (value.type.storage == kind::unknown) t.fail(problem_kind::untyped_result, result.first, value.text);
    if (c.listed) list_expression(t, index);
    if (!c.yields) return;
    if (value.type.storage == kind::any) t.fail(problem_kind::untyped_result, result.first, value.text);
    output added;
    added.type = value.type;
    added.from = value.from;
    if (value.code == op::column) {
        added.name = value.text;
        added.qualifier = value.qualifier;
        if (value.source >= 0) {
            const table_info& table = *t.sources[value.source].table;
            added.checked = !table.strict || table.columns[value.column].generated;
        }
    }
    if (!result.text.empty()) {
        added.name = result.text;
        added.qualifier = {};
    }
    for (int i = 0; i < t.output_count; ++i)
        if (!result.text.empty() && same_name(t.outputs[i].name, result.text))
            t.fail(problem_kind::doubled_result, index, result.text);
    add_output(t, added);
}

/// Lists what comes back: of a SELECT its results, of DML what it returns.
constexpr void check_results(checking& c, int clause) {
    tree& t = c.t;
    c.first_column = t.column_count;
    for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next) {
        if (t.nodes[t.nodes[i].first].code == op::star)
            add_star(c, t.nodes[i].first);
        else
            add_expression(c, i);
    }
    c.listed_columns = t.column_count - c.first_column;
}

/// What several SELECTs in one yield can be NULL where any of them can; structs stay whole only if all yield
/// theirs.
constexpr void widen_outputs(tree& t, int first_column, std::uint64_t widened, int at) {
    int column = 0;
    for (int i = 0; i < t.output_count; ++i) {
        output& out = t.outputs[i];
        for (int k = 0; k < out.width; ++k, ++column) {
            const column_info& merged = t.columns[first_column + column];
            const bool optional = (widened & widened_bit(column)) != 0;
            if (out.whole && (optional || merged.from != origin{out.from.type, static_cast<std::int16_t>(k)}))
                t.fail(problem_kind::differing_structs, at, out.name, merged.name);
            if (out.whole) continue;
            out.type = merged.type;
            out.from = merged.from;
        }
        out.checked = true;
    }
}

/// The results of VALUES.
constexpr void add_listed_outputs(tree& t, int first, int count) {
    for (int i = first; i < first + count; ++i) {
        output added;
        added.name = t.columns[i].name;
        added.type = t.columns[i].type;
        added.from = t.columns[i].from;
        add_output(t, added);
    }
}

}  // namespace tenon::inline v0::detail
