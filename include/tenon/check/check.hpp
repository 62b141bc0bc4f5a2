// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/assignments.hpp>
#include <tenon/check/calls.hpp>
#include <tenon/check/grouping.hpp>
#include <tenon/check/names.hpp>
#include <tenon/check/operators.hpp>
#include <tenon/check/results.hpp>
#include <tenon/check/single_row.hpp>
#include <tenon/check/structure.hpp>

namespace tenon::inline v0::detail {

constexpr bool is_statement(op code) { return code >= op::select; }

constexpr void check_enter(checking& c, int index) {
    const node& marker = c.t[index];
    const op entered = static_cast<op>(marker.column);
    if (is_statement(entered)) {
        c.statement = entered;
        c.grouped = marker.is(flag::grouped);
    }
    c.clause = entered;
    if (entered == op::results) c.first_result = index;
    if (entered == op::do_update) add_excluded(c.t);
}

constexpr void check_join(tree& t, int index) {
    require_condition(t, t.second(index));
    if (t[index].code == op::left_join) t.sources[t[t[index].first].source].nullable = true;
}

constexpr void check_bound(tree& t, int clause) {
    const int value = t[clause].first;
    if (is_untyped_placeholder(t[value]))
        settle_placeholder(t, value, {kind::integer, false, nullptr}, false);
    if (uses_columns(t, value))
        t.fail(problem_kind::misplaced_column, value, clause_name(t[clause].code));
    else if (t[value].type.storage != kind::integer)
        t.fail(problem_kind::not_integer, value, clause_name(t[clause].code)).left = t[value].type;
}

constexpr bool belongs(op clause, op statement) {
    switch (clause) {
    case op::where: return statement != op::insert;
    case op::set: return statement == op::update;
    case op::values:
    case op::on_conflict:
    case op::do_nothing:
    case op::do_update:
    case op::update_where: return statement == op::insert;
    case op::returning: return statement != op::select;
    default: return statement == op::select;
    }
}

constexpr bool may_recur(op clause) {
    return clause == op::from || clause == op::where || clause == op::update_where || clause == op::values;
}

constexpr void check_clauses(tree& t, int statement) {
    for (int i = t[statement].first; i >= 0; i = t[i].next) {
        if (t[i].code < op::results) continue;  // tables: see check_tables
        if (!belongs(t[i].code, t[statement].code))
            t.fail(problem_kind::misplaced_clause, i, clause_name(t[statement].code), clause_name(t[i].code));
        for (int j = t[statement].first; j != i; j = t[j].next)
            if (t[i].code == t[j].code && !may_recur(t[i].code))
                t.fail(problem_kind::doubled_clause, i, clause_name(t[statement].code),
                       clause_name(t[i].code));
    }
}

constexpr void check_statement(checking& c, int index) {
    tree& t = c.t;
    check_clauses(t, index);
    check_structure(c, index);
    if (t[index].code == op::select) {
        check_grouping(c, index);
        if (find_clause(t, index, op::offset) >= 0 && find_clause(t, index, op::limit) < 0)
            t.fail(problem_kind::offset_without_limit, index);
    }
    if (t[index].code == op::insert) check_rows(t, index);
    if (t[index].code == op::update && find_clause(t, index, op::set) < 0)
        t.fail(problem_kind::no_values, index);
    if (t.failed()) return;
    t.single_row = yields_single_row(t, index, c.aggregate, c.grouped);
}

constexpr void check_conditions(tree& t, int clause) {
    for (int i = t[clause].first; i >= 0; i = t[i].next) require_condition(t, i);
}

constexpr void require_term(tree& t, int expression) {
    if (t[expression].code == op::captured) t.fail(problem_kind::constant_order, expression);
}

constexpr bool names_a_column(const tree& t, std::string_view name) {
    for (int i = 0; i < t.source_count; ++i)
        if (t.sources[i].table->find(name) >= 0) return true;
    return false;
}

// A result's name is an ordering term of its own; inside an expression SQL takes it for a column where it
// can.
constexpr void check_order_term(checking& c, int index) {
    tree& t = c.t;
    const int term = t[index].first;
    require_term(t, term);
    if (t[term].code == op::column && t[term].qualifier.empty() && !t[term].is(flag::by_member))
        resolve_alias(c, term);
    for (int i = t[index].begin; i < term; ++i)
        if (t[i].source == node::result_alias && names_a_column(t, t[i].text))
            t.fail(problem_kind::ambiguous_column, i, t[i].text, t.sources[0].name);
    inherit_type(t[index], t[t[index].first]);
}

constexpr void check_terms(tree& t, int clause) {
    for (int i = t[clause].first; i >= 0; i = t[i].next) {
        require_term(t, i);
        if (const int inner = aggregate_behind(t, i); inner >= 0)
            t.fail(problem_kind::misplaced_aggregate, inner, t[inner].text, "GROUP BY");
    }
    refuse_windows_behind(t, t[clause].begin, clause, op::group_by);
}

constexpr void check_node(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    switch (n.code) {
    case op::enter: return check_enter(c, index);
    case op::source: return check_source(c, index);
    case op::column: return check_column(c, index);
    case op::placeholder:
    case op::captured: return check_parameter(c, index);
    case op::not_:
    case op::and_:
    case op::or_: return check_logic(t, index);
    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal:
    case op::is_distinct: return check_comparison(t, index);
    case op::add:
    case op::subtract:
    case op::multiply:
    case op::divide:
    case op::modulo: return check_arithmetic(t, index);
    case op::negate: return check_negate(t, index);
    case op::concat:
    case op::like:
    case op::glob: return check_text_operator(t, index);
    case op::in:
    case op::between: return check_membership(t, index);
    case op::is_null: return set_type(n, kind::boolean, false);
    case op::call: return check_call(c, index);
    case op::collate: return check_collate(t, index);
    case op::join:
    case op::left_join: return check_join(t, index);
    case op::order_term: return check_order_term(c, index);
    case op::assign: return check_assignment(c, index);
    case op::having: refuse_windows_behind(t, n.begin, index, op::having); [[fallthrough]];
    case op::where:
    case op::update_where: return check_conditions(t, index);
    case op::results:
    case op::returning: return check_results(c, index);
    case op::group_by: return check_terms(t, index);
    case op::limit:
    case op::offset: return check_bound(t, index);
    case op::set:
    case op::do_update: return check_doubled(t, index);
    case op::values: return check_row(t, index);
    case op::on_conflict: return check_conflict_target(t, index);
    case op::select:
    case op::insert:
    case op::update:
    case op::delete_: return check_statement(c, index);
    default: return;
    }
}

/// Resolves names, types, NULL and aggregation of a whole statement or expression in one forward pass:
/// children stand before their parents, FROM before what uses it. Stops at the first thing that is wrong.
constexpr void check(tree& t) {
    checking c{t};
    for (int i = 0; i < t.node_count && !t.failed(); ++i) check_node(c, i);
    for (int i = 0; i < t.parameter_count && !t.failed(); ++i)
        if (t.parameters[i].type.storage == kind::unknown)
            t.fail(problem_kind::untyped_placeholder, t.parameters[i].node, t.parameters[i].name);
}

}  // namespace tenon::inline v0::detail
