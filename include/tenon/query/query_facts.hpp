// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/types.hpp>
#include <tenon/query/tally.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// Marks statements of the builder, and texts.
struct query_tag {};

/// What is known of a statement as a whole.
struct query_facts {
    op statement = op::none;
    tree_size size{};
    bool groups = false;
    bool gives_values = false;  // of an INSERT: it does not take its columns from the arguments
    bool keeps_key = false;
    bool yields_rows = false;
    std::uint16_t flags = 0;
};

// Outside of the statement's type: a constant that is a member has a name, which spells the statement, for
// each type that a chain of calls goes through; this one only for those that are looked at.
template <class Query>
inline constexpr query_facts facts_of = Query::facts;

template <class Query>
inline constexpr query_facts facts_of<const Query> = facts_of<Query>;

template <class Query, bool Listed>
struct subquery;

/// Lowers a whole statement, or a query inside another one: WITH, the table that is written, FROM, then the
/// clauses as they were given; `WithWith` false leaves WITH out. `lower(tree&)` returns its node.
template <class Query, bool WithWith = true>
struct lowering;

/// The C++ types that an expression brings to its query's list, in the order in which they are lowered;
/// looked for only where there are any.
template <class E>
struct types_in_;

template <class E, bool Any = (types_of(E::reach) > 0)>
struct found_types {
    using type = types<>;
};

template <class E>
struct found_types<E, true> {
    using type = typename types_in_<E>::type;
};

template <class E>
using types_in = typename found_types<E>::type;

/// The list of a whole query.
template <class Query>
struct origins_ {
    using type = typename Query::origin_types;
};

template <class Query>
using origins = typename origins_<Query>::type;

}  // namespace tenon::inline v0::detail
