// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/expression.hpp>
#include <tenon/query/operators.hpp>
#include <tenon/types/list.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

struct no_frame;

template <class Partition = sequence<>, class Order = sequence<>, class Frame = no_frame>
struct window_spec;

template <class Call, class Window>
struct windowed_call;

template <fixed_string Name>
struct window_reference;

template <class T>
inline constexpr bool is_placeholder = false;

template <class T>
inline constexpr bool is_container = is_placeholder<T> || bindable_list<T>;

/// A C++ range in place of a list: bound as one value.
template <class Range>
struct captured_range : expression_methods<captured_range<Range>> {
    enum : tally { size = one_node + one_parameter + one_captured, reach = 0 };

    Range value;

    [[gnu::always_inline]] constexpr explicit captured_range(Range r) : value(static_cast<Range&&>(r)) {}

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::captured);
        t.nodes[index].type = type_of<list_element<Range>>;
        t.nodes[index].column = t.next_captured++;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        visit(value);
    }
};

template <class T>
[[gnu::always_inline]] constexpr auto list_of(T&& values) {
    if constexpr (is_placeholder<std::remove_cvref_t<T>>)
        return values;
    else
        return captured_range<std::remove_cvref_t<T>>(static_cast<T&&>(values));
}

template <flag Nulls, class E>
[[gnu::always_inline]] constexpr auto order_nulls(const E& term) {
    return unary<op::order_term, E, bits(Nulls)>{{}, term};
}

template <flag Nulls, class E, std::uint16_t Flags>
[[gnu::always_inline]] constexpr auto order_nulls(const unary<op::order_term, E, Flags>& term) {
    return unary<op::order_term, E, static_cast<std::uint16_t>(Flags | bits(Nulls))>{{}, term.operand};
}

/// What every expression can be asked for by name.
template <class Self>
struct expression_methods : expression_tag {
    /// Orders upwards: `ASC`.
    [[gnu::always_inline]] constexpr auto asc() const { return unary<op::order_term, Self>{{}, self()}; }

    /// Orders downwards: `DESC`.
    [[gnu::always_inline]] constexpr auto desc() const {
        return unary<op::order_term, Self, bits(flag::descending)>{{}, self()};
    }

    /// NULL before all else: `NULLS FIRST`.
    [[gnu::always_inline]] constexpr auto nulls_first() const {
        return order_nulls<flag::nulls_first>(self());
    }

    /// NULL behind all else: `NULLS LAST`.
    [[gnu::always_inline]] constexpr auto nulls_last() const { return order_nulls<flag::nulls_last>(self()); }

    /// Names a result: `AS "name"`.
    template <fixed_string Name>
    [[gnu::always_inline]] constexpr auto as() const {
        return unary<op::result, Self, 0, Name>{{}, self()};
    }

    [[gnu::always_inline]] constexpr auto is_null() const { return unary<op::is_null, Self>{{}, self()}; }
    [[gnu::always_inline]] constexpr auto is_not_null() const {
        return unary<op::is_null, Self, bits(flag::negated)>{{}, self()};
    }

    /// `IS DISTINCT FROM`: like `<>`, but NULL is a value like any other.
    template <class T>
    [[gnu::always_inline]] constexpr auto is_distinct_from(T&& other) const {
        return make_binary<op::is_distinct>(self(), static_cast<T&&>(other));
    }

    /// `IS NOT DISTINCT FROM`: like `=`, but NULL is a value like any other.
    template <class T>
    [[gnu::always_inline]] constexpr auto is_not_distinct_from(T&& other) const {
        return make_binary<op::is_distinct, bits(flag::negated)>(self(), static_cast<T&&>(other));
    }

    /// `LIKE`: `%` stands for any text, `_` for any character; ASCII letters match in either case.
    template <class T>
    [[gnu::always_inline]] constexpr auto like(T&& pattern) const {
        return make_nary<op::like>(static_cast<T&&>(pattern));
    }

    /// `LIKE … ESCAPE`: the escape character makes `%`, `_` and itself stand for themselves.
    template <class T, class Escape>
    [[gnu::always_inline]] constexpr auto like(T&& pattern, Escape&& escape) const {
        return make_nary<op::like>(static_cast<T&&>(pattern), static_cast<Escape&&>(escape));
    }

    template <class T>
    [[gnu::always_inline]] constexpr auto not_like(T&& pattern) const {
        return make_nary<op::like, bits(flag::negated)>(static_cast<T&&>(pattern));
    }

    /// `GLOB`: `*` stands for any text, `?` for any character; case matters.
    template <class T>
    [[gnu::always_inline]] constexpr auto glob(T&& pattern) const {
        return make_nary<op::glob>(static_cast<T&&>(pattern));
    }

