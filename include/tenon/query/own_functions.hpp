// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/methods.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// An argument, and the C++ type of the parameter that takes it.
template <class P, class E>
struct typed_argument : expression_tag {
    enum : tally { size = E::size + one_node, reach = E::reach };

    E value;

    static constexpr int lower(tree& t) {
        const int index = t.unary(op::argument, E::lower(t));
        t.nodes[index].type = type_of<P>;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<E>) value.each_captured(visit);
    }
};

template <class P, class E>
struct types_in_<typed_argument<P, E>> {
    using type = types_in<E>;
};

/// A call of a function of the program, which yields an R.
template <fixed_string Name, std::uint16_t Flags, class R, int Parameters, class Sequence>
struct own_call : expression_methods<own_call<Name, Flags, R, Parameters, Sequence>> {
    enum : tally { size = Sequence::size + one_node, reach = Sequence::reach + one_type };

    Sequence arguments;

    static constexpr int lower(tree& t) {
        const std::int16_t type = t.next_type++;
        sibling_list list;
        Sequence::lower_into(t, list);
        const int index = list.close(t, op::call, stored<Name>.view());
        t.nodes[index].flags = Flags;
        t.nodes[index].type = type_of<R>;
        t.nodes[index].from.type = type;
        if (Sequence::count != Parameters)
            t.fail(problem_kind::own_argument_count, index, stored<Name>.view()).operand = Parameters;
        if constexpr (type_of<R>.storage == kind::unknown)
            t.fail(problem_kind::no_codec, index, type_name<R>());
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<Sequence>) arguments.each_captured(visit);
    }
};

template <fixed_string Name, std::uint16_t Flags, class R, int Parameters, class Sequence>
struct types_in_<own_call<Name, Flags, R, Parameters, Sequence>> {
    using type = joined<types<plain_type<value_of<R>>>, types_in<Sequence>>;
};

// What is more than the parameters is kept, and refused when the call is lowered.
template <class... Before, class... E>
[[gnu::always_inline]] constexpr auto append_typed(types<>, const sequence<Before...>& before, E&&... rest) {
    return append_all(before, static_cast<E&&>(rest)...);
}

template <class P, class... Parameters, class... Before>
[[gnu::always_inline]] constexpr auto append_typed(types<P, Parameters...>,
                                                   const sequence<Before...>& before) {
    return before;
}

template <class P, class... Parameters, class... Before, class E, class... Rest>
[[gnu::always_inline]] constexpr auto append_typed(types<P, Parameters...>, const sequence<Before...>& before,
                                                   E&& first, Rest&&... rest) {
    using argument = typed_argument<std::remove_cvref_t<P>, lifted<E>>;
    return append_typed(types<Parameters...>{},
                        append_all(before, argument{{}, lifted<E>(static_cast<E&&>(first))}),
                        static_cast<Rest&&>(rest)...);
}

template <fixed_string Name, std::uint16_t Flags, class Signature>
struct own_function;

template <fixed_string Name, std::uint16_t Flags, class R, class... P>
struct own_function<Name, Flags, R(P...)> {
    static constexpr std::string_view name() { return stored<Name>.view(); }

    /// Calls it in a query.
    template <class... E>
    [[gnu::always_inline]] constexpr auto operator()(E&&... arguments) const {
        auto list = append_typed(types<P...>{}, sequence<>{}, static_cast<E&&>(arguments)...);
        return own_call<Name, Flags, std::remove_cvref_t<R>, static_cast<int>(sizeof...(P)), decltype(list)>{
            {}, static_cast<decltype(list)&&>(list)};
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A function of the program in queries: `inline constexpr tenon::function<"slug",
/// std::string(std::string_view)> slug;` is called as `slug("title"_c)`. NULL for a parameter that is no
/// `std::optional` makes the call NULL. The connection must know it by `add_function`; else running the query
/// throws QUERY_FAILED.
template <fixed_string Name, class Signature>
using function = detail::own_function<Name, detail::bits(detail::flag::own), Signature>;

/// An aggregate of the program in queries, also over a window where it can be one; see `add_aggregate`.
template <fixed_string Name, class Signature>
using aggregate_function =
    detail::own_function<Name, detail::bits(detail::flag::own) | detail::bits(detail::flag::combines),
                         Signature>;

}  // namespace tenon::inline v0
