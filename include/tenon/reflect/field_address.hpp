// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/reflect/tied_fields.hpp>

#include <cstddef>

// Names come from the address of a field inside an object that is declared and never defined: as a template
// argument it is a constant, and the compiler spells it out in the name of a function. Boost.PFR has names of
// its own from 1.84 on, at the same cost; this works from 1.81 on. Clang warns of the missing definition
// where a user instantiates it, hence the pragmas.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-internal"
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif

namespace tenon::inline v0::detail {

template <class T>
struct holder {
    T value;
};

template <class T>
extern const holder<T> imagined;

/// A field's address, in a type that templates take on every compiler.
template <class Field>
struct field_address {
    const Field* address;
};

template <class Field>
field_address(const Field*) -> field_address<Field>;

template <class T, std::size_t I>
constexpr auto address_of_field() {
    return field_address{__builtin_addressof(tied_field<I>(tie_fields(imagined<T>.value)))};
}

template <auto>
struct constant_address;

/// Whether the fields of `T` have addresses of their own, which is not so where one is a bit-field or a
/// reference.
template <class T>
concept addressable_fields =
    initialiser_count<T> == 0 || requires { typename constant_address<address_of_field<T, 0>()>; };

}  // namespace tenon::inline v0::detail

#if defined(__clang__)
#pragma clang diagnostic pop
#endif
