// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>

namespace tenon::inline v0::detail {

/// Where a frame begins or ends.
template <bound_kind Kind>
struct fixed_bound {
    enum : tally { size = one_node, reach = 0 };

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::frame_bound);
        t.nodes[index].column = static_cast<std::int16_t>(Kind);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

template <bound_kind Kind, class E>
struct distant_bound {
    enum : tally { size = E::size + one_node, reach = E::reach };

    E distance;

    static constexpr int lower(tree& t) {
        const int index = t.unary(op::frame_bound, E::lower(t));
        t.nodes[index].column = static_cast<std::int16_t>(Kind);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        distance.each_captured(visit);
    }
};

struct no_frame {
    enum : tally { size = 0, reach = 0 };

    static constexpr void lower_into(tree&, sibling_list&) {}

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

template <frame_unit Unit, class From, class To, frame_exclusion Exclusion = frame_exclusion::no_others>
struct window_frame {
    enum : tally { size = one_node + From::size + To::size, reach = tally{From::reach} + To::reach };

    From from;
    To to;

    static constexpr void lower_into(tree& t, sibling_list& list) {
        const int begins = From::lower(t);
        const int frame = t.binary(op::frame, begins, To::lower(t));
        t.nodes[frame].column = static_cast<std::int16_t>(Unit);
        t.nodes[frame].parameter = static_cast<std::int16_t>(Exclusion);
        list.add(t, frame);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        from.each_captured(visit);
        to.each_captured(visit);
    }
};

template <frame_exclusion Exclusion, frame_unit Unit, class From, class To, frame_exclusion Before>
[[gnu::always_inline]] constexpr auto excluding(const window_frame<Unit, From, To, Before>& frame) {
    return window_frame<Unit, From, To, Exclusion>{frame.from, frame.to};
}

/// A window: PARTITION BY, ORDER BY and a frame, each where it was asked for.
template <class Partition, class Order, class Frame>
struct window_spec {
    using origin_types = joined<types_in<Partition>, types_in<Order>>;
    enum : tally {
        size = (3 + Order::count) * one_node + Partition::size + Order::size + Frame::size,
        reach = tally{Partition::reach} + Order::reach + Frame::reach
    };

    Partition partition;
    Order order;
    Frame frame;

    /// `ORDER BY …` within the window.
    template <class... E>
    [[gnu::always_inline]] constexpr auto order_by(E&&... terms) const {
        auto list = make_sequence(static_cast<E&&>(terms)...);
        return window_spec<Partition, decltype(list), Frame>{partition, list, frame};
    }

    /// The frame in rows: `ROWS BETWEEN … AND …`.
    template <class From, class To>
    [[gnu::always_inline]] constexpr auto rows(From from, To to) const {
        return framed(window_frame<frame_unit::rows, From, To>{from, to});
    }

    /// The frame by the values that the window is ordered by: `RANGE BETWEEN … AND …`.
    template <class From, class To>
    [[gnu::always_inline]] constexpr auto range(From from, To to) const {
        return framed(window_frame<frame_unit::range, From, To>{from, to});
    }

    /// The frame in groups of equal rows: `GROUPS BETWEEN … AND …`.
    template <class From, class To>
    [[gnu::always_inline]] constexpr auto groups(From from, To to) const {
        return framed(window_frame<frame_unit::groups, From, To>{from, to});
    }

    /// Leaves the row itself out of its frame: `EXCLUDE CURRENT ROW`.
    [[gnu::always_inline]] constexpr auto exclude_current_row() const {
        return framed(excluding<frame_exclusion::current_row>(frame));
    }

    /// Leaves the row and its equals out of its frame: `EXCLUDE GROUP`.
    [[gnu::always_inline]] constexpr auto exclude_group() const {
        return framed(excluding<frame_exclusion::group>(frame));
    }

    /// Leaves the row's equals out of its frame: `EXCLUDE TIES`.
    [[gnu::always_inline]] constexpr auto exclude_ties() const {
        return framed(excluding<frame_exclusion::ties>(frame));
    }

