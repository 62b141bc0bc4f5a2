// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

constexpr bool belongs(op clause, op statement) {
    switch (clause) {
    case op::with: return true;
    case op::where: return statement == op::select || statement == op::update || statement == op::delete_;
    case op::from: return statement == op::select || statement == op::update;
    case op::set: return statement == op::update;
    case op::values:
    case op::columns:
    case op::rows:
    case op::on_conflict:
    case op::do_nothing:
    case op::do_update:
    case op::update_where: return statement == op::insert;
    case op::returning: return !is_query(statement);
    case op::order_by:
    case op::limit:
    case op::offset: return is_query(statement);
    default: return statement == op::select;
    }
}

constexpr bool may_recur(op clause) {
    return clause == op::from || clause == op::where || clause == op::update_where || clause == op::values ||
           clause == op::windows;
}

/// Each clause belongs to the statement, and stands once.
constexpr void check_clauses(tree& t, int statement) {
    const op code = t.nodes[statement].code;
    std::uint64_t seen = 0;
    for (int i = t.nodes[statement].first; i >= 0; i = t.nodes[i].next) {
        const op clause = t.nodes[i].code;
        if (clause < op::with) continue;  // tables, parts
        if (!belongs(clause, code))
            t.fail(problem_kind::misplaced_clause, i, clause_name(code), clause_name(clause));
        const std::uint64_t bit = std::uint64_t{1} << (static_cast<int>(clause) - static_cast<int>(op::with));
        if ((seen & bit) != 0 && !may_recur(clause))
            t.fail(problem_kind::doubled_clause, i, clause_name(code), clause_name(clause));
        seen |= bit;
    }
}

constexpr bool may_be_empty(op clause) {
    return clause == op::values || clause == op::on_conflict || clause == op::do_nothing || is_query(clause);
}

/// SQLite gives virtual tables neither ON CONFLICT nor a RETURNING that knows their rows.
constexpr void check_target(tree& t, int statement, const table_info& table) {
    if (table.kind != table_kind::fts5) return;
    for (const op clause : {op::on_conflict, op::returning})
        if (const int found = find_clause(t, statement, clause); found >= 0)
            t.fail(problem_kind::misplaced_clause, found, "a full-text table", clause_name(clause));
}

constexpr void check_modes(tree& t, int statement) {
    const node& marker = t.nodes[t.nodes[statement].begin];
    const op code = t.nodes[statement].code;
    const bool ignores = marker.is(flag::or_ignore), replaces = marker.is(flag::or_replace);
    const bool takes = (code == op::insert || code == op::update) && !(ignores && replaces);
    if ((!ignores && !replaces) || takes) return;
    t.fail(problem_kind::misplaced_clause, statement, ignores && replaces ? "OR REPLACE" : clause_name(code),
           ignores ? "OR IGNORE" : "OR REPLACE");
}

/// A SELECT's tables begin with FROM; those that an UPDATE reads beside its own, too.
constexpr void check_tables(tree& t, int statement) {
    const int from = find_clause(t, statement, op::from);
    if (from >= 0 && !is_source(t.nodes[t.nodes[from].first].code))
        t.fail(problem_kind::join_without_from, from);
}

// A result wraps its expression and stands right behind it.
constexpr bool is_whole_result(const tree& t, int index) {
    return t.nodes[index + 1].code == op::result && t.nodes[index + 1].first == index;
}

/// `*` is a result of its own without a name; ASC and DESC belong to the terms of ORDER BY.
constexpr void check_places(const checking& c, int statement) {
    tree& t = c.t;
    for (int i = statement - 1; c.stars && i >= t.nodes[statement].begin; --i) {
        if (is_query(t.nodes[i].code)) {
            i = t.nodes[i].begin;  // looked at before
            continue;
        }
        if (t.nodes[i].code == op::star && (!is_whole_result(t, i) || !t.nodes[i + 1].text.empty()))
            t.fail(problem_kind::misplaced_star, i);
        if (t.nodes[i].code == op::row_value && !t.nodes[i].is(flag::accepted))
            t.fail(problem_kind::misplaced_row_value, i);
    }
    if (c.terms == 0) return;
    const int order_by = find_clause(t, statement, op::order_by);
    if (c.terms > (order_by < 0 ? 0 : count_children(t, order_by)))
        t.fail(problem_kind::misplaced_order, statement);
}

/// A row of defaults only is written without columns, which SQL allows for one row and nothing after it.
constexpr void check_default_values(tree& t, int statement) {
    int rows = 0;
    bool empty = false;
    for (int i = t.nodes[statement].first; i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code == op::values) {
            ++rows;
            empty = empty || t.nodes[i].first < 0;
        }
    if (find_clause(t, statement, op::rows) >= 0 && rows > 0)
        t.fail(problem_kind::misplaced_clause, statement, "INSERT of a query", "VALUES");
    if (empty && (rows > 1 || find_clause(t, statement, op::on_conflict) >= 0))
        t.fail(problem_kind::defaults_not_alone, statement);
}

constexpr void check_insert_clauses(tree& t, int statement) {
    const int where = find_clause(t, statement, op::update_where);
    if (where >= 0 && find_clause(t, statement, op::do_update) < 0)
        t.fail(problem_kind::misplaced_clause, where, "INSERT without DO UPDATE", "WHERE");
    check_default_values(t, statement);
}

// SQLite does not count aggregates that only a window reads.
constexpr bool combines_results(const tree& t, int statement) {
    const int results = find_clause(t, statement, op::results);
    for (int i = results; i >= 0 && i >= t.nodes[results].begin; --i) {
        if (t.nodes[i].is(flag::aggregate)) return true;
        if (is_query(t.nodes[i].code) || t.nodes[i].code == op::over) i = t.nodes[i].begin;
    }
    return false;
}

/// Whether a statement's parts are where SQL wants them, whatever they say.
constexpr void check_structure(const checking& c, int statement) {
    tree& t = c.t;
    check_tables(t, statement);
    check_modes(t, statement);
    for (int i = t.nodes[statement].first; i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code >= op::with && t.nodes[i].first < 0 && !may_be_empty(t.nodes[i].code))
            t.fail(problem_kind::empty_clause, i, clause_name(t.nodes[i].code));
    check_places(c, statement);
    if (t.nodes[statement].code == op::insert) check_insert_clauses(t, statement);
    const int having = find_clause(t, statement, op::having);
    if (having >= 0 && !c.grouped && !combines_results(t, statement))
        t.fail(problem_kind::having_alone, having);
}

}  // namespace tenon::inline v0::detail
