// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/tally.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// One of several values kept together.
template <std::size_t I, class T>
struct kept_part {
    T value;
};

template <std::size_t I, class T>
[[gnu::always_inline]] constexpr const T& part_at(const kept_part<I, T>& it) {
    return it.value;
}

template <class Indices, class... T>
struct kept_parts;

template <class Part, class Visit>
[[gnu::always_inline]] constexpr void visit_part(const Part& part, Visit& visit) {
    if constexpr (captures<Part>) part.each_captured(visit);
}

template <std::size_t... I, class... T>
struct kept_parts<std::index_sequence<I...>, T...> : kept_part<I, T>... {
    using kept_nothing = std::false_type;

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        (visit_part(static_cast<const kept_part<I, T>&>(*this).value, visit), ...);
    }
};

/// Parts of a query that have captured no value: their types say it all.
struct nothing_kept {
    using kept_nothing = std::true_type;

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

template <class... T>
struct kept_ {
    using type = nothing_kept;
};

template <class... T>
    requires captures<T...>
struct kept_<T...> {
    using type = kept_parts<std::index_sequence_for<T...>, T...>;
};

template <class... T>
using kept = typename kept_<T...>::type;

/// The values of a query's last part that has any, behind those of the parts before.
template <class Before, class T>
struct kept_behind {
    using kept_nothing = std::false_type;

    Before before;
    T last;

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        before.each_captured(visit);
        last.each_captured(visit);
    }
};

template <class T>
struct kept_behind<nothing_kept, T> {
    using kept_nothing = std::false_type;

    T last;

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        last.each_captured(visit);
    }
};

template <class Before, class... T>
struct kept_among_ {
    using type = Before;
};

template <class Before, class First, class... T>
struct kept_among_<Before, First, T...> : kept_among_<Before, T...> {};

template <class Before, class First, class... T>
    requires captures<First>
struct kept_among_<Before, First, T...> : kept_among_<kept_behind<Before, First>, T...> {};

template <class... T>
struct kept_by_ {
    using type = nothing_kept;
};

template <class... T>
    requires captures<T...>
struct kept_by_<T...> : kept_among_<nothing_kept, T...> {};

/// What the parts of a query keep: a part without values changes nothing.
template <class... T>
using kept_by = typename kept_by_<T...>::type;

/// Expressions one after the other.
template <class... E>
struct sequence : kept<E...> {
    enum : tally { size = (tally{} + ... + E::size), reach = (tally{} + ... + E::reach) };
    enum : int { count = sizeof...(E) };

    static constexpr void lower_into(tree& t, sibling_list& list) { (list.add(t, E::lower(t)), ...); }

    /// Makes each of them a result or an ordering term, unless it was named or given a direction already.
    template <op Code>
    static constexpr void lower_as(tree& t, sibling_list& list) {
        (list.add(t, t.in(Code, E::lower(t))), ...);
    }
};

/// Puts parts of a query in a row.
template <class... E>
[[gnu::always_inline]] constexpr sequence<E...> sequence_of(E... parts) {
    if constexpr (captures<E...>)
        return {{{static_cast<E&&>(parts)}...}};
    else
        return {};
}

}  // namespace tenon::inline v0::detail
