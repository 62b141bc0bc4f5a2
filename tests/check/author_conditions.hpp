// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "author_expressions.hpp"

namespace tests::oracle {

inline int author::condition(int depth) {
    const want w = any_want();
    switch (random.below(replaying ? 8 : 13)) {
    case 0:
    case 1:
    case 2: {
        const op codes[] = {op::equal,      op::not_equal, op::less,
                            op::less_equal, op::greater,   op::greater_equal};
        const op code = codes[random.below(6)];
        const int left = expression(w, depth);
        const want other = w == want::integer && random.chance(20) ? want::real : w;
        return t.binary(code, left, operand(other, depth));
    }
    case 3: {
        const int left = expression(w, depth);
        const int index = t.binary(op::is_distinct, left, operand(w, depth));
        if (random.chance(50)) t[index].mark(flag::negated);
        return index;
    }
    case 4: {
        const int index = t.unary(op::is_null, expression(w, depth));
        if (random.chance(50)) t[index].mark(flag::negated);
        return index;
    }
    case 5: {
        if (random.chance(30)) return t.unary(op::not_, expression(want::boolean, depth));
        sibling_list list;
        const op code = random.chance(50) ? op::and_ : op::or_;
        for (int terms = 2 + random.below(2); terms > 0; --terms)
            list.add(t, expression(want::boolean, depth));
        return list.close(t, code);
    }
    case 6: {
        sibling_list list;
        const int shape = random.below(3);
        const want value = shape == 0 ? want::text : w;
        list.add(t, expression(value, depth));
        list.add(t, operand(value, depth));
        if (shape == 1 || (shape == 2 && random.chance(50))) list.add(t, expression(value, depth));
        const int index = list.close(t, shape == 0   ? (random.chance(50) ? op::like : op::glob)
                                        : shape == 1 ? op::between
                                                     : op::in);
        if (random.chance(40)) t[index].mark(flag::negated);
        count(shape == 0 ? "LIKE" : shape == 1 ? "BETWEEN" : "IN list");
        return index;
    }
    case 7: return row_comparison(depth);
    case 8: {
        count("EXISTS");
        std::vector<known_column> columns;
        return t.unary(op::exists, inner(depth, nullptr, columns));
    }
    case 9:
    case 10: return listed({w}, depth);
    default: return listed({w, any_want()}, depth);
    }
}

/// What is ordered by: hardly ever a mere value.
inline int author::term_of(int depth) {
    const int term = expression(any_want(), depth);
    int value = term;
    while (t[value].code == op::negate) value = t[value].first;
    const bool constant = t[value].code == op::captured || t[value].code == op::literal;
    return constant && !random.chance(2) ? t.unary(op::is_null, term) : term;
}

inline int author::row(const std::vector<want>& wanted, int depth) {
    sibling_list list;
    for (const want w : wanted) list.add(t, expression(w, depth));
    return list.close(t, op::row_value);
}

/// IN a query.
inline int author::listed(const std::vector<want>& wanted, int depth) {
    count(wanted.size() > 1 ? "row IN query" : "IN query");
    const int value = wanted.size() > 1 ? row(wanted, depth) : expression(wanted.front(), depth);
    std::vector<known_column> columns;
    const int list = t.unary(op::subquery, inner(depth, &wanted, columns));
    t[list].mark(flag::listed);
    const int index = t.binary(op::in, value, list);
    if (random.chance(40)) t[index].mark(flag::negated);
    return index;
}

inline int author::row_comparison(int depth) {
    count("row value");
    const std::vector<want> wanted = {any_want(), any_want()};
    const int left = row(wanted, depth);
    const int right = row(wanted, depth);
    switch (random.below(8)) {
    case 0: return t.binary(op::is_distinct, left, right);
    case 1: {
        sibling_list list;
        list.add(t, left);
        list.add(t, right);
        list.add(t, row(wanted, depth));
        return list.close(t, random.chance(70) ? op::between : op::in);
    }
    case 2: return t.binary(op::less_equal, left, right);
    case 3: return t.binary(op::not_equal, left, right);
    default: return t.binary(op::equal, left, right);
    }
}

/// An aggregate, perhaps DISTINCT or with FILTER; -1 if there is none of that type.
inline int author::aggregate(want w, int depth) {
    count("aggregate");
    ++here->inside;
    int index = -1;
    const int chosen = random.below(4);
    if (w == want::integer && chosen == 0) {
        index = t.leaf(op::call, "COUNT");
        t[index].mark(flag::all_rows);
    } else if (w == want::integer && chosen == 1) {
        index = call("COUNT", {expression(any_want(), depth)});
        if (random.chance(40)) t[index].mark(flag::distinct);
    } else if ((w == want::integer || w == want::real) && chosen == 2) {
        index = call("SUM", {expression(w, depth)});
    } else if (w == want::real && chosen == 3) {
        index = call("AVG", {expression(random.chance(50) ? want::integer : w, depth)});
    } else {
        const char* const name = random.chance(50) ? "MIN" : "MAX";
        index = call(name, {expression(w, depth)});
    }
    if (random.chance(15)) {
        count("FILTER");
        index = t.binary(op::filter, index, expression(want::boolean, depth));
    }
    --here->inside;
    return index;
}

/// An aggregate over a window.
inline int author::windowed(want w, int depth) {
    count("OVER");
    // Where rows are combined, a window is over the groups: its arguments are aggregates or keys.
    const bool combines = here->aggregated;
    const bool might = here->may_window;
    here->may_window = false;
    int index;
    if (combines) {
        index = w == want::integer && random.chance(30) ? call("COUNT", {expression(any_want(), depth)})
                : w == want::integer || w == want::real ? call("SUM", {expression(w, depth)})
                                                        : call("MAX", {expression(w, depth)});
        if (random.chance(20)) index = t.binary(op::filter, index, expression(want::boolean, depth));
    } else {
        index = aggregate(w, depth);
    }
    t[t[index].code == op::filter ? t[index].first : index].mark(flag::windowed);
    int over;
    if (!here->windows.empty() && random.chance(30)) {
        over = t.leaf(
            op::window_name,
            here->windows[static_cast<std::size_t>(random.below(static_cast<int>(here->windows.size())))]);
    } else {
        over = window(depth, {});
    }
    here->may_window = might;
    return t.binary(op::over, index, over);
}

inline int author::window(int depth, std::string_view name) {
    sibling_list clauses;
    if (random.chance(50)) {
        sibling_list list;
        list.add(t, expression(any_want(), depth > 1 ? 1 : depth));
        clauses.add(t, list.close(t, op::partition_by));
    }
    const int terms = random.below(3);
    if (terms > 0) {
        sibling_list list;
        for (int i = 0; i < terms; ++i) {
            list.add(t, t.unary(op::order_term, term_of(depth > 1 ? 1 : depth)));
            if (random.chance(30)) t[list.last].mark(flag::descending);
        }
        clauses.add(t, list.close(t, op::window_order));
    }
    if (random.chance(60)) clauses.add(t, frame(terms > 0));
    return clauses.close(t, op::window, name);
}

inline int author::frame(bool ordered) {
    count("frame");
    using tenon::detail::bound_kind;
    const int begins = random.below(4), ends = begins + random.below(5 - begins);
    int bounds[2];
    for (int i = 0; i < 2; ++i) {
        const auto bound = static_cast<bound_kind>(i == 0 ? begins : ends);
        bounds[i] = bound == bound_kind::preceding || bound == bound_kind::following
                        ? [&] {
                              const int distance = t.leaf(op::literal, kept(std::to_string(random.below(3))));
                              t[distance].type = type_of(want::integer);
                              return t.unary(op::frame_bound, distance);
                          }()
                        : t.leaf(op::frame_bound);
        t[bounds[i]].column = static_cast<std::int16_t>(bound);
    }
    const int index = t.binary(op::frame, bounds[0], bounds[1]);
    t[index].column = static_cast<std::int16_t>(ordered ? random.below(3) : 0);
    t[index].parameter = static_cast<std::int16_t>(random.chance(30) ? random.below(4) : 0);
    return index;
}

}  // namespace tests::oracle
