// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/reflect/field_address.hpp>
#include <tenon/reflect/tied_fields.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class T>
struct any_base_of {
    template <class Base>
        requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
    operator Base() const {
        __builtin_unreachable();
    }
};

// An aggregate takes its base classes as its first initialisers.
template <class T>
concept has_base = requires { T{any_base_of<T>{}}; };

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A struct whose fields can be read: an aggregate class without base classes.
template <class T>
concept reflectable = std::is_class_v<T> && std::is_aggregate_v<T> && !detail::has_base<T>;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

// Defined though never called: else clang refuses fields whose type is in an anonymous namespace.
struct any_value {
    template <class T>
    operator T() const {
        __builtin_unreachable();
    }
};

struct any_scalar {
    template <class T>
        requires(!std::is_class_v<T>)
    operator T() const {
        __builtin_unreachable();
    }
};

struct any_object {
    template <class T>
        requires std::is_class_v<T>
    operator T() const {
        __builtin_unreachable();
    }
};

template <std::size_t>
using any_value_at = any_value;

// Where braces are left out, an array of scalars looks like that many fields; with braces it gives itself
// away.
template <class T, std::size_t... Before>
constexpr bool array_after(std::index_sequence<Before...>) {
    return requires { T{any_value_at<Before>{}..., {any_scalar{}, any_scalar{}}}; } &&
           !requires { T{any_value_at<Before>{}..., any_object{}}; };
}

template <class T, std::size_t... I>
constexpr bool has_array(std::index_sequence<I...>) {
    return (array_after<T>(std::make_index_sequence<I>{}) || ...);
}

/// Why the fields of `T` can't be read, or nothing; the first reason only.
template <class T>
struct reflection_refusal {
    static constexpr message sentence = [] {
        message words;
        words.name(type_name<T>());
        if constexpr (!std::is_class_v<T>) {
            words << " is no struct: only a struct's fields can be read";
        } else if constexpr (has_base<T>) {
            words << " has a base class, whose fields can't be read: list all fields in the struct itself";
        } else if constexpr (!std::is_aggregate_v<T>) {
            words
                << " is no aggregate: a struct without constructors, private fields and virtual functions is";
        } else if constexpr (initialiser_count<T> > 100) {
            words << " has more than 100 fields: split it";
        } else if constexpr (has_array<T>(std::make_index_sequence<initialiser_count<T>>{})) {
            words << " has an array as a field: use std::array, std::string or std::vector";
        } else if constexpr (!addressable_fields<T>) {
            words << " has a bit-field or a reference, which can't be read: make it a plain field";
        } else {
            return message();
        }
        return words;
    }();
};

template <class T>
constexpr std::size_t count_fields() {
    static_assert(accept<reflection_refusal<T>>());
    if constexpr (reflection_refusal<T>::sentence.empty())
        return initialiser_count<T>;
    else
        return 0;
}

}  // namespace tenon::inline v0::detail
