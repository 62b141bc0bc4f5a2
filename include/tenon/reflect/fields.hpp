// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/reflect/field_address.hpp>
#include <tenon/reflect/reflectable.hpp>
#include <tenon/reflect/tied_fields.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-internal"
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif

namespace tenon::inline v0::detail {

template <auto Address>
constexpr const char* spell() {
    return __PRETTY_FUNCTION__;
}

/// The last identifier in a compiler's spelling of an address.
constexpr std::string_view last_identifier(std::string_view spelling) {
    std::size_t end = spelling.size();
    while (end > 0 && !is_identifier_char(spelling[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_identifier_char(spelling[begin - 1])) --begin;
    return spelling.substr(begin, end - begin);
}

template <class T, std::size_t I>
constexpr auto store_field_name() {
    constexpr std::string_view name = last_identifier(spell<address_of_field<T, I>()>());
    static_text<name.size()> stored;
    for (std::size_t i = 0; i < name.size(); ++i) stored.data[i] = name[i];
    return stored;
}

template <class T, std::size_t I>
inline constexpr auto stored_field_name = store_field_name<T, I>();

template <class T, class Field, Field T::* Member, std::size_t I>
constexpr bool is_field() {
    if constexpr (std::is_same_v<std::remove_cv_t<tied_type<T, I>>, std::remove_cv_t<Field>>)
        return __builtin_addressof(imagined<T>.value.*Member) ==
               __builtin_addressof(tied_field<I>(tie_fields(imagined<T>.value)));
    else
        return false;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// How many fields the struct has; a nested struct or array counts as one.
template <class T>
inline constexpr std::size_t field_count = detail::count_fields<T>();

/// The declared type of field `I`.
template <class T, std::size_t I>
using field_type = detail::tied_type<T, I>;

/// The name of field `I` as written in the struct, in static storage.
template <class T, std::size_t I>
inline constexpr std::string_view field_name = detail::stored_field_name<T, I>.view();

/// Field `I` of an object.
template <std::size_t I, class T>
constexpr decltype(auto) field(T&& object) {
    using part = decltype(detail::tied_field<I>(detail::tie_fields(object)));
    if constexpr (std::is_lvalue_reference_v<T>)
        return detail::tied_field<I>(detail::tie_fields(object));
    else
        return static_cast<std::remove_reference_t<part>&&>(
            detail::tied_field<I>(detail::tie_fields(object)));
}

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class T, class Field>
struct member_pointer_parts {
    using owner = T;
    using type = Field;
};

template <class T, class Field>
member_pointer_parts<T, Field> parts_of(Field T::*);

template <auto Member, class Parts, std::size_t... I>
constexpr std::size_t find_field(std::index_sequence<I...>) {
    std::size_t found = sizeof...(I);
    static_cast<void>(
        ((is_field<typename Parts::owner, typename Parts::type, Member, I>() && ((found = I), true)) || ...));
    return found;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The struct that a pointer to one of its fields belongs to.
template <auto Member>
using member_owner = typename decltype(detail::parts_of(Member))::owner;

/// The index of the field that `Member` (as in `&order::total`) points to.
template <auto Member>
inline constexpr std::size_t member_index = detail::find_field<Member, decltype(detail::parts_of(Member))>(
    std::make_index_sequence<field_count<member_owner<Member>>>{});

}  // namespace tenon::inline v0

#if defined(__clang__)
#pragma clang diagnostic pop
#endif
