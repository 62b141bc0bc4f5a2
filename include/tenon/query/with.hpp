// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/query.hpp>

#include <cstdint>

namespace tenon::inline v0 {

/// Has a part of WITH computed once: `AS MATERIALIZED`.
struct materialized_t {};
inline constexpr materialized_t materialized;

/// Has a part of WITH read as if it stood where it is used: `AS NOT MATERIALIZED`.
struct not_materialized_t {};
inline constexpr not_materialized_t not_materialized;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

/// A part of WITH: its name, perhaps its columns' names, its query.
template <class Query, std::uint16_t Flags, fixed_string Name, fixed_string... Columns>
struct with_part : expression_tag {
    enum : tally {
        size = packed_size(facts_of<Query>.size) + (2 + sizeof...(Columns)) * one_node,
        reach = packed_reach(facts_of<Query>.size) + one_query
    };

    Query query;

    static constexpr int lower(tree& t) {
        const int marker = t.enter(op::cte);
        t.nodes[marker].text = stored<Name>.view();
        t.nodes[marker].flags = Flags;
        sibling_list parts;
        (parts.add(t, t.leaf(op::cte_column, stored<Columns>.view())), ...);
        parts.add(t, lowering<Query>::lower(t));
        const int part = parts.close(t, op::cte, stored<Name>.view());
        t.nodes[part].flags = Flags;
        t.nodes[part].begin = static_cast<std::int16_t>(marker);
        return part;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<with_part>) query.each_captured(visit);
    }
};

template <class Query, std::uint16_t Flags, fixed_string... Names>
struct types_in_<with_part<Query, Flags, Names...>> {
    using type = origins<Query>;
};

/// WITH at the head of a statement.
template <class Sequence>
struct with_parts {
    using origin_types = types_in<Sequence>;
    enum : tally { size = Sequence::size + 2 * one_node, reach = Sequence::reach };

    Sequence parts;

    static constexpr void lower(tree& t, sibling_list& clauses) {
        const int marker = t.enter(op::with);
        sibling_list list;
        Sequence::lower_into(t, list);
        const int with = list.close(t, op::with);
        t.nodes[with].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, with);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<Sequence>) parts.each_captured(visit);
    }
};

/// Parts of WITH, waiting for more of them or for the statement that reads them.
template <class Sequence>
struct with_list {
    Sequence parts;

    /// Another part; it sees those before it.
    template <fixed_string Name, fixed_string... Columns, query_like Query>
    [[gnu::always_inline]] constexpr auto with(Query query) const {
        return add<0, Name, Columns...>(static_cast<Query&&>(query));
    }
    template <fixed_string Name, fixed_string... Columns, query_like Query>
    [[gnu::always_inline]] constexpr auto with(Query query, materialized_t) const {
        return add<bits(flag::materialized), Name, Columns...>(static_cast<Query&&>(query));
    }
    template <fixed_string Name, fixed_string... Columns, query_like Query>
    [[gnu::always_inline]] constexpr auto with(Query query, not_materialized_t) const {
        return add<bits(flag::not_materialized), Name, Columns...>(static_cast<Query&&>(query));
    }

    /// A part that reads itself: a SELECT of the first rows, and behind UNION or UNION ALL one of those that
    /// follow from each.
    template <fixed_string Name, fixed_string... Columns, query_like Query>
    [[gnu::always_inline]] constexpr auto with_recursive(Query query) const {
        return add<bits(flag::recursive), Name, Columns...>(static_cast<Query&&>(query));
    }

    template <class... E>
        requires(sizeof...(E) > 0)
    [[gnu::always_inline]] constexpr auto select(E&&... results) const {
        return make_select<false>(select_head<with_parts<Sequence>>{{}, {parts}},
                                  static_cast<E&&>(results)...);
    }

    template <class... E>
        requires(sizeof...(E) > 0)
    [[gnu::always_inline]] constexpr auto select_distinct(E&&... results) const {
        return make_select<true>(select_head<with_parts<Sequence>>{{}, {parts}},
                                 static_cast<E&&>(results)...);
    }

    template <class T>
    [[gnu::always_inline]] constexpr auto insert() const {
        return start_query(write_head<op::insert, T, "", with_parts<Sequence>>{{}, {parts}});
    }

    template <class T, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto update() const {
        return start_query(write_head<op::update, T, Alias, with_parts<Sequence>>{{}, {parts}});
    }

    template <class T, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto delete_from() const {
        return start_query(write_head<op::delete_, T, Alias, with_parts<Sequence>>{{}, {parts}});
    }

private:
    template <std::uint16_t Flags, fixed_string Name, fixed_string... Columns, class Query>
    [[gnu::always_inline]] constexpr auto add(Query query) const {
        using part = with_part<Query, Flags, Name, Columns...>;
        auto list = append_all(parts, part{{}, static_cast<Query&&>(query)});
        return with_list<decltype(list)>{static_cast<decltype(list)&&>(list)};
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// `WITH name [(columns)] AS (query)`, continued by more of them, then by `.select(…)`, `.insert<T>()` and
/// the like, which read it by `from<"name">()`. A second argument, `materialized` or `not_materialized`, is a
/// hint.
template <fixed_string Name, fixed_string... Columns, query_like Query, class... Hint>
[[gnu::always_inline]] constexpr auto with(Query query, Hint... hint) {
    return detail::with_list<detail::sequence<>>{}.template with<Name, Columns...>(
        static_cast<Query&&>(query), hint...);
}

/// `WITH RECURSIVE name [(columns)] AS (query)`: the query is a SELECT of the first rows, and behind UNION or
/// UNION ALL one that reads `name` itself.
template <fixed_string Name, fixed_string... Columns, query_like Query>
[[gnu::always_inline]] constexpr auto with_recursive(Query query) {
    return detail::with_list<detail::sequence<>>{}.template with_recursive<Name, Columns...>(
        static_cast<Query&&>(query));
}

}  // namespace tenon::inline v0
