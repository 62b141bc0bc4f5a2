// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/calls.hpp>
#include <tenon/check/context.hpp>
#include <tenon/check/functions.hpp>
#include <tenon/check/operators.hpp>

namespace tenon::inline v0::detail {

/// FILTER belongs to an aggregate, and tells which rows it takes.
constexpr void check_filter(const checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    const node& call = t[n.first];
    if (call.code != op::call || !is_aggregate(call.text)) {
        t.fail(problem_kind::misplaced_filter, index);
        return;
    }
    require_condition(t, t.second(index));
    if (!call.is(flag::windowed)) {
        if (is_of_outer_query(c, index)) t.fail(problem_kind::outer_aggregate, n.first, call.text);
        if (const int inner = aggregate_in(t, t.second(index)); inner >= 0)
            t.fail(problem_kind::nested_aggregate, index, call.text, t[inner].text);
        // It is about the rows that are combined, as the arguments are.
        for (int i = t[t.second(index)].begin; i < index; ++i) t[i].mark(flag::aggregated);
    }
    inherit_type(n, call);
    // All rows may be left out, whatever the group holds.
    n.type.nullable = n.type.nullable || !is_never_null(call.text);
}

/// OVER belongs to an aggregate or window function, in the results or ORDER BY of a SELECT.
constexpr void check_over(const checking& c, int index) {
    tree& t = c.t;
    node& n = t[index];
    const int call = t[n.first].code == op::filter ? t[n.first].first : n.first;
    if (t[call].code != op::call || !takes_window(t[call].text)) {
        t.fail(problem_kind::misplaced_over, index);
        return;
    }
    if (c.statement != op::select || (c.clause != op::results && c.clause != op::order_by))
        t.fail(problem_kind::misplaced_window, call, t[call].text, clause_name(c.clause));
    for (int i = index - 1; i >= t[index].begin; --i) {
        if (is_query(t[i].code))
            i = t[i].begin;
        else if (t[i].code == op::over)
            t.fail(problem_kind::misplaced_window, call, t[call].text, "another one");
    }
    inherit_type(n, t[n.first]);
}

/// A frame counts whole rows; it begins before it ends.
constexpr void check_frame(tree& t, int index) {
    const int first = t[index].first, last = t[index].last;
    const auto begins = static_cast<bound_kind>(t[first].column);
    const auto ends = static_cast<bound_kind>(t[last].column);
    if (begins == bound_kind::unbounded_following || ends == bound_kind::unbounded_preceding || begins > ends)
        t.fail(problem_kind::empty_frame, index);
    const auto unit = static_cast<frame_unit>(t[index].column);
    for (int bound = first; bound >= 0; bound = t[bound].next) {
        const int distance = t[bound].first;
        if (distance < 0) continue;
        if (is_untyped_placeholder(t[distance]))
            settle_placeholder(t, distance, {kind::integer, false, nullptr}, false);
        const kind storage = t[distance].type.storage;
        if (storage != kind::integer && !(unit == frame_unit::range && storage == kind::real)) {
            t.fail(problem_kind::not_integer, distance, "a frame").left = t[distance].type;
        }
    }
}

/// A distance in values is one from the row's own.
constexpr void check_window(tree& t, int index) {
    int terms = 0;
    const node* frame = nullptr;
    for (int i = t[index].first; i >= 0; i = t[i].next) {
        if (t[i].code == op::window_order) terms = count_children(t, i);
        if (t[i].code == op::frame) frame = &t[i];
    }
    if (frame == nullptr || static_cast<frame_unit>(frame->column) != frame_unit::range || terms == 1) return;
    if (t[frame->first].first >= 0 || t[frame->last].first >= 0) t.fail(problem_kind::frame_order, index);
}

/// The window of that name, or -1.
constexpr int find_window(const tree& t, int statement, std::string_view name) {
    const int clause = find_clause(t, statement, op::windows);
    for (int i = clause < 0 ? -1 : t[clause].first; i >= 0; i = t[i].next)
        if (same_name(t[i].text, name)) return i;
    return -1;
}

constexpr void check_window_names(tree& t, int statement) {
    for (int i = statement - 1; i >= t[statement].begin; --i) {
        if (is_query(t[i].code))
            i = t[i].begin;
        else if (t[i].code == op::window_name && find_window(t, statement, t[i].text) < 0)
            t.fail(problem_kind::unknown_window, i, t[i].text);
    }
    const int clause = find_clause(t, statement, op::windows);
    for (int i = clause < 0 ? -1 : t[clause].first; i >= 0; i = t[i].next)
        if (find_window(t, statement, t[i].text) != i) t.fail(problem_kind::doubled_window, i, t[i].text);
}

}  // namespace tenon::inline v0::detail
