// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
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

/// The query around whose tables are known too: SQLite gives ORDER BY, GROUP BY and WINDOW their own query's
/// only.
constexpr const checking* seen_around(const checking& c) {
    const bool alone = c.clause == op::order_by || c.clause == op::group_by || c.clause == op::windows;
    return alone ? nullptr : c.seen;
}

/// The source of that name in this query or the nearest around it that has one, or -1.
constexpr int find_source(const checking& c, std::string_view name) {
    for (const checking* at = &c; at != nullptr; at = seen_around(*at))
        for (int i = at->first_source; i < c.t.source_count; ++i)
            if (sees_source(*at, i) && same_name(c.t.sources[i].name, name)) return i;
    return -1;
}

constexpr origin origin_of(const source_info& from, int column) {
    if (from.type < 0) return from.table->columns[column].from;
    return {from.type, static_cast<std::int16_t>(column)};
}

constexpr void resolve_to(tree& t, int index, int source_index, int column) {
    node& n = t[index];
    const source_info& from = t.sources[source_index];
    n.source = static_cast<std::int16_t>(source_index);
    n.column = static_cast<std::int16_t>(column);
    n.from = origin_of(from, column);
    n.type = from.table->columns[column].type;
    n.type.nullable = n.type.nullable || from.nullable;
}

constexpr int find_result(const checking& c, std::string_view alias) {
    for (int i = c.first_result; i >= 0 && i < c.t.node_count; ++i)
        if (c.t[i].code == op::result && !c.t[i].text.empty() && same_name(c.t[i].text, alias)) return i;
    return -1;
}

/// Whether SQLite knows a SELECT's result by that name: it was given to it, or one of the tables has it.
constexpr bool is_known_result(const tree& t, int select, int position, std::string_view name) {
    const int results = find_clause(t, select, op::results);
    bool given = t[select].code != op::select;
    int own = -1;  // the table that the result is of
    for (int i = results < 0 ? -1 : t[results].first; i >= 0 && !given; i = t[i].next, --position) {
        if (t[t[i].first].code == op::star) break;
        if (position != 0) continue;
        given = !t[i].text.empty();
        own = t[t[i].first].source;
    }
    int found = 0;
    for (int i = select - 1; i >= t[select].begin && !given; --i) {
        if (is_query(t[i].code))
            i = t[i].begin;
        else if (is_source(t[i].code) && t.sources[t[i].source].table->find(name) >= 0)
            found += own < 0 || own == t[i].source ? 1 : 2;
    }
    return given || found == 1;
}

// The results of a compound SELECT are those of its first part. One that SQLite does not know by its name is
// printed as its number, which is kept as a column below -1.
constexpr bool resolve_listed(checking& c, int index) {
    node& n = c.t[index];
    const node& first = c.t[c.first_result];
    for (int i = first.source; i < first.source + first.column; ++i) {
        if (!same_name(c.t.columns[i].name, n.text)) continue;
        n.type = c.t.columns[i].type;
        n.from = c.t.columns[i].from;
        n.source = node::result_alias;
        n.column = static_cast<std::int16_t>(
            is_known_result(c.t, c.first_result, i - first.source, n.text) ? -1 : -2 - (i - first.source));
        return true;
    }
    return false;
}

constexpr bool resolve_alias(checking& c, int index) {
    if (c.statement == op::compound) return resolve_listed(c, index);
    const int found = find_result(c, c.t[index].text);
    if (found < 0) return false;
    node& n = c.t[index];
    inherit_type(n, c.t[c.t[found].first]);
    n.source = node::result_alias;
    n.column = static_cast<std::int16_t>(found);
    return true;
}

// `c<&order::total>` names the struct, not an alias: exactly one source must be made of it.
constexpr void resolve_member(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    for (const checking* at = &c; at != nullptr; at = seen_around(*at)) {
        int found = -1;
        for (int i = at->first_source; i < t.source_count; ++i) {
            const source_info& it = t.sources[i];
            if (!sees_source(*at, i) || it.excluded || it.table->identity != n.table->identity) continue;
            if (!n.qualifier.empty() && !same_name(it.name, n.qualifier)) continue;
            if (found >= 0) {
                t.fail(problem_kind::ambiguous_table, index, n.table->name, t.sources[found].name);
                return;
            }
            found = i;
        }
        if (found >= 0) return resolve_to(t, index, found, t.sources[found].table->find(n.text));
    }
    t.fail(problem_kind::missing_table, index, n.table->name, n.qualifier);
}

constexpr void resolve_qualified(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    const int from = find_source(c, n.qualifier);
    if (from < 0) {
        t.fail(problem_kind::unknown_source, index, n.qualifier, n.text);
        return;
    }
    if (const int column = t.sources[from].table->find(n.text); column >= 0)
        return resolve_to(t, index, from, column);
    n.source = static_cast<std::int16_t>(from);
    t.fail(problem_kind::unknown_column, index, n.text);
}

