// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/relations/related_query.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class Child, int Field, class Session, class Parents, class... Terms>
auto load_children(Session& session, const Parents& parents, Terms&&... terms) {
    using parent = element_of<const Parents>;
    if constexpr (!accept_reference<Child, parent, Field>()) {
        return refused{};
    } else if constexpr (!accept_owning<Child>()) {
        return refused{};
    } else {
        using followed = reference<Child, parent, Field>;
        using keys = key_index<parent, followed::parent>;
        constexpr auto column = reference_column<followed, Child, parent>();
        const auto query = order_groups<Child>(select<Child>().where(column.in(keys_parameter)), column,
                                               static_cast<Terms&&>(terms)...);
        using found = found_rows<Session, decltype(query), const std::vector<typename keys::key_type>>;
        if constexpr (std::is_same_v<found, refused>)
            return refused{};
        else
            return load_groups<Child>(
                session, query, keys(parents, find_collation<parent>(followed::parent)),
                [](const Child& row) -> const auto& { return field<followed::child>(row); },
                [](Child&& row) -> Child&& { return std::move(row); });
    }
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// For each struct of a range the rows of Child's table that refer to it by their foreign key, all loaded by
/// one query more: `SELECT * FROM child WHERE key IN (…) ORDER BY key, …`. Within a group rows are ordered by
/// the terms (`"total"_c.desc()`), if there are any, and then by Child's primary key. No query runs for an
/// empty range. Equal keys share a group; one that is NULL has no rows.
///
/// `session` is a `database` or any session that may read Child's table; the query is the same whatever the
/// range's size. Child's table must have exactly one foreign key to that of the range's struct, of one
/// column. Throws what running a query throws.
template <class Child, class Session, detail::iterable Parents, class... Terms>
auto children(Session& session, const Parents& parents, Terms&&... terms) {
    return detail::load_children<Child, detail::any_field>(session, parents, static_cast<Terms&&>(terms)...);
}

/// The same by the foreign key of a field, as in `children<&order::customer_id>(session, customers)`.
template <auto Field, class Session, detail::iterable Parents, class... Terms>
auto children(Session& session, const Parents& parents, Terms&&... terms) {
    return detail::load_children<member_owner<Field>, static_cast<int>(member_index<Field>)>(
        session, parents, static_cast<Terms&&>(terms)...);
}

}  // namespace tenon::inline v0
