// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/check/context.hpp>
#include <tenon/check/results.hpp>
#include <tenon/check/sources.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

// What SQLite calls the columns of VALUES.
inline constexpr std::string_view values_columns[] = {
    "column1", "column2",  "column3",  "column4",  "column5",  "column6",  "column7",  "column8",
    "column9", "column10", "column11", "column12", "column13", "column14", "column15", "column16",
};
inline constexpr int values_width = 16;

/// A query as a value: its only column, NULL when no row comes. After IN it is a list, perhaps of rows.
constexpr void check_subquery(tree& t, int index) {
    node& n = t.nodes[index];
    const node& query = t.nodes[n.first];
    const column_info& column = t.columns[query.source];
    if (query.column != 1 && !n.is(flag::listed)) {
        t.fail(problem_kind::not_one_column, index);
        return;
    }
    n.type = column.type;
    n.from = column.from;
    if (!n.is(flag::listed) && !query.is(flag::one_row)) n.type.nullable = true;
}

/// Makes a column of several SELECTs in one fit another's: both of one domain and storage.
constexpr bool merge_column(column_info& into, const column_info& other) {
    const bool was_null = into.type.storage == kind::null;
    if (!was_null && other.type.storage != kind::null) {
        if (into.type.meaning != other.type.meaning || into.type.storage != other.type.storage) return false;
        // Types of one domain are as good as each other; of two integers the narrower is not.
        const bool unlike =
            into.limits != other.limits || (into.limits == unknown_limits && into.from != other.from);
        if (unlike && !into.type.meaning) {
            into.from = {};
            into.limits = {};
        }
        if (into.type.meaning && into.from.type < 0) into.from = other.from;
    }
    const bool nullable = into.type.nullable || other.type.nullable;
    if (was_null) into.type = other.type, into.from = other.from, into.limits = other.limits;
    into.type.nullable = nullable;
    return true;
}

/// A part of a compound SELECT has no ORDER BY or LIMIT of its own and is not compound itself.
constexpr void check_arm_structure(tree& t, int query) {
    if (t.nodes[query].code == op::compound)
        t.fail(problem_kind::misplaced_clause, query, "a part of UNION", "UNION");
    for (const op clause : {op::with, op::order_by, op::limit, op::offset, op::page_after})
        if (find_clause(t, query, clause) >= 0)
            t.fail(problem_kind::misplaced_clause, query, "a part of UNION", clause_name(clause));
}

/// Merges the columns of a query into those of the one before it; says which of them can be NULL only now.
constexpr std::uint64_t merge_columns(tree& t, int into, int other) {
    const node &first = t.nodes[into], &second = t.nodes[other];
    if (first.column != second.column) {
        t.fail(problem_kind::differing_widths, other);
        return 0;
    }
    std::uint64_t widened = 0;
    for (int i = 0; i < first.column; ++i) {
        column_info& column = t.columns[first.source + i];
        const bool nullable = column.type.nullable;
        const column_info& added = t.columns[second.source + i];
        if (!merge_column(column, added)) {
            problem& bad = t.fail(problem_kind::differing_columns, other, column.name);
            bad.left = column.type;
            bad.right = added.type;
            return 0;
        }
        if (!nullable && column.type.nullable) widened |= widened_bit(i);
    }
    return widened;
}

constexpr bool is_recursive(const checking& c) { return c.cte >= 0 && c.t.nodes[c.cte].is(flag::recursive); }

/// Names the columns of a part of WITH as its list says.
constexpr void name_cte_columns(checking& c, int query) {
    tree& t = c.t;
    int names = 0;
    for (int i = c.cte + 1; t.nodes[i].code == op::cte_column; ++i) {
        if (names < t.nodes[query].column) t.columns[t.nodes[query].source + names].name = t.nodes[i].text;
        ++names;
    }
    if (names != 0 && names != t.nodes[query].column)
        t.fail(problem_kind::cte_width, c.cte, t.nodes[c.cte].text);
}

// SQL lets the parts of a WITH see each other in any order, and themselves: a table of that name would be
// taken for the part.
constexpr void check_cte_name(checking& c) {
    for (int i = c.first_source; i < c.t.source_count; ++i)
        if (c.t.sources[i].type >= 0 && same_name(c.t.sources[i].table->name, c.t.nodes[c.cte].text))
            c.t.fail(problem_kind::hidden_table, c.cte, c.t.nodes[c.cte].text);
    for (int i = 0; i < c.t.shape_count; ++i)
        if (c.t.shapes[i].scope == c.scope && same_name(c.t.shapes[i].table.name, c.t.nodes[c.cte].text))
            c.t.fail(problem_kind::doubled_alias, c.cte, c.t.nodes[c.cte].text);
}

