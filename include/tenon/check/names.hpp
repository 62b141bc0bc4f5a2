// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/full_text.hpp>
#include <tenon/check/later_sources.hpp>
#include <tenon/meta/text.hpp>

namespace tenon::inline v0::detail {

/// The row that an ON CONFLICT refused is a source of its own, named `excluded`.
constexpr void add_excluded(checking& c) {
    tree& t = c.t;
    if (c.target < 0 || t.source_count >= t.source_capacity) return;
    source_info added = t.sources[c.target];
    added.name = "excluded";
    added.aliased = false;
    added.excluded = true;
    t.sources[t.source_count++] = added;
}

/// Whether a query's own clause may name that source.
constexpr bool sees_source(const checking& c, int source) {
    const source_info& it = c.t.sources[source];
    if (it.scope != c.scope) return false;
    // What comes back of a write are its own table's rows, whatever else it read.
    if (c.clause == op::returning && c.target >= 0) return source == c.target;
    return !it.excluded || c.clause == op::do_update || c.clause == op::update_where;
}

struct found_source {
    const checking* owner = nullptr;
    int source = -1;
};

/// The query around whose tables are known too: SQLite gives ORDER BY, GROUP BY and WINDOW their own query's
/// only.
constexpr const checking* seen_around(const checking& c) {
    const bool alone = c.clause == op::order_by || c.clause == op::group_by || c.clause == op::windows;
    return alone ? nullptr : c.seen;
}

// RETURNING knows the table that is written by its own name, too.
constexpr bool is_called(const checking& c, int source, std::string_view name) {
    const source_info& it = c.t.sources[source];
    if (same_name(it.name, name)) return true;
    return c.clause == op::returning && source == c.target && same_name(it.table->name, name);
}

/// The source of that name in this query or the nearest around it that has one.
constexpr found_source find_source(const checking& c, std::string_view name) {
    for (const checking* at = &c; at != nullptr; at = seen_around(*at))
        for (int i = at->first_source; i < c.t.source_count; ++i)
            if (sees_source(*at, i) && is_called(*at, i, name)) return {at, i};
    return {};
}

constexpr void resolve_to(tree& t, int index, int source_index, int column) {
    node& n = t.nodes[index];
    const source_info& from = t.sources[source_index];
    n.source = static_cast<std::int16_t>(source_index);
    n.column = static_cast<std::int16_t>(column);
    n.from = origin_of(from, column);
    n.type = from.table->columns[column].type;
    n.type.nullable = n.type.nullable || from.nullable;
}

/// Whether a query between the one that names a source and the one that has it gives that name to another:
/// SQL would take that one.
constexpr bool is_shadowed(const checking& c, const checking& owner, std::string_view name) {
    for (const checking* at = &c; at->scope != owner.scope; at = at->seen)
        for (int i = at->first_source; i < c.t.source_count; ++i)
            if (sees_source(*at, i) && same_name(c.t.sources[i].name, name)) return true;
    return false;
}

constexpr void refuse_joined_later(const checking& c, const checking& owner, int index,
                                   std::string_view name) {
    const node& n = c.t.nodes[index];
    const bool bare = n.qualifier.empty() && !n.is(flag::by_member);
    for (const checking* at = &c; at->scope != owner.scope; at = at->seen) {
        if (is_joined_later(*at, index, name, {})) c.t.fail(problem_kind::doubled_alias, index, name);
        if (bare && is_joined_later(*at, index, name, n.text))
            c.t.fail(problem_kind::ambiguous_column, index, n.text, name);
    }
}

/// Resolves a column to a source of this query or of one around it.
constexpr void resolve_from(checking& c, const checking& owner, int index, int source, int column) {
    tree& t = c.t;
    const source_info& from = t.sources[source];
    // RETURNING knows the table by its own name only.
    const bool returned = owner.clause == op::returning && owner.target >= 0;
    const std::string_view name = returned ? from.table->name : from.name;
    if (is_shadowed(c, owner, name)) {
        t.fail(problem_kind::doubled_alias, index, name);
        return;
    }
    if (c.scope != owner.scope) refuse_joined_later(c, owner, index, name);
    resolve_to(t, index, source, column);
}

constexpr int find_result(const checking& c, std::string_view alias) {
    for (int i = c.first_result; i >= 0 && i < c.t.node_count; ++i)
        if (c.t.nodes[i].code == op::result && !c.t.nodes[i].text.empty() &&
            same_name(c.t.nodes[i].text, alias))
            return i;
    return -1;
}

/// A query without results of its own: they are those of its first part, or the first row of VALUES.
constexpr bool lists_rows(op statement) { return statement == op::compound || statement == op::values_rows; }

constexpr bool resolve_listed(checking& c, int index) {
    node& n = c.t.nodes[index];
    const node& first = c.t.nodes[c.first_result];
    for (int i = first.source; i < first.source + first.column; ++i) {
        if (!same_name(c.t.columns[i].name, n.text)) continue;
        n.type = c.t.columns[i].type;
        n.from = c.t.columns[i].from;
        n.source = node::listed_result;
        n.column = static_cast<std::int16_t>(i - first.source);
        return true;
    }
    return false;
}

constexpr bool resolve_alias(checking& c, int index) {
    if (lists_rows(c.statement)) return resolve_listed(c, index);
    const int found = find_result(c, c.t.nodes[index].text);
    if (found < 0) return false;
    node& n = c.t.nodes[index];
    inherit_type(n, c.t.nodes[c.t.nodes[found].first]);
    n.source = node::result_alias;
    n.column = static_cast<std::int16_t>(found);
    return true;
}

/// A source, and the query that it belongs to.
struct struct_source {
    int source = -1;
    const checking* owner = nullptr;
};

/// The only source that is made of a struct, under the alias if one is given; -1 where it fails.
constexpr struct_source find_struct(checking& c, int index) {
    tree& t = c.t;
    const node& n = t.nodes[index];
    for (const checking* at = &c; at != nullptr; at = seen_around(*at)) {
        int found = -1;
        for (int i = at->first_source; i < t.source_count; ++i) {
            const source_info& it = t.sources[i];
            if (!sees_source(*at, i) || it.excluded || it.table->identity != n.table->identity) continue;
            if (!n.qualifier.empty() && !same_name(it.name, n.qualifier)) continue;
            if (found >= 0) {
                t.fail(problem_kind::ambiguous_table, index, n.table->name, t.sources[found].name);
                return {};
            }
            found = i;
        }
        if (found >= 0) return {found, at};
    }
    t.fail(problem_kind::missing_table, index, n.table->name, n.qualifier);
    return {};
}

// `c<&order::total>` names the struct, not an alias.
constexpr void resolve_member(checking& c, int index) {
    const struct_source found = find_struct(c, index);
    if (found.source < 0) return;
    const int column = c.t.sources[found.source].table->find(c.t.nodes[index].text);
    resolve_from(c, *found.owner, index, found.source, column);
}

/// A full-text table as a whole, for MATCH and its own functions.
constexpr void resolve_table(checking& c, int index) {
    const int found = find_struct(c, index).source;
    if (found < 0) return;
    node& n = c.t.nodes[index];
    n.source = static_cast<std::int16_t>(found);
    n.type = {kind::any, true, nullptr};
    if (n.table->kind != table_kind::fts5) c.t.fail(problem_kind::not_full_text, index, n.table->name);
}

constexpr void resolve_qualified(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    const found_source from = find_source(c, n.qualifier);
    if (from.source < 0) {
        t.fail(problem_kind::unknown_source, index, n.qualifier, n.text);
        return;
    }
    if (const int column = t.sources[from.source].table->find(n.text); column >= 0)
        return resolve_from(c, *from.owner, index, from.source, column);
    if (resolve_whole_table(c, index, from.source)) return;
    n.source = static_cast<std::int16_t>(from.source);
    t.fail(problem_kind::unknown_column, index, n.text);
}

/// The name of that column in the USING of a source's join, or -1.
constexpr int find_using(const tree& t, const source_info& joined, std::string_view column) {
    if (joined.join < 0) return -1;
    for (int i = t.second(joined.join); i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code == op::using_ && same_name(t.nodes[i].text, column)) return i;
    return -1;
}

/// Whether a source's join keeps its rows where none before it belongs to them.
constexpr bool keeps_right(const tree& t, const source_info& joined) {
    return joined.join >= 0 &&
           (t.nodes[joined.join].code == op::right_join || t.nodes[joined.join].code == op::full_join);
}

enum class lookup : std::uint8_t { missing, found, ambiguous };

/// Finds a column without a table among one query's own sources; one that a join's USING names is no
/// ambiguity.
constexpr lookup find_unqualified(const checking& at, int index) {
    tree& t = at.t;
    node& n = t.nodes[index];
    bool found = false;
    for (int i = at.first_source; i < t.source_count; ++i) {
        if (!sees_source(at, i) || t.sources[i].excluded) continue;
        const int column = t.sources[i].table->find(n.text);
        if (column < 0) {
            // A later RIGHT or FULL JOIN yields rows that lack both sides of the merged column.
            if (n.is(flag::merged) && keeps_right(t, t.sources[i])) n.type.nullable = true;
            continue;
        }
        const int shared = found ? find_using(t, t.sources[i], n.text) : -1;
        if (found && shared < 0) {
            n.source = static_cast<std::int16_t>(i);
            return lookup::ambiguous;
        }
        const op join = shared < 0 ? op::none : t.nodes[t.sources[i].join].code;
        if (join == op::full_join) {
            n.mark(flag::merged);
            n.type = t.nodes[shared].type;
            n.from = t.nodes[shared].from;
        } else if (!found || join == op::right_join) {
            resolve_to(t, index, i, column);
        }
        found = true;
    }
    return found ? lookup::found : lookup::missing;
}

constexpr void resolve_unqualified(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    const bool sees_results = c.clause == op::group_by || c.clause == op::having || c.clause == op::order_by;
    bool any_source = false;
    for (const checking* at = &c; at != nullptr; at = seen_around(*at)) {
        const lookup found = find_unqualified(*at, index);
        if (found == lookup::found) {
            if (!n.is(flag::merged)) resolve_from(c, *at, index, n.source, n.column);
            return;
        }
        if (found == lookup::ambiguous) {
            // A term of ORDER BY may mean a result: `check_order_term` looks whether it is nothing but that
            // name.
            if (at == &c && c.clause == op::order_by && resolve_alias(c, index)) return;
            t.fail(problem_kind::ambiguous_column, index, n.text, t.sources[n.source].name);
            return;
        }
        if (at == &c && sees_results && resolve_alias(c, index)) return;
        for (int i = at->first_source; i < t.source_count; ++i) {
            if (sees_source(*at, i) && resolve_whole_table(c, index, i)) return;
            any_source = any_source || sees_source(*at, i);
        }
    }
    n.source = t.source_count == 1 ? std::int16_t{0} : std::int16_t{-1};
    t.fail(any_source || lists_rows(c.statement) ? problem_kind::unknown_column : problem_kind::no_sources,
           index, n.text);
}

constexpr void check_column(checking& c, int index) {
    tree& t = c.t;
    const node& n = t.nodes[index];
    if (c.clause == op::values) {
        t.fail(problem_kind::misplaced_column, index, clause_name(op::values));
    } else if (c.clause == op::columns || c.clause == op::on_conflict) {
        const int column = t.sources[c.target].table->find(n.text);
        if (column >= 0) return resolve_to(t, index, c.target, column);
        t.nodes[index].source = static_cast<std::int16_t>(c.target);
        t.fail(problem_kind::unknown_column, index, n.text);
    } else if (n.is(flag::by_member)) {
        resolve_member(c, index);
    } else if (!n.qualifier.empty()) {
        resolve_qualified(c, index);
    } else {
        resolve_unqualified(c, index);
    }
}

}  // namespace tenon::inline v0::detail
