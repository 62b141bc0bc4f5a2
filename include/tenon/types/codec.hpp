// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/type_name.hpp>
#include <tenon/types/sql_type.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// How a C++ type is stored: the customisation point, specialised before the type's first use in a table or
/// query.
///
/// A specialisation has
/// - `static constexpr tenon::kind storage`: boolean, integer, real, text or blob;
/// - `static … encode(const T&)`: a `bool`, `std::int64_t`, `double`, `std::string_view` or
///   `std::span<const std::byte>`; a view points into the value or to static storage and may be bound without
///   a copy, while an owning text or blob (`std::string`, `tenon::short_text`) is always copied;
/// - `static T decode(…)`: takes a `bool`, `std::int64_t`, `double`, `std::string_view` or
///   `std::span<const std::byte>` and refuses what does not fit by `tenon::refuse`;
/// - optionally `static constexpr std::string_view name`: makes T a domain, which compares only with itself;
/// - optionally `using domain_type = U`: T belongs to the domain of U, whose codec has a name;
/// - optionally `static constexpr tenon::integer_limits limits`: the stored integers that `decode` takes.
///
/// Without `encode` T can't be bound, without `decode` it can't be a column. NULL is never seen:
/// `std::optional` stands for it.
template <class T>
struct codec;

namespace detail {

template <class T>
inline constexpr bool optional_type = false;
template <class T>
inline constexpr bool optional_type<std::optional<T>> = true;

template <class T>
struct without_optional {
    using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
    using type = std::remove_cv_t<T>;
};

template <kind K>
struct stored_as;
template <>
struct stored_as<kind::boolean> {
    using type = bool;
};
template <>
struct stored_as<kind::integer> {
    using type = std::int64_t;
};
template <>
struct stored_as<kind::real> {
    using type = double;
};
template <>
struct stored_as<kind::text> {
    using type = std::string_view;
};
template <>
struct stored_as<kind::blob> {
    using type = std::span<const std::byte>;
};

template <class Encoded, kind K>
concept encoded_as = (K == kind::boolean && std::same_as<Encoded, bool>) ||
                     (K == kind::integer && requires(Encoded e) { std::int64_t{e}; }) ||
                     (K == kind::real && requires(Encoded e) { double{e}; }) ||
                     (K == kind::text && std::convertible_to<const Encoded&, std::string_view>) ||
                     (K == kind::blob && std::convertible_to<const Encoded&, std::span<const std::byte>>);

}  // namespace detail

/// Whether T, apart from const and reference, is a `std::optional`: a column that can be NULL.
template <class T>
inline constexpr bool is_optional = detail::optional_type<std::remove_cvref_t<T>>;

/// T without const, reference and one `std::optional`: what stands in the column when it is not NULL.
template <class T>
using value_of = typename detail::without_optional<std::remove_cvref_t<T>>::type;

/// The codec that stores T; for `std::optional<T>` that of T.
template <class T>
using codec_of = codec<value_of<T>>;

/// A type that a column can be read as.
template <class T>
concept column_type = requires(typename detail::stored_as<codec_of<T>::storage>::type stored) {
    { codec_of<T>::decode(stored) } -> std::same_as<value_of<T>>;
};

/// A type whose values can be bound to a placeholder; `std::nullopt` is one, pointers to char too.
template <class T>
concept bindable =
    std::same_as<std::remove_cvref_t<T>, std::nullopt_t> || requires(const value_of<T>& value) {
        { codec_of<T>::encode(value) } -> detail::encoded_as<codec_of<T>::storage>;
    };

namespace detail {

template <class T>
concept own_domain = requires { codec<T>::name; };
template <class T>
concept shared_domain = requires { typename codec<T>::domain_type; };

template <class T>
inline constexpr domain named_domain{codec<T>::name, spell_type<T>()};

template <class T>
constexpr const domain& find_domain() {
    if constexpr (shared_domain<T>) {
        return named_domain<typename codec<T>::domain_type>;
    } else if constexpr (own_domain<T>) {
        return named_domain<T>;
    } else {
        return no_domain;
    }
}

template <class T>
constexpr sql_type describe() {
    if constexpr (std::is_same_v<T, std::nullopt_t>) {
        return {kind::null, true, nullptr};
    } else if constexpr (requires { codec_of<T>::storage; }) {
        return {codec_of<T>::storage, optional_type<T>, &find_domain<value_of<T>>()};
    } else {
        return {};
    }
}

template <class T>
constexpr integer_limits describe_limits() {
    if constexpr (requires { codec_of<T>::limits; }) {
        return codec_of<T>::limits;
    } else {
        return {};
    }
}

}  // namespace detail

/// The SQL type of T; its kind is `unknown` if no codec stores T.
template <class T>
inline constexpr sql_type type_of = detail::describe<std::remove_cvref_t<T>>();

/// The domain that T, or the value of an optional T, belongs to.
template <class T>
    requires(detail::own_domain<value_of<T>> || detail::shared_domain<value_of<T>>)
inline constexpr const domain& domain_of = detail::find_domain<value_of<T>>();

/// The stored integers that T can hold: its codec's `limits`, or all 64 bits.
template <class T>
inline constexpr integer_limits limits_of = detail::describe_limits<T>();

}  // namespace tenon::inline v0
