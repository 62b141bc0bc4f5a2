// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/calls.hpp>
#include <tenon/check/context.hpp>
#include <tenon/check/functions.hpp>
#include <tenon/check/operators.hpp>
#include <tenon/check/single_row.hpp>

namespace tenon::inline v0::detail {

constexpr bool combines_rows(const node& call) {
    if (call.code != op::call || !(call.is(flag::aggregate) || call.is(flag::windowed))) return false;
    if (call.is(flag::own)) return call.is(flag::combines);
    return functions[find_function(call.text)].kind == function_kind::aggregate;
}

/// FILTER belongs to an aggregate, and tells which rows it takes.
constexpr void check_filter(tree& t, int index) {
    node& n = t.nodes[index];
    const node& call = t.nodes[n.first];
    if (!combines_rows(call)) {
        t.fail(problem_kind::misplaced_filter, index);
        return;
    }
    const int condition = t.second(index);
    require_condition(t, condition);
    if (call.is(flag::aggregate)) cover_operands(t, n.first, t.nodes[condition].begin, condition + 1);
    if (call.is(flag::windowed)) refuse_inner_windows(t, n.first, t.nodes[condition].begin, condition + 1);
    inherit_type(n, call);
    // All rows may be left out, whatever the group holds.
    if (!call.is(flag::own) && functions[find_function(call.text)].nulls != null_rule::never)
        n.type.nullable = true;
}

/// OVER belongs to an aggregate or window function.
constexpr void check_over(tree& t, int index) {
    node& n = t.nodes[index];
    const int call = t.nodes[n.first].code == op::filter ? t.nodes[n.first].first : n.first;
    if (t.nodes[call].code != op::call) {
        t.fail(problem_kind::misplaced_over, index);
        return;
    }
    inherit_type(n, t.nodes[n.first]);
    const int window = t.second(index);
    refuse_inner_windows(t, call, t.nodes[window].begin, window + 1);
}

/// What a window can't tell apart has no distance: RANGE counts in units of one ordering term.
constexpr void check_window(tree& t, int index) {
    const int frame = t.nodes[index].last;
    if (frame < 0 || t.nodes[frame].code != op::frame ||
        t.nodes[frame].column != static_cast<int>(frame_unit::range))
        return;
    if (t.nodes[t.nodes[frame].first].first < 0 && t.nodes[t.nodes[frame].last].first < 0) return;
    const int order = find_clause(t, index, op::window_order);
    if (order < 0 || count_children(t, order) != 1) t.fail(problem_kind::range_order, frame);
}

/// A frame counts whole rows; it begins before it ends.
constexpr void check_frame(tree& t, int index) {
    const int first = t.nodes[index].first, last = t.nodes[index].last;
    const auto begins = static_cast<bound_kind>(t.nodes[first].column);
    const auto ends = static_cast<bound_kind>(t.nodes[last].column);
    if (begins == bound_kind::unbounded_following || ends == bound_kind::unbounded_preceding || begins > ends)
        t.fail(problem_kind::empty_frame, index);
    const auto unit = static_cast<frame_unit>(t.nodes[index].column);
    for (int bound = first; bound >= 0; bound = t.nodes[bound].next) {
        const int distance = t.nodes[bound].first;
        if (distance < 0) continue;
        if (is_untyped_placeholder(t.nodes[distance]))
            settle_placeholder(t, distance, {kind::integer, false, nullptr}, false);
        if (uses_columns(t, distance)) t.fail(problem_kind::misplaced_column, distance, "a frame");
        const kind storage = t.nodes[distance].type.storage;
        if (storage != kind::integer && !(unit == frame_unit::range && storage == kind::real)) {
            t.fail(problem_kind::not_integer, distance, "a frame").left = t.nodes[distance].type;
        }
    }
}

/// The window of that name, or -1. Each WINDOW clause has one.
constexpr int find_window(const tree& t, int statement, std::string_view name) {
    for (int clause = t.nodes[statement].first; clause >= 0; clause = t.nodes[clause].next) {
        if (t.nodes[clause].code != op::windows) continue;
        for (int i = t.nodes[clause].first; i >= 0; i = t.nodes[i].next)
            if (same_name(t.nodes[i].text, name)) return i;
    }
    return -1;
}

constexpr void check_window_names(tree& t, int statement) {
    for (int i = statement - 1; i >= t.nodes[statement].begin; --i) {
        if (is_query(t.nodes[i].code))
            i = t.nodes[i].begin;
        else if (t.nodes[i].code == op::window_name && find_window(t, statement, t.nodes[i].text) < 0)
            t.fail(problem_kind::unknown_window, i, t.nodes[i].text);
        else if (t.nodes[i].code == op::window && !t.nodes[i].text.empty() &&
                 find_window(t, statement, t.nodes[i].text) != i)
            t.fail(problem_kind::doubled_window, i, t.nodes[i].text);
    }
}

}  // namespace tenon::inline v0::detail