/// The name of that column in the USING of a source's join, or -1.
constexpr int find_using(const tree& t, const source_info& joined, std::string_view column) {
    if (joined.join < 0) return -1;
    for (int i = t.second(joined.join); i >= 0; i = t[i].next)
        if (t[i].code == op::using_ && same_name(t[i].text, column)) return i;
    return -1;
}

/// Whether rows of that source can stand alone, without those of the sources before it.
constexpr bool is_behind_outer_join(const tree& t, const source_info& joined) {
    if (joined.join < 0) return false;
    return t[joined.join].code == op::right_join || t[joined.join].code == op::full_join;
}

enum class lookup : std::uint8_t { missing, found, ambiguous };

/// Finds a column without a table among one query's own sources; one that a join's USING names is no
/// ambiguity.
constexpr lookup find_unqualified(const checking& at, int index) {
    tree& t = at.t;
    node& n = t[index];
    bool found = false;
    for (int i = at.first_source; i < t.source_count; ++i) {
        if (!sees_source(at, i) || t.sources[i].excluded) continue;
        const int column = t.sources[i].table->find(n.text);
        const int shared = found ? find_using(t, t.sources[i], n.text) : -1;
        if (shared < 0 && n.is(flag::merged) && is_behind_outer_join(t, t.sources[i])) n.type.nullable = true;
        if (column < 0) continue;
        if (found && shared < 0) {
            n.source = static_cast<std::int16_t>(i);
            return lookup::ambiguous;
        }
        const op join = shared < 0 ? op::none : t[t.sources[i].join].code;
        if (join == op::full_join) {
            n.mark(flag::merged);
            n.type = t[shared].type;
            n.from = t[shared].from;
        } else if (!found || join == op::right_join) {
            resolve_to(t, index, i, column);
        }
        found = true;
    }
    return found ? lookup::found : lookup::missing;
}

constexpr void resolve_unqualified(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    const bool sees_results = c.clause == op::group_by || c.clause == op::having || c.clause == op::order_by;
    bool any_source = false;
    for (const checking* at = &c; at != nullptr; at = seen_around(*at)) {
        const lookup found = find_unqualified(*at, index);
        if (found == lookup::found) return;
        if (found == lookup::ambiguous) {
            // A term of ORDER BY may mean a result: `check_order_term` looks whether it is nothing but that
            // name.
            if (at == &c && c.clause == op::order_by && resolve_alias(c, index)) return;
            t.fail(problem_kind::ambiguous_column, index, n.text, t.sources[n.source].name);
            return;
        }
        if (at == &c && sees_results && resolve_alias(c, index)) return;
        for (int i = at->first_source; i < t.source_count; ++i)
            any_source = any_source || sees_source(*at, i);
    }
    n.source = t.source_count == 1 ? std::int16_t{0} : std::int16_t{-1};
    t.fail(
        any_source || c.statement == op::compound ? problem_kind::unknown_column : problem_kind::no_sources,
        index, n.text);
}

constexpr void check_column(checking& c, int index) {
    tree& t = c.t;
    const node& n = t[index];
    if (c.clause == op::values) {
        t.fail(problem_kind::misplaced_column, index, clause_name(op::values));
    } else if (c.clause == op::columns || c.clause == op::on_conflict) {
        const int column = t.sources[c.target].table->find(n.text);
        if (column >= 0) return resolve_to(t, index, c.target, column);
        t[index].source = static_cast<std::int16_t>(c.target);
        t.fail(problem_kind::unknown_column, index, n.text);
    } else if (n.is(flag::by_member)) {
        resolve_member(c, index);
    } else if (!n.qualifier.empty()) {
        resolve_qualified(c, index);
    } else {
        resolve_unqualified(c, index);
    }
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
    if (n.code == op::placeholder) {
        n.type = {};
        if (!is_placeholder_name(n.text)) {
            t.fail(problem_kind::bad_placeholder_name, index, n.text);
            return;
        }
        for (int i = 0; i < t.parameter_count; ++i)
            if (t.parameters[i].captured < 0 && t.parameters[i].name == n.text) {
                n.parameter = static_cast<std::int16_t>(i);
                n.type = t.parameters[i].type;
                ++t.parameters[i].uses;
                return;
            }
    }
    parameter added;
    added.name = n.text;
    added.node = static_cast<std::int16_t>(index);
    added.type = n.type;
    added.uses = 1;
    if (n.code == op::captured) added.captured = n.column;
    n.parameter = t.parameter_count;
    t.parameters[t.parameter_count++] = added;
}

}  // namespace tenon::inline v0::detail
