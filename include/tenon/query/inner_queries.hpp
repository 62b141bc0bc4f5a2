// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/methods.hpp>

namespace tenon::inline v0::detail {

/// A query inside an expression: its value, or after IN its rows.
template <class Query, bool Listed>
struct subquery : expression_methods<subquery<Query, Listed>> {
    enum : tally {
        size = packed_size(facts_of<Query>.size) + one_node,
        reach = packed_reach(facts_of<Query>.size) + one_query
    };

    Query query;

    constexpr subquery() = default;
    [[gnu::always_inline]] constexpr explicit subquery(Query q) : query(static_cast<Query&&>(q)) {}

    static constexpr int lower(tree& t) {
        const int index = t.unary(op::subquery, lowering<Query>::lower(t));
        if (Listed) t.nodes[index].mark(flag::listed);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<subquery>) query.each_captured(visit);
    }
};

template <class Query>
struct exists_test : expression_methods<exists_test<Query>> {
    enum : tally {
        size = packed_size(facts_of<Query>.size) + one_node,
        reach = packed_reach(facts_of<Query>.size) + one_query
    };

    Query query;

    static constexpr int lower(tree& t) { return t.unary(op::exists, lowering<Query>::lower(t)); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<exists_test>) query.each_captured(visit);
    }
};

template <class Query, bool Listed>
struct types_in_<subquery<Query, Listed>> {
    using type = origins<Query>;
};

template <class Query>
struct types_in_<exists_test<Query>> {
    using type = origins<Query>;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The only value of a query, NULL if it yields no row: `(SELECT …)`. Beside an operator a query need not be
/// wrapped.
template <class Query>
    requires(__is_base_of(detail::query_tag, Query))
[[gnu::always_inline]] constexpr auto scalar(Query query) {
    return detail::subquery<Query, false>(static_cast<Query&&>(query));
}

/// Whether a query yields a row: `EXISTS (SELECT …)`.
template <class Query>
    requires(__is_base_of(detail::query_tag, Query))
[[gnu::always_inline]] constexpr auto exists(Query query) {
    return detail::exists_test<Query>{{}, static_cast<Query&&>(query)};
}

}  // namespace tenon::inline v0