/// Makes a part of WITH known by its name.
constexpr void publish_cte(checking& c, int query) {
    check_cte_name(c);
    name_cte_columns(c, query);
    for (int i = 0; i < c.t.nodes[query].column; ++i)
        if ((c.optional & widened_bit(i)) != 0) c.t.columns[c.t.nodes[query].source + i].type.nullable = true;
    if (query_shape* shape = add_shape(c.t, query, c.t.nodes[c.cte].text))
        shape->scope = static_cast<std::int16_t>(c.scope);
}

/// What follows from the rows of a recursive part of WITH: SQLite reads them one by one.
constexpr void check_recursive_arm(tree& t, int arm, std::string_view name) {
    const int query = t.nodes[arm].first;
    int reads = 0;
    bool combines = t.nodes[t.nodes[query].begin].is(flag::grouped), inside = false;
    for (int i = t.nodes[query].begin; i < query; ++i)
        if (reads_name(t.nodes[i], name)) ++reads;
    for (int i = query - 1; i >= t.nodes[query].begin; --i) {
        if (is_query(t.nodes[i].code)) {
            for (int k = t.nodes[i].begin; k < i; ++k) inside = inside || reads_name(t.nodes[k], name);
            i = t.nodes[i].begin;
        } else if (t.nodes[i].is(flag::aggregate) || t.nodes[i].code == op::over) {
            combines = true;
        }
    }
    const bool unites = t.nodes[arm].text == "UNION" || t.nodes[arm].text == "UNION ALL";
    if (reads > 1 || inside || (reads > 0 && (combines || !unites)))
        t.fail(problem_kind::misplaced_recursion, query, name);
}

/// A SELECT of a compound one. The first of a recursive part of WITH says what that part looks like.
constexpr void check_arm(checking& c, int index) {
    tree& t = c.t;
    const int query = t.nodes[index].first;
    check_arm_structure(t, query);
    const bool recursive = c.around != nullptr && c.around->clause == op::cte && is_recursive(*c.around);
    if (c.first_result >= 0) {
        if (recursive) check_recursive_arm(t, index, t.nodes[c.around->cte].text);
        c.widened |= merge_columns(t, c.first_result, query);
        return;
    }
    c.first_result = query;
    if (recursive) publish_cte(*c.around, query);
}

/// A part of WITH. What a recursive one adds to its first rows may be NULL where those are not: then it is
/// checked again, knowing that.
constexpr void check_cte(checking& c, int index) {
    tree& t = c.t;
    const std::uint64_t widened = c.inner_widened;
    if (!is_recursive(c) || t.nodes[t.nodes[index].last].code != op::compound) {
        publish_cte(c, t.nodes[index].last);
    } else if ((widened & ~c.optional) != 0) {
        c.optional |= widened;
        ++t.rechecked;
        t.source_count = c.sources;
        t.parameter_count = c.parameters;
        t.column_count = c.columns;
        t.shape_count = c.shapes;
        c.next = c.cte;
    }
}

constexpr void begin_cte(checking& c, int marker) {
    // Parts of WITH inside others are checked again and again: at some point all their columns may be NULL.
    constexpr int most = 500;
    if (c.cte != marker) c.optional = c.t.rechecked < most ? 0 : ~std::uint64_t{0};
    c.cte = marker;
    c.sources = c.t.source_count;
    c.parameters = c.t.parameter_count;
    c.columns = c.t.column_count;
    c.shapes = c.t.shape_count;
}

/// A row of VALUES: all have as many columns, of one type each.
constexpr void check_values_row(checking& c, int index) {
    tree& t = c.t;
    node& row = t.nodes[index];
    const bool first = c.first_result < 0;
    if (first) {
        c.first_result = index;
        row.source = t.column_count;
    } else if (count_children(t, index) != t.nodes[c.first_result].column) {
        t.fail(problem_kind::differing_widths, index);
        return;
    }
    int column = first ? 0 : t.nodes[c.first_result].source;
    for (int i = row.first; i >= 0; i = t.nodes[i].next, ++column) {
        if (is_untyped_placeholder(t.nodes[i])) t.fail(problem_kind::untyped_placeholder, i, t.nodes[i].text);
        column_info added;
        added.type = t.nodes[i].type;
        added.from = t.nodes[i].from;
        if (!first) {
            if (merge_column(t.columns[column], added)) continue;
            problem& bad = t.fail(problem_kind::differing_columns, i, t.columns[column].name);
            bad.left = t.columns[column].type;
            bad.right = added.type;
            return;
        }
        if (column >= values_width) {
            t.fail(problem_kind::unsupported, i, "a row of VALUES with more than 16 values",
                   "read them from queries");
            return;
        }
        added.name = values_columns[column];
        add_column(t, added, i);
    }
    if (first) row.column = static_cast<std::int16_t>(t.column_count - row.source);
}

}  // namespace tenon::inline v0::detail
