// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/expression.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr int parse_frame_bound(parser& p) {
    const std::int32_t position = p.at().begin;
    int bound = -1;
    bound_kind kind = bound_kind::current_row;
    const bool unbounded = p.is(word::unbounded) &&
                           (p.ahead().meaning == word::preceding || p.ahead().meaning == word::following);
    if (p.is(word::current) && p.ahead().meaning == word::row) {
        p.index += 2;
        bound = p.t.leaf(op::frame_bound);
    } else {
        if (unbounded) p.advance();
        const int distance = unbounded ? -1 : parse_expression(p);
        bound = unbounded ? p.t.leaf(op::frame_bound) : p.t.unary(op::frame_bound, distance);
        if (p.take(word::preceding))
            kind = unbounded ? bound_kind::unbounded_preceding : bound_kind::preceding;
        else if (p.expect(word::following, "PRECEDING or FOLLOWING"))
            kind = unbounded ? bound_kind::unbounded_following : bound_kind::following;
    }
    p.t.nodes[bound].column = static_cast<std::int16_t>(kind);
    p.t.nodes[bound].position = position;
    return bound;
}

constexpr frame_exclusion parse_exclusion(parser& p) {
    if (!p.take(word::exclude)) return frame_exclusion::no_others;
    if (p.take(word::ties)) return frame_exclusion::ties;
    if (p.take(word::group)) return frame_exclusion::group;
    if (p.take(word::no)) {
        p.expect(word::others, "OTHERS");
        return frame_exclusion::no_others;
    }
    if (p.expect(word::current, "NO OTHERS, CURRENT ROW, GROUP or TIES")) p.expect(word::row, "ROW");
    return frame_exclusion::current_row;
}

constexpr int parse_frame(parser& p) {
    const std::int32_t position = p.at().begin;
    const frame_unit unit = p.is(word::rows)    ? frame_unit::rows
                            : p.is(word::range) ? frame_unit::range
                                                : frame_unit::groups;
    p.advance();
    const bool between = p.take(word::between);
    const int begins = parse_frame_bound(p);
    if (between) p.expect(word::and_, "AND");
    int ends = -1;
    if (between) {
        ends = parse_frame_bound(p);
    } else {
        ends = p.leaf(op::frame_bound);
        p.t.nodes[ends].column = static_cast<std::int16_t>(bound_kind::current_row);
    }
    const int frame = p.t.binary(op::frame, begins, ends);
    p.t.nodes[frame].column = static_cast<std::int16_t>(unit);
    p.t.nodes[frame].parameter = static_cast<std::int16_t>(parse_exclusion(p));
    p.t.nodes[frame].position = position;
    return frame;
}

/// What stands in the parentheses of a window.
constexpr int parse_window(parser& p, std::string_view name) {
    const std::int32_t position = p.at().begin;
    if (!p.expect(word::open, "`(`")) return p.t.node_count - 1;
    sibling_list parts;
    const auto begins_frame = [&] { return p.is(word::rows) || p.is(word::range) || p.is(word::groups); };
    if (p.is_name() && !p.is(word::partition) && !begins_frame())
        return p.unsupported("a window that is made from another one", "write its parts again");
    if (p.take(word::partition)) {
        p.expect(word::by, "BY");
        sibling_list list;
        do list.add(p.t, parse_expression(p));
        while (p.take(word::comma));
        parts.add(p.t, list.close(p.t, op::partition_by));
    }
    if (p.take(word::order)) {
        p.expect(word::by, "BY");
        sibling_list list;
        do list.add(p.t, parse_order_term(p));
        while (p.take(word::comma));
        parts.add(p.t, list.close(p.t, op::window_order));
    }
    if (begins_frame()) parts.add(p.t, parse_frame(p));
    p.expect(word::close, "PARTITION BY, ORDER BY, ROWS, RANGE, GROUPS or `)`");
    const int window = parts.close(p.t, op::window, name);
    p.t.nodes[window].position = position;
    return window;
}

/// FILTER and OVER.
constexpr int parse_behind_call(parser& p, int call) {
    int found = call;
    if (p.is(word::filter) && p.ahead().meaning == word::open) {
        const std::int32_t position = p.at().begin;
        p.index += 2;
        p.expect(word::where, "WHERE");
        found = p.t.binary(op::filter, call, parse_expression(p));
        p.t.nodes[found].position = position;
        p.expect(word::close, "`)`");
    }
    if (!p.is(word::over)) return found;
    const bool named = p.ahead().kind == token_kind::quoted_name ||
                       (p.ahead().kind == token_kind::word && may_name(p.ahead().meaning));
    if (!named && p.ahead().meaning != word::open) return found;
    const std::int32_t position = p.at().begin;
    p.advance();
    p.t.nodes[call].mark(flag::windowed);
    int window = -1;
    if (named) {
        window = p.leaf(op::window_name, p.name_of(p.at()));
        p.advance();
    } else {
        window = parse_window(p, {});
    }
    found = p.t.binary(op::over, found, window);
    p.t.nodes[found].position = position;
    return found;
}

/// The WINDOW clause.
constexpr int parse_windows(parser& p) {
    const int marker = p.enter(op::windows);
    p.advance();
    sibling_list windows;
    do {
        const std::string_view name = p.take_name("a window's name");
        p.expect(word::as, "AS");
        windows.add(p.t, parse_window(p, name));
    } while (p.take(word::comma));
    return p.close(windows, op::windows, marker);
}

}  // namespace tenon::inline v0::detail
