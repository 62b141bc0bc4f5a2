// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// A C++ type that stands in a query's list of types but is no table.
template <class T>
struct plain_type {};

/// A list of types as a value that costs nothing.
template <class... T>
struct types {
    static constexpr std::size_t size = sizeof...(T);
};

template <std::size_t I, class T>
struct indexed_type {};

template <class Sequence, class... T>
struct type_index;

template <std::size_t... I, class... T>
struct type_index<std::index_sequence<I...>, T...> : indexed_type<I, T>... {};

template <std::size_t I, class T>
std::type_identity<T> select_type(const indexed_type<I, T>&);

template <class List, std::size_t I>
struct type_at_;

template <class... T, std::size_t I>
struct type_at_<types<T...>, I> {
    using type =
        typename decltype(select_type<I>(type_index<std::make_index_sequence<sizeof...(T)>, T...>{}))::type;
};

/// The `I`th type of a list.
template <class List, std::size_t I>
using type_at = typename type_at_<List, I>::type;

template <class T, class List>
inline constexpr bool contains = false;

template <class T, class... U>
inline constexpr bool contains<T, types<U...>> = (std::is_same_v<T, U> || ...);

template <class... Lists>
struct joined_;

template <class... T>
struct joined_<types<T...>> {
    using type = types<T...>;
};

template <class... T, class... U, class... Rest>
struct joined_<types<T...>, types<U...>, Rest...> : joined_<types<T..., U...>, Rest...> {};

/// The lists in one, in order.
template <class... Lists>
using joined = typename joined_<types<>, Lists...>::type;

}  // namespace tenon::inline v0::detail
