// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/functions.hpp>
#include <tenon/check/operators.hpp>

namespace tenon::inline v0::detail {

constexpr bool may_aggregate(op clause) {
    return clause == op::results || clause == op::having || clause == op::order_by;
}

/// The aggregate in an expression, or the function over a window; not in a query inside it; or -1.
constexpr int aggregate_in(const tree& t, int expression) {
    for (int i = expression; i >= t[expression].begin; --i) {
        if (is_query(t[i].code))
            i = t[i].begin;
        else if (t[i].is(flag::aggregate) || t[i].is(flag::windowed))
            return i;
    }
    return -1;
}

/// The same of the result that a name stands for.
constexpr int aggregate_behind(const tree& t, int column) {
    if (t[column].code != op::column || t[column].source != node::result_alias) return -1;
    return t[column].column < 0 ? -1 : aggregate_in(t, t[t[column].column].first);
}

/// Whether an aggregate and its FILTER name columns, but only of queries around: it would combine theirs.
constexpr bool is_of_outer_query(const checking& c, int call) {
    const tree& t = c.t;
    bool outer = false;
    for (int i = t[call].begin; i < call; ++i) {
        if (t[i].code != op::column || t[i].source == -1) continue;
        // A result that stands further ahead is this query's, others are those of queries inside.
        if (t[i].source < 0 && (t[i].column < 0 || t[i].column >= t[call].begin)) continue;
        if (t[i].source < 0 || t.sources[t[i].source].scope == c.scope) return false;
        outer = outer || t.sources[t[i].source].scope < c.scope;
    }
    return outer;
}

/// Aggregates stand in the results, HAVING or ORDER BY of a SELECT, and not inside each other.
constexpr void check_aggregate(checking& c, int index) {
    tree& t = c.t;
    if (t[index].is(flag::windowed)) {
        if (t[index].is(flag::distinct)) t.fail(problem_kind::distinct_window, index, t[index].text);
        return;
    }
    t[index].mark(flag::aggregate);
    if (c.statement != op::select || !may_aggregate(c.clause)) {
        t.fail(problem_kind::misplaced_aggregate, index, t[index].text, clause_name(c.clause));
        return;
    }
    if (is_of_outer_query(c, index)) t.fail(problem_kind::outer_aggregate, index, t[index].text);
    c.aggregate = true;
    for (int i = index - 1; i >= t[index].begin; --i) {
        t[i].mark(flag::aggregated);
        if (is_query(t[i].code)) {
            for (int k = t[i].begin; k < i; ++k) t[k].mark(flag::aggregated);
            i = t[i].begin;  // its aggregates are its own
            continue;
        }
        const bool combines = t[i].is(flag::aggregate) || t[i].is(flag::windowed);
        const int inner = combines ? i : aggregate_behind(t, i);
        if (inner >= 0) t.fail(problem_kind::nested_aggregate, index, t[index].text, t[inner].text);
    }
}

constexpr void check_arguments(tree& t, int index, const function_info& f) {
    const int first = t[index].first;
    for (int i = first; i >= 0; i = t[i].next) switch (f.takes) {
        case argument_rule::anything: break;
        case argument_rule::number: require(t, index, i, kind::integer, problem_kind::not_numeric); break;
        case argument_rule::text: require(t, index, i, kind::text, problem_kind::not_text); break;
        case argument_rule::alike:
            if (i != first) agree(t, index, first, i, true);
            break;
        }
}

constexpr bool call_nullable(const tree& t, int index, const function_info& f) {
    bool any = false, all = true;
    for (int i = t[index].first; i >= 0; i = t[i].next) {
        any = any || t[i].type.nullable;
        all = all && t[i].type.nullable;
    }
    switch (f.nulls) {
    case null_rule::never: return false;
    case null_rule::any_null: return any;
    case null_rule::all_null: return all;
    case null_rule::always: return true;
    }
    return true;
}

/// The common type of the arguments: a domain if they have one, real if one of several numbers is.
constexpr void set_computed(tree& t, int index, bool nullable) {
    node& n = t[index];
    inherit_computed(n, t[n.first]);
    for (int i = n.first; i >= 0; i = t[i].next) {
        if (t[i].type.storage == kind::real && n.type.storage == kind::integer) n.type.storage = kind::real;
        inherit_origin(n, t[i]);
    }
    n.type.nullable = nullable;
}

constexpr void check_call(checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    const int found = find_function(n.text);
    if (found < 0) {
        t.fail(problem_kind::unknown_function, index, n.text);
        return;
    }
    const function_info& f = functions[found];
    int count = 0;
    for (int i = n.first; i >= 0; i = t[i].next) ++count;
    if (count < f.least || (f.most >= 0 && count > f.most) || (count == 0 && !n.is(flag::all_rows))) {
        t.fail(problem_kind::argument_count, index, f.name);
        return;
    }
    if (n.is(flag::distinct) && !f.aggregate) t.fail(problem_kind::distinct_scalar, index, f.name);
    if (f.aggregate) check_aggregate(c, index);
    check_arguments(t, index, f);
    // A window's frame can be empty where its group is not.
    const bool of_nothing =
        f.aggregate && f.nulls != null_rule::never && (!c.grouped || n.is(flag::windowed));
    const bool nullable = of_nothing || call_nullable(t, index, f);
    switch (f.yields) {
    case result_rule::integer: set_type(n, kind::integer, nullable); break;
    case result_rule::real: set_type(n, kind::real, nullable); break;
    case result_rule::text: set_type(n, kind::text, nullable); break;
    case result_rule::argument:
        inherit_type(n, t[n.first]);
        n.type.nullable = nullable;
        break;
    case result_rule::computed: set_computed(t, index, nullable); break;
    }
    n.text = f.name;
}

}  // namespace tenon::inline v0::detail
