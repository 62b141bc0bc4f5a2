// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/expression.hpp>

#include <cstdint>

namespace tenon::inline v0 {

template <class Head, class... Clauses>
struct query;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Query, class Clause>
struct longer_;

template <class Head, class... Clauses, class Clause>
struct longer_<query<Head, Clauses...>, Clause> {
    using type = query<Head, Clauses..., Clause>;
};

/// The same statement with one clause more.
template <class Query, class Clause>
using longer = typename longer_<Query, Clause>::type;

/// The statement is its head's, all else follows from the clauses too.
template <class Head, class... Clauses>
inline constexpr query_facts facts_of<query<Head, Clauses...>> = {
    Head::statement,
    unpacked((tally{Head::size} + ... + Clauses::size), (tally{Head::reach} + ... + Clauses::reach)),
    (false || ... || Clauses::groups),
    (false || ... || Clauses::gives_values),
    (false || ... || Clauses::keeps_key),
    (Head::yields_rows || ... || Clauses::yields_rows),
    static_cast<std::uint16_t>((0 | ... | Clauses::flags))};

template <class Head, class... Clauses>
struct origins_<query<Head, Clauses...>> {
    using type = joined<typename Head::origin_types, typename Clauses::origin_types...>;
};

}  // namespace tenon::inline v0::detail
