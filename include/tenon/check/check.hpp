// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/assignments.hpp>
#include <tenon/check/calls.hpp>
#include <tenon/check/conditional.hpp>
#include <tenon/check/grouping.hpp>
#include <tenon/check/names.hpp>
#include <tenon/check/operators.hpp>
#include <tenon/check/ordering.hpp>
#include <tenon/check/pagination.hpp>
#include <tenon/check/parameters.hpp>
#include <tenon/check/queries.hpp>
#include <tenon/check/results.hpp>
#include <tenon/check/single_row.hpp>
#include <tenon/check/sources.hpp>
#include <tenon/check/structure.hpp>
#include <tenon/check/windows.hpp>

namespace tenon::inline v0::detail {

constexpr void check_enter(checking& c, int index) {
    const op entered = static_cast<op>(c.t.nodes[index].column);
    c.clause = entered;
    if (entered == op::results) c.first_result = index;
    if (entered == op::do_update) add_excluded(c);
    if (entered == op::cte) begin_cte(c, index);
}

// Queries inside have columns of their own.
constexpr bool uses_columns_outside(const checking& c, int expression) {
    const tree& t = c.t;
    for (int i = t.nodes[expression].begin; i <= expression; ++i)
        if (t.nodes[i].code == op::column && t.nodes[i].source >= 0 &&
            t.sources[t.nodes[i].source].scope <= c.scope)
            return true;
    return false;
}

constexpr void check_bound(const checking& c, int clause) {
    tree& t = c.t;
    const int value = t.nodes[clause].first;
    if (is_untyped_placeholder(t.nodes[value]))
        settle_placeholder(t, value, {kind::integer, false, nullptr}, false);
    if (uses_columns_outside(c, value))
        t.fail(problem_kind::misplaced_column, value, clause_name(t.nodes[clause].code));
    else if (t.nodes[value].type.storage != kind::integer)
        t.fail(problem_kind::not_integer, value, clause_name(t.nodes[clause].code)).left =
            t.nodes[value].type;
}

constexpr void check_conditions(tree& t, int clause) {
    for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next) require_condition(t, i);
}

constexpr void check_write(checking& c, int statement) {
    tree& t = c.t;
    if (c.target < 0) return;
    check_target(t, statement, *t.sources[c.target].table);
    if (t.nodes[statement].code == op::insert) {
        check_rows(c, statement);
        check_inserted_query(c, statement);
    }
    if (t.nodes[statement].code == op::update && find_clause(t, statement, op::set) < 0)
        t.fail(problem_kind::no_values, statement, t.sources[c.target].table->name);
}

/// What a query yields is known: those around it read it from its node.
constexpr void check_query(checking& c, int query) {
    tree& t = c.t;
    if (t.nodes[query].code == op::select) {
        if (c.aggregate) check_aggregates(c, query);
        check_grouping(c, query);
        check_page(c, query);
        if (always_yields_row(c, query)) t.nodes[query].mark(flag::one_row);
        t.nodes[query].source = static_cast<std::int16_t>(c.first_column);
        t.nodes[query].column = static_cast<std::int16_t>(c.listed_columns);
    } else {
        t.nodes[query].source = t.nodes[c.first_result].source;
        t.nodes[query].column = t.nodes[c.first_result].column;
        if (t.nodes[query].code == op::values_rows && find_clause(t, query, op::limit) < 0)
            t.nodes[query].mark(flag::one_row);
        if (t.nodes[query].code == op::values_rows && c.yields)
            add_listed_outputs(t, t.nodes[query].source, t.nodes[query].column);
        if (t.nodes[query].code == op::compound && c.yields)
            widen_outputs(t, t.nodes[query].source, c.widened, query);
    }
    if (c.windows) check_window_names(t, query);
    if (find_clause(t, query, op::offset) >= 0 && find_clause(t, query, op::limit) < 0)
        t.fail(problem_kind::offset_without_limit, query);
}

constexpr void check_statement(checking& c, int index) {
    tree& t = c.t;
    check_clauses(t, index);
    check_structure(c, index);
    if (t.failed()) return;
    if (is_query(t.nodes[index].code))
        check_query(c, index);
    else
        check_write(c, index);
    if (t.failed() || c.around != nullptr) return;
    t.single_row = yields_single_row(c, index);
}