    static constexpr int lower_named(tree& t, std::string_view name) {
        sibling_list parts;
        if constexpr (Partition::count > 0) {
            sibling_list list;
            Partition::lower_into(t, list);
            parts.add(t, list.close(t, op::partition_by));
        }
        if constexpr (Order::count > 0) {
            sibling_list list;
            Order::template lower_as<op::order_term>(t, list);
            parts.add(t, list.close(t, op::window_order));
        }
        Frame::lower_into(t, parts);
        return parts.close(t, op::window, name);
    }

    static constexpr int lower(tree& t) { return lower_named(t, {}); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        partition.each_captured(visit);
        order.each_captured(visit);
        frame.each_captured(visit);
    }

private:
    template <class NewFrame>
    [[gnu::always_inline]] constexpr auto framed(NewFrame with) const {
        return window_spec<Partition, Order, NewFrame>{partition, order, with};
    }
};

template <class P, class O, class F>
struct types_in_<window_spec<P, O, F>> {
    using type = typename window_spec<P, O, F>::origin_types;
};

/// A window of the WINDOW clause, by its name.
template <fixed_string Name>
struct window_reference {
    enum : tally { size = one_node, reach = 0 };

    static constexpr int lower(tree& t) { return t.leaf(op::window_name, stored<Name>.view()); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// A function over a window.
template <class Call, class Window>
struct windowed_call : expression_methods<windowed_call<Call, Window>> {
    enum : tally { size = one_node + Call::size + Window::size, reach = tally{Call::reach} + Window::reach };

    Call call;
    Window window;

    static constexpr int lower(tree& t) {
        const int index = Call::lower(t);
        t.nodes[t.nodes[index].code == op::filter ? t.nodes[index].first : index].mark(flag::windowed);
        return t.binary(op::over, index, Window::lower(t));
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        call.each_captured(visit);
        window.each_captured(visit);
    }
};

template <class Call, class Window>
struct types_in_<windowed_call<Call, Window>> {
    using type = joined<types_in<Call>, types_in<Window>>;
};

/// A window with its name, in the WINDOW clause.
template <fixed_string Name, class Window>
struct named_window {
    enum : tally { size = Window::size, reach = Window::reach };

    Window window;

    static constexpr int lower(tree& t) { return Window::lower_named(t, stored<Name>.view()); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        window.each_captured(visit);
    }
};

template <fixed_string Name, class Window>
struct types_in_<named_window<Name, Window>> {
    using type = types_in<Window>;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A window of rows that agree in these expressions: `PARTITION BY …`.
template <class... E>
[[gnu::always_inline]] constexpr auto partition_by(E&&... expressions) {
    auto list = detail::make_sequence(static_cast<E&&>(expressions)...);
    return detail::window_spec<decltype(list)>{list, {}, {}};
}

/// A window of all rows in this order: `ORDER BY …`.
template <class... E>
[[gnu::always_inline]] constexpr auto order_by(E&&... terms) {
    return detail::window_spec<>{}.order_by(static_cast<E&&>(terms)...);
}

inline constexpr detail::fixed_bound<detail::bound_kind::unbounded_preceding> unbounded_preceding;
inline constexpr detail::fixed_bound<detail::bound_kind::current_row> current_row;
inline constexpr detail::fixed_bound<detail::bound_kind::unbounded_following> unbounded_following;

/// A bound so many rows, groups or units before the current row: `… PRECEDING`.
template <class E>
[[gnu::always_inline]] constexpr auto preceding(E&& distance) {
    return detail::distant_bound<detail::bound_kind::preceding, detail::lifted<E>>{
        detail::lifted<E>(static_cast<E&&>(distance))};
}

/// A bound so many rows, groups or units behind the current row: `… FOLLOWING`.
template <class E>
[[gnu::always_inline]] constexpr auto following(E&& distance) {
    return detail::distant_bound<detail::bound_kind::following, detail::lifted<E>>{
        detail::lifted<E>(static_cast<E&&>(distance))};
}

}  // namespace tenon::inline v0
