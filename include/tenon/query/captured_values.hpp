// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/conditional.hpp>
#include <tenon/query/own_functions.hpp>
#include <tenon/query/query.hpp>
#include <tenon/query/with.hpp>

#include <cstddef>
#include <cstdint>

namespace tenon::inline v0::detail {

// The types of the values that a query has captured, in the order in which they are visited: what runs a
// statement is then the same for all queries that captured the same types. A part that is not known here
// stands as `void`, and its query is kept as a whole.
template <class E>
struct captured_in_ {
    using type = types<void>;
};

template <class E>
struct found_captured {
    using type = types<>;
};

template <class E>
    requires(query_like<E> || captures<E>)
struct found_captured<E> {
    using type = typename captured_in_<E>::type;
};

template <class... E>
using captured_in = joined<typename found_captured<E>::type...>;

template <class T>
struct captured_in_<captured<T>> {
    using type = types<T>;
};

template <class Range>
struct captured_in_<captured_range<Range>> {
    using type = types<Range>;
};

// Parts made of nothing but parts.
template <template <class...> class Part, class... E>
struct captured_in_<Part<E...>> {
    using type = captured_in<E...>;
};

template <op Code, class E, std::uint16_t Flags, fixed_string Text>
struct captured_in_<unary<Code, E, Flags, Text>> {
    using type = captured_in<E>;
};

template <op Code, class L, class R, std::uint16_t Flags>
struct captured_in_<binary<Code, L, R, Flags>> {
    using type = captured_in<L, R>;
};

template <op Code, class Sequence, std::uint16_t Flags, fixed_string Text>
struct captured_in_<nary<Code, Sequence, Flags, Text>> {
    using type = captured_in<Sequence>;
};

template <class Sequence, std::uint16_t Flags>
struct captured_in_<case_expression<Sequence, Flags>> {
    using type = captured_in<Sequence>;
};

template <class T, class E>
struct captured_in_<cast_expression<T, E>> {
    using type = captured_in<E>;
};

template <class P, class E>
struct captured_in_<typed_argument<P, E>> {
    using type = captured_in<E>;
};

template <fixed_string Column, class E>
struct captured_in_<assignment<Column, E>> {
    using type = captured_in<E>;
};

template <class Query, bool Listed>
struct captured_in_<subquery<Query, Listed>> {
    using type = captured_in<Query>;
};

template <op Code, class Sequence>
struct captured_in_<list_clause<Code, Sequence>> {
    using type = captured_in<Sequence>;
};

template <op Code, class Sequence, bool Distinct>
struct captured_in_<results_clause<Code, Sequence, Distinct>> {
    using type = captured_in<Sequence>;
};

template <op Code, class Source, class On>
struct captured_in_<join_clause<Code, Source, On>> {
    using type = captured_in<Source, On>;
};

template <class Query, fixed_string Alias>
struct captured_in_<derived_source<Query, Alias>> {
    using type = captured_in<Query>;
};

template <class Query, fixed_string Operator>
struct captured_in_<arm_clause<Query, Operator>> {
    using type = captured_in<Query>;
};

template <class Query, std::uint16_t Flags, fixed_string... Names>
struct captured_in_<with_part<Query, Flags, Names...>> {
    using type = captured_in<Query>;
};

template <op Statement, class T, fixed_string Alias, class With>
struct captured_in_<write_head<Statement, T, Alias, With>> {
    using type = captured_in<With>;
};

/// Collects where the values are.
struct value_finder {
    const void** next;

    template <class T>
    [[gnu::always_inline]] constexpr void operator()(const T& value) {
        *next++ = __builtin_addressof(value);
    }
};

}  // namespace tenon::inline v0::detail
