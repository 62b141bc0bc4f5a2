// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/functions.hpp>
#include <tenon/check/operators.hpp>

namespace tenon::inline v0::detail {

constexpr bool may_aggregate(op clause) {
    return clause == op::results || clause == op::having || clause == op::order_by;
}

/// The aggregate in the result that a name stands for, or -1.
constexpr int aggregate_behind(const tree& t, int column) {
    if (t[column].code != op::column || t[column].source != node::result_alias) return -1;
    const int result = t[column].column;
    if (result < 0) return -1;
    for (int i = t[result].begin; i < result; ++i)
        if (t[i].is(flag::aggregate)) return i;
    return -1;
}

/// The window function that stands there, queries inside apart, or -1.
constexpr int find_window_call(const tree& t, int begin, int end) {
    for (int i = end; i-- > begin;) {
        if (is_query(t[i].code))
            i = t[i].begin;
        else if (t[i].code == op::over)
            return i;
    }
    return -1;
}

constexpr void refuse_window(tree& t, int over, std::string_view where) {
    const int inner = t[over].first;
    const int call = t[inner].code == op::filter ? t[inner].first : inner;
    t.fail(problem_kind::misplaced_window, over, t[call].text, where);
}

/// Refuses names of results that are window functions.
constexpr void refuse_named_windows(tree& t, int clause) {
    for (int i = t[clause].begin; i < clause; ++i) {
        if (t[i].code != op::column || t[i].source != node::result_alias || t[i].column < 0) continue;
        const int result = t[i].column;
        if (const int over = find_window_call(t, t[result].begin, result); over >= 0)
            refuse_window(t, over, clause_name(t[clause].code));
    }
}

/// What an aggregate combines is no aggregate itself, nor is what it filters by.
constexpr void cover_operands(tree& t, int call, int begin, int end) {
    if (const int over = find_window_call(t, begin, end); over >= 0) refuse_window(t, over, "an aggregate");
    for (int i = end; i-- > begin;) {
        t[i].mark(flag::aggregated);
        if (is_query(t[i].code)) {
            for (int k = t[i].begin; k < i; ++k) t[k].mark(flag::aggregated);
            i = t[i].begin;  // its aggregates are its own
            continue;
        }
        const int inner = t[i].is(flag::aggregate) ? i : aggregate_behind(t, i);
        if (inner >= 0) t.fail(problem_kind::nested_aggregate, call, t[call].text, t[inner].text);
    }
}

// SQL gives an aggregate to the query whose columns it names: one that names columns of queries around its
// own only would combine the rows of one of those.
constexpr bool names_outer_only(const checking& c, int begin, int end) {
    const tree& t = c.t;
    bool outer = false;
    for (int i = begin; i < end; ++i) {
        if (t[i].code != op::column) continue;
        if (t[i].source == node::result_alias) return false;
        if (t[i].source < 0) continue;
        const int scope = t.sources[t[i].source].scope;
        if (scope == c.scope) return false;
        outer = outer || scope < c.scope;
    }
    return outer;
}

/// The aggregates of a query are about its own rows.
constexpr void check_aggregates(const checking& c, int query) {
    tree& t = c.t;
    for (int i = query; i-- > t[query].begin;) {
        if (is_query(t[i].code)) {
            i = t[i].begin;
            continue;
        }
        const int call = t[i].code == op::filter ? t[i].first : i;
        if (!t[call].is(flag::aggregate) || t[call].code != op::call) continue;
        if (names_outer_only(c, t[i].begin, i)) t.fail(problem_kind::outer_aggregate, call, t[call].text);
        i = t[i].begin;
    }
}

/// Aggregates stand in the results, HAVING or ORDER BY of a SELECT, and not inside each other.
constexpr void check_aggregate(checking& c, int index) {
    tree& t = c.t;
    if (t[index].is(flag::windowed)) return;
    t[index].mark(flag::aggregate);
    c.aggregate = true;
    if (c.statement != op::select || !may_aggregate(c.clause)) {
        t.fail(problem_kind::misplaced_aggregate, index, t[index].text, clause_name(c.clause));
        return;
    }
    cover_operands(t, index, t[index].begin, index);
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
    for (int i = n.first; i >= 0; i = t[i].next)
        if (t[i].type.storage == kind::real && n.type.storage == kind::integer) n.type.storage = kind::real;
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
    // A group has rows, a window's frame may have none.
    const bool may_lack_rows = !c.grouped || n.is(flag::windowed);
    const bool of_nothing = f.aggregate && f.nulls != null_rule::never && may_lack_rows;
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