    /// `IN (…)`: values, a query, or a container: `in("ids"_p)`, `in(std::vector{1, 2})`. A container is
    /// bound as one value, and its statement is the same whatever its size.
    template <class... T>
        requires(sizeof...(T) > 0)
    [[gnu::always_inline]] constexpr auto in(T&&... values) const {
        return make_in<0>(static_cast<T&&>(values)...);
    }

    template <class... T>
        requires(sizeof...(T) > 0)
    [[gnu::always_inline]] constexpr auto not_in(T&&... values) const {
        return make_in<bits(flag::negated)>(static_cast<T&&>(values)...);
    }

    /// `MATCH`: a column of a full-text table, and a query in FTS5's language.
    template <class T>
    [[gnu::always_inline]] constexpr auto match(T&& query) const {
        return make_nary<op::match>(static_cast<T&&>(query));
    }

    /// `BETWEEN … AND …`, both ends included.
    template <class L, class R>
    [[gnu::always_inline]] constexpr auto between(L&& least, R&& most) const {
        return make_nary<op::between>(static_cast<L&&>(least), static_cast<R&&>(most));
    }

    template <class L, class R>
    [[gnu::always_inline]] constexpr auto not_between(L&& least, R&& most) const {
        return make_nary<op::between, bits(flag::negated)>(static_cast<L&&>(least), static_cast<R&&>(most));
    }

    /// `COLLATE`: BINARY, NOCASE or RTRIM.
    template <fixed_string Name>
    [[gnu::always_inline]] constexpr auto collate() const {
        return unary<op::collate, Self, 0, Name>{{}, self()};
    }

    /// `->`: an element of a JSON document, as JSON; NULL where the path leads nowhere.
    template <class T>
    [[gnu::always_inline]] constexpr auto json_get(T&& path) const {
        return make_binary<op::json_get>(self(), static_cast<T&&>(path));
    }

    /// `->>`: an element of a JSON document as an SQL value of its own type; say which by `cast`.
    template <class T>
    [[gnu::always_inline]] constexpr auto json_get_text(T&& path) const {
        return make_binary<op::json_get_text>(self(), static_cast<T&&>(path));
    }

    /// `FILTER (WHERE condition)`: an aggregate takes only rows that satisfy it.
    template <class E>
    [[gnu::always_inline]] constexpr auto filter(E&& condition) const {
        return make_binary<op::filter>(self(), static_cast<E&&>(condition));
    }

    /// `OVER (…)`: an aggregate or window function over the rows of a window, as in
    /// `sum("x"_c).over(partition_by("a"_c).order_by("b"_c))`.
    template <class Window>
    [[gnu::always_inline]] constexpr auto over(Window window) const {
        return windowed_call<Self, Window>{{}, self(), static_cast<Window&&>(window)};
    }

    /// `OVER ()`: over all rows.
    template <class Window = window_spec<>>
    [[gnu::always_inline]] constexpr auto over() const {
        return windowed_call<Self, Window>{{}, self(), {}};
    }

    /// `OVER name`: over a window that the query's `window<"name">` defines.
    template <fixed_string Name>
    [[gnu::always_inline]] constexpr auto over() const {
        return windowed_call<Self, window_reference<Name>>{{}, self(), {}};
    }

private:
    template <std::uint16_t Flags, class... T>
    [[gnu::always_inline]] constexpr auto make_in(T&&... values) const {
        if constexpr (sizeof...(T) == 1 && (is_container<std::remove_cvref_t<T>> && ...)) {
            constexpr auto flags = static_cast<std::uint16_t>(Flags | bits(flag::container));
            return make_nary<op::in, flags>(list_of(static_cast<T&&>(values))...);
        } else if constexpr (sizeof...(T) == 1 &&
                             (std::is_base_of_v<query_tag, std::remove_cvref_t<T>> && ...)) {
            return make_nary<op::in, Flags>(
                subquery<std::remove_cvref_t<T>, true>(static_cast<T&&>(values))...);
        } else {
            return make_nary<op::in, Flags>(static_cast<T&&>(values)...);
        }
    }

    [[gnu::always_inline]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }

    template <op Code, std::uint16_t Flags = 0, class... T>
    [[gnu::always_inline]] constexpr auto make_nary(T&&... values) const {
        auto operands = make_sequence(self(), static_cast<T&&>(values)...);
        return nary<Code, decltype(operands), Flags>{{}, static_cast<decltype(operands)&&>(operands)};
    }
};

}  // namespace tenon::inline v0::detail
