// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/types.hpp>

#include <type_traits>

namespace tenon::inline v0::detail {

/// A signature taken apart.
template <class Result, class... Arguments>
struct signature {
    using result = Result;
    using arguments = types<Arguments...>;
};

template <class F>
struct signature_parts {};

template <class R, class... A>
struct signature_parts<R(A...)> {
    using type = signature<R, A...>;
};
template <class R, class... A>
struct signature_parts<R(A...) noexcept> {
    using type = signature<R, A...>;
};
template <class R, class... A>
struct signature_parts<R(A...) const> {
    using type = signature<R, A...>;
};
template <class R, class... A>
struct signature_parts<R(A...) const noexcept> {
    using type = signature<R, A...>;
};
template <class R, class... A>
struct signature_parts<R(A...)&> {
    using type = signature<R, A...>;
};
template <class R, class... A>
struct signature_parts<R(A...) const&> {
    using type = signature<R, A...>;
};

template <class F>
struct signature_parts<F*> : signature_parts<F> {};

template <class C, class F>
struct signature_parts<F C::*> : signature_parts<F> {};

template <class F>
concept has_call_operator = requires { &F::operator(); };

template <has_call_operator F>
struct signature_parts<F> : signature_parts<decltype(&F::operator())> {};

/// A type with one signature: a function type or a pointer to one, a pointer to a member function, a class
/// with one operator() that is no template.
template <class F>
concept has_signature = requires { typename signature_parts<std::remove_cvref_t<F>>::type; };

/// What the function takes and returns, as `signature<Result, Arguments...>`.
template <has_signature F>
using signature_of = typename signature_parts<std::remove_cvref_t<F>>::type;

}  // namespace tenon::inline v0::detail
