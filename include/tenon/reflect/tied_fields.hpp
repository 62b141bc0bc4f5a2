// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

// Boost.PFR looks for the number of fields from eight times the struct's size downwards, trying initialisers
// by the hundred: half of what a table costs to compile. Here it is looked for from below, by what PFR tries,
// and then given to what PFR ties fields by. Should a version have neither inside, its public functions do
// all of it.
namespace tenon::inline v0::detail {

template <class T, std::size_t Count>
concept takes_initialisers =
    requires { typename boost::pfr::detail::enable_if_constructible_helper_t<T, Count>; };

/// The number of fields, if `Low` initialisers are not too many, but `High` are.
template <class T, std::size_t Low, std::size_t High>
constexpr std::size_t search_count() {
    constexpr std::size_t middle = Low + (High - Low) / 2;
    if constexpr (middle == Low)
        return Low;
    else if constexpr (takes_initialisers<T, middle>)
        return search_count<T, middle, High>();
    else
        return search_count<T, Low, middle>();
}

template <class T, std::size_t Low, std::size_t Tried>
constexpr std::size_t search_count_up() {
    if constexpr (takes_initialisers<T, Tried>)
        return search_count_up<T, Tried, 2 * Tried>();
    else
        return search_count<T, Low, Tried>();
}

/// The number of fields as PFR counts them: an array's elements one by one.
template <class T>
constexpr std::size_t count_initialisers() {
    // Only where each field may be left out are all smaller numbers good.
    if constexpr (takes_initialisers<T, 1> && std::is_default_constructible_v<T>)
        return search_count_up<T, 1, 8>();
    else
        return boost::pfr::tuple_size_v<T>;
}

template <class T>
inline constexpr std::size_t initialiser_count = count_initialisers<std::remove_cv_t<T>>();

/// An object whose fields are taken one by one.
template <class T>
struct untied {
    T& object;
};

/// All fields of an object, for `tied_field`, where most of them are needed: `field` takes the whole object
/// apart for each, which compilers see through only when they optimise.
template <class T>
[[gnu::always_inline]] constexpr auto tie_fields(T& object) {
    using count = std::integral_constant<std::size_t, initialiser_count<T>>;
    if constexpr (requires {
                      boost::pfr::detail::sequence_tuple::get<0>(
                          boost::pfr::detail::tie_as_tuple(object, count{}));
                  })
        return boost::pfr::detail::tie_as_tuple(object, count{});
    else
        return untied<T>{object};
}

template <std::size_t I, class Tied>
[[gnu::always_inline]] constexpr decltype(auto) tied_field(const Tied& fields) {
    return boost::pfr::detail::sequence_tuple::get<I>(fields);
}

template <std::size_t I, class T>
constexpr decltype(auto) tied_field(const untied<T>& fields) {
    return boost::pfr::get<I>(fields.object);
}

template <class T, std::size_t I>
using tied_type = std::remove_reference_t<decltype(tied_field<I>(tie_fields(std::declval<T&>())))>;

}  // namespace tenon::inline v0::detail