constexpr void check_node(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    switch (n.code) {
    case op::enter: return check_enter(c, index);
    case op::source: return check_source(c, index);
    case op::derived: return check_derived(c, index);
    case op::table_call: return check_table_call(c, index);
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
    case op::plus: return inherit_type(n, t.nodes[n.first]);
    case op::bit_not:
    case op::bit_and:
    case op::bit_or:
    case op::shift_left:
    case op::shift_right: return check_bits(t, index);
    case op::json_get:
    case op::json_get_text: return check_json_operator(t, index);
    case op::concat:
    case op::like:
    case op::glob: return check_text_operator(t, index);
    case op::in:
    case op::between: return check_membership(t, index);
    case op::is_null:
    case op::exists: return set_type(n, kind::boolean, false);
    case op::argument: return check_own_argument(t, index);
    case op::call: return check_call(c, index);
    case op::table_name: return resolve_table(c, index);
    case op::match: return check_match(t, index);
    case op::collate: return check_order_collation(c, index);
    case op::case_: return check_case(t, index);
    case op::cast: return check_cast(t, index);
    case op::raw: return check_raw(t, index);
    case op::star: c.stars = true; return;
    case op::row_value: c.stars = true; return check_row_value(t, index);
    case op::subquery: return check_subquery(t, index);
    case op::filter: return check_filter(t, index);
    case op::over: return check_over(t, index);
    case op::frame: return check_frame(t, index);
    case op::window_order: c.terms -= count_children(t, index); return;
    case op::window_name: c.windows = true; return;
    case op::window: c.windows = true; return check_window(t, index);
    case op::join:
    case op::left_join:
    case op::right_join:
    case op::full_join:
    case op::cross_join: return check_join(c, index);
    case op::order_term: ++c.terms; return check_order_term(c, index);
    case op::assign: return check_assignment(c, index);
    case op::having: refuse_windows_behind(t, n.begin, index, op::having); [[fallthrough]];
    case op::where:
    case op::update_where: return check_conditions(t, index);
    case op::results:
    case op::returning: return check_results(c, index);
    case op::group_by: return check_terms(t, index);
    case op::limit:
    case op::offset: return check_bound(c, index);
    case op::set:
    case op::do_update: return check_doubled(t, index);
    case op::values: return check_row(c, index);
    case op::row: return check_values_row(c, index);
    case op::on_conflict: return check_conflict_target(c, index);
    case op::arm: return check_arm(c, index);
    case op::cte: return check_cte(c, index);
    case op::with: c.clause = c.statement; return;
    case op::select:
    case op::compound:
    case op::values_rows:
    case op::insert:
    case op::update:
    case op::delete_: return check_statement(c, index);
    default: return;
    }
}

constexpr bool begins_statement(const node& n) {
    return n.code == op::enter && is_statement(static_cast<op>(n.column));
}

constexpr int check_inner(checking& around, int marker);

/// Checks a statement from its marker on and returns its node: children stand before their parents, FROM
/// before what uses it, queries inside before what reads them.
constexpr int check_range(checking& c, int marker) {
    tree& t = c.t;
    c.statement = c.clause = static_cast<op>(t.nodes[marker].column);
    c.grouped = t.nodes[marker].is(flag::grouped);
    c.first_source = t.source_count;
    c.first_column = t.column_count;
    for (c.next = marker + 1; c.next < t.node_count && !t.failed();) {
        const int index = c.next++;
        if (begins_statement(t.nodes[index])) {
            c.next = check_inner(c, index) + 1;
            continue;
        }
        check_node(c, index);
        if (is_statement(t.nodes[index].code)) return index;
    }
    return t.node_count;
}

// A query in FROM, in WITH, or beside others in a compound one does not see the tables of the query around
// it.
constexpr bool hides_sources(const checking& around) {
    return around.clause == op::derived || around.clause == op::cte || around.clause == op::rows ||
           around.clause == op::values || !(around.target >= 0 || around.statement == op::select);
}

constexpr int check_inner(checking& around, int marker) {
    constexpr int deepest = 40;
    tree& t = around.t;
    checking c{t, &around};
    c.seen = hides_sources(around) ? around.seen : &around;
    c.depth = around.depth + 1;
    c.scope = ++t.scope_count;
    c.listed = true;
    // The rows of a compound SELECT are described by its first part.
    c.yields = around.statement == op::compound && around.clause == op::compound && around.yields &&
               around.first_result < 0;
    if (c.depth > deepest) t.fail(problem_kind::too_deep, marker, "40");
    if (const op inner = static_cast<op>(t.nodes[marker].column); !is_query(inner)) {
        t.fail(problem_kind::misplaced_clause, marker, "a query inside another statement",
               clause_name(inner));
        return t.node_count;
    }
    const int query = check_range(c, marker);
    around.inner_widened = c.widened;
    return query;
}

constexpr void check_parameters(tree& t) {
    for (int i = 0; i < t.parameter_count && !t.failed(); ++i) {
        const parameter& p = t.parameters[i];
        if (p.type.storage == kind::unknown) t.fail(problem_kind::untyped_placeholder, p.node, p.name);
        if (p.lists != 0 && p.lists != p.uses) t.fail(problem_kind::container_conflict, p.node, p.name);
    }
}

/// Resolves names, types, NULL and aggregation of a whole statement or expression in one forward pass. Stops
/// at the first thing that is wrong.
constexpr void check(tree& t) {
    checking c{t};
    check_range(c, 0);
    check_parameters(t);
}

}  // namespace tenon::inline v0::detail
