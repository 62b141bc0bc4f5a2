// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/call_arguments.hpp>
#include <tenon/check/context.hpp>
#include <tenon/check/full_text.hpp>

namespace tenon::inline v0::detail {

constexpr bool may_aggregate(op clause) {
    return clause == op::results || clause == op::having || clause == op::order_by;
}

constexpr bool may_look_around(op clause) { return clause == op::results || clause == op::order_by; }

/// The call with that flag in the result that a name stands for, or -1.
constexpr int call_behind(const tree& t, int column, flag wanted) {
    if (t.nodes[column].code != op::column || t.nodes[column].source != node::result_alias) return -1;
    const int result = t.nodes[column].column;
    if (result < 0) return -1;
    for (int i = result - 1; i >= t.nodes[result].begin; --i) {
        if (is_query(t.nodes[i].code))
            i = t.nodes[i].begin;  // its calls are its own
        else if (t.nodes[i].is(wanted))
            return i;
    }
    return -1;
}

/// The aggregate in the result that a name stands for, or -1.
constexpr int aggregate_behind(const tree& t, int column) { return call_behind(t, column, flag::aggregate); }

/// Refuses names of results with a window function in a clause that is computed before those are.
constexpr void refuse_windows_behind(tree& t, int begin, int end, op clause) {
    for (int i = end - 1; i >= begin; --i) {
        if (is_query(t.nodes[i].code))
            i = t.nodes[i].begin;
        else if (const int inner = call_behind(t, i, flag::windowed); inner >= 0)
            t.fail(problem_kind::misplaced_window, i, t.nodes[inner].text, clause_name(clause));
    }
}

/// No window function stands inside an aggregate or another window function.
constexpr void refuse_inner_windows(tree& t, int call, int begin, int end) {
    for (int i = end; i-- > begin;) {
        if (is_query(t.nodes[i].code)) {
            i = t.nodes[i].begin;
            continue;
        }
        const int inner = t.nodes[i].is(flag::windowed) ? i : call_behind(t, i, flag::windowed);
        if (inner >= 0) t.fail(problem_kind::nested_window, call, t.nodes[call].text, t.nodes[inner].text);
    }
}

/// What an aggregate combines is no aggregate itself, nor is what it filters by.
constexpr void cover_operands(tree& t, int call, int begin, int end) {
    refuse_inner_windows(t, call, begin, end);
    for (int i = end; i-- > begin;) {
        t.nodes[i].mark(flag::aggregated);
        if (is_query(t.nodes[i].code)) {
            for (int k = t.nodes[i].begin; k < i; ++k) t.nodes[k].mark(flag::aggregated);
            i = t.nodes[i].begin;  // its aggregates are its own
            continue;
        }
        const int inner = t.nodes[i].is(flag::aggregate) ? i : aggregate_behind(t, i);
        if (inner >= 0) t.fail(problem_kind::nested_aggregate, call, t.nodes[call].text, t.nodes[inner].text);
    }
}

// SQL gives an aggregate to the query whose columns it names: one that names columns of queries around its
// own only would combine the rows of one of those.
constexpr bool names_outer_only(const checking& c, int begin, int end) {
    const tree& t = c.t;
    bool outer = false;
    for (int i = begin; i < end; ++i) {
        if (t.nodes[i].code != op::column) continue;
        // A result that stands further ahead is this query's, others are those of queries inside.
        if (t.nodes[i].source == node::result_alias && t.nodes[i].column < begin) return false;
        if (t.nodes[i].source < 0) continue;
        const int scope = t.sources[t.nodes[i].source].scope;
        if (scope == c.scope) return false;
        outer = outer || scope < c.scope;
    }
    return outer;
}

/// The aggregates of a query are about its own rows.
constexpr void check_aggregates(const checking& c, int query) {
    tree& t = c.t;
    for (int i = query; i-- > t.nodes[query].begin;) {
        if (is_query(t.nodes[i].code)) {
            i = t.nodes[i].begin;
            continue;
        }
        const int call = t.nodes[i].code == op::filter ? t.nodes[i].first : i;
        if (!t.nodes[call].is(flag::aggregate) || t.nodes[call].code != op::call) continue;
        if (names_outer_only(c, t.nodes[i].begin, i))
            t.fail(problem_kind::outer_aggregate, call, t.nodes[call].text);
        i = t.nodes[i].begin;
    }
}

/// Aggregates stand in the results, HAVING or ORDER BY of a SELECT, and not inside each other.
constexpr void check_aggregate(checking& c, int index) {
    tree& t = c.t;
    t.nodes[index].mark(flag::aggregate);
    c.aggregate = true;
    if (c.statement != op::select || !may_aggregate(c.clause)) {
        t.fail(problem_kind::misplaced_aggregate, index, t.nodes[index].text, clause_name(c.clause));
        return;
    }
    cover_operands(t, index, t.nodes[index].begin, index);
}

/// A call with OVER stands in the results or ORDER BY of a SELECT; it combines no rows, so what is inside it
/// may.
constexpr void check_windowed(checking& c, int index, function_kind kind) {
    tree& t = c.t;
    const std::string_view name = t.nodes[index].text;
    if (kind == function_kind::scalar)
        t.fail(problem_kind::needless_over, index, name);
    else if (t.nodes[index].is(flag::distinct))
        t.fail(problem_kind::distinct_window, index, name);
    else if (c.statement != op::select || !may_look_around(c.clause))
        t.fail(problem_kind::misplaced_window, index, name, clause_name(c.clause));
    else
        refuse_inner_windows(t, index, t.nodes[index].begin, index);
}

constexpr void check_function_kind(checking& c, int index, const function_info& f, int count) {
    tree& t = c.t;
    if (t.nodes[index].is(flag::distinct)) {
        if (f.kind != function_kind::aggregate) t.fail(problem_kind::distinct_scalar, index, f.name);
        if (count > 1) t.fail(problem_kind::distinct_arguments, index, f.name);
    }
    if (t.nodes[index].is(flag::windowed))
        check_windowed(c, index, f.kind);
    else if (f.kind == function_kind::window)
        t.fail(problem_kind::needs_over, index, f.name);
    else if (f.kind == function_kind::aggregate)
        check_aggregate(c, index);
}

constexpr bool call_nullable(const tree& t, int index, const function_info& f, int count) {
    const int first = t.nodes[index].first;
    bool any = false, outside = false, all = true, alike = false;
    argument_rules rules(f);
    for (int i = first; i >= 0; i = t.nodes[i].next) {
        const argument_rule rule = rules.next();
        const bool nullable = t.nodes[i].type.nullable;
        // A value that is no number where one is wanted can make NULL too.
        const bool uncertain = nullable || is_any(t.nodes[i].type);
        any = any || uncertain;
        outside = outside || (uncertain && rule != argument_rule::json);
        all = all && nullable;
        alike = alike || (nullable && is_alike(rule));
    }
    switch (f.nulls) {
    case null_rule::never: return false;
    case null_rule::any_null: return any;
    case null_rule::inserted: return outside;
    case null_rule::all_null: return all;
    case null_rule::first_null: return t.nodes[first].type.nullable;
    case null_rule::alike_null: return alike;
    case null_rule::of_path: return any || count > 1;
    case null_rule::of_blob: return any || t.nodes[first].type.storage == kind::blob;
    case null_rule::of_window: return alike || count < 3;
    case null_rule::always: return true;
    }
    return true;
}

/// The type of the values to choose from or of the numbers to compute with: a domain if they have one, real
/// if one of several numbers is.
constexpr void set_common(tree& t, int index, const function_info& f) {
    node& n = t.nodes[index];
    const int leading = leading_argument(t, index, f);
    if (leading < 0) return set_type(n, kind::null, true);
    int choices = 0;
    bool any = false, real = false;
    argument_rules rules(f);
    for (int i = n.first; i >= 0; i = t.nodes[i].next) {
        const argument_rule rule = rules.next();
        if (!is_alike(rule) && rule != argument_rule::number) continue;
        choices += rule == argument_rule::number ? 2 : 1;
        any = any || is_any(t.nodes[i].type);
        real = real || t.nodes[i].type.storage == kind::real;
    }
    if (choices == 1)
        inherit_type(n, t.nodes[leading]);
    else
        inherit_computed(n, t.nodes[leading]);
    for (int i = n.first; i >= 0; i = t.nodes[i].next) inherit_origin(n, t.nodes[i]);
    if (any)
        set_type(n, kind::any, true);
    else if (real && n.type.storage == kind::integer)
        n.type.storage = kind::real;
}

constexpr void set_result(tree& t, int index, const function_info& f, int count) {
    node& n = t.nodes[index];
    switch (f.yields) {
    case result_rule::boolean: return set_type(n, kind::boolean, false);
    case result_rule::integer: return set_type(n, kind::integer, false);
    case result_rule::real: return set_type(n, kind::real, false);
    case result_rule::text: return set_type(n, kind::text, false);
    case result_rule::blob: return set_type(n, kind::blob, false);
    case result_rule::first: return inherit_type(n, t.nodes[n.first]);
    case result_rule::common: return set_common(t, index, f);
    case result_rule::storage: return set_type(n, t.nodes[n.first].type.storage, false);
    case result_rule::extracted: return set_type(n, count > 2 ? kind::text : kind::any, false);
    }
}

/// An argument of a function of the program: of the type that it takes. NULL where it takes none makes the
/// call NULL.
constexpr void check_own_argument(tree& t, int index) {
    node& n = t.nodes[index];
    const int value = n.first;
    const sql_type takes = n.type;
    if (is_untyped_placeholder(t.nodes[value])) settle_placeholder(t, value, takes, takes.nullable);
    const sql_type given = t.nodes[value].type;
    const bool fits =
        is_null_literal(t.nodes[value]) || literal_fits(t.nodes[value], takes) ||
        (given.meaning == takes.meaning &&
         (given.storage == takes.storage || (takes.storage == kind::real && given.storage == kind::integer)));
    if (fits) return;
    problem& bad = t.fail(problem_kind::own_argument, value);
    bad.left = given;
    bad.right = takes;
}

/// A function of the program: its result's type is the node's from the beginning.
constexpr void check_own_call(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    if (n.is(flag::windowed))
        return check_windowed(c, index,
                              n.is(flag::combines) ? function_kind::aggregate : function_kind::scalar);
    if (n.is(flag::combines)) return check_aggregate(c, index);
    for (int i = n.first; i >= 0 && !n.is(flag::combines); i = t.nodes[i].next)
        if (t.nodes[i].code == op::argument && !t.nodes[i].type.nullable &&
            t.nodes[t.nodes[i].first].type.nullable)
            n.type.nullable = true;
}

constexpr void check_call(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    if (n.is(flag::own)) return check_own_call(c, index);
    const int found = called_function(t, index);
    if (found < 0 && check_full_text_call(t, index)) return;
    if (found < 0) {
        t.fail(problem_kind::unknown_function, index, n.text);
        return;
    }
    const function_info& f = functions[found];
    const int count = count_arguments(t, index);
    n.text = f.name;
    const bool fits = n.is(flag::all_rows) ? same_name(f.name, "COUNT") : arity_of(f).allows(count);
    if (!fits) {
        t.fail(problem_kind::argument_count, index, f.name);
        return;
    }
    check_function_kind(c, index, f, count);
    check_arguments(t, index, f);
    const bool windowed = n.is(flag::windowed);
    const bool of_nothing =
        f.kind == function_kind::aggregate && f.nulls != null_rule::never && (windowed || !c.grouped);
    const bool nullable = of_nothing || call_nullable(t, index, f, count);
    set_result(t, index, f, count);
    n.type.nullable = nullable;
}

}  // namespace tenon::inline v0::detail
