// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/relations/related_query.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class Target, class Link, int From, int To, class Session, class Parents, class... Terms>
auto load_linked(Session& session, const Parents& parents, Terms&&... terms) {
    using parent = element_of<const Parents>;
    if constexpr (!accept_reference<Link, parent, From>()) {
        return refused{};
    } else if constexpr (!accept_reference<Link, Target, To>()) {
        return refused{};
    } else if constexpr (!accept_owning<Target>()) {
        return refused{};
    } else {
        using from = reference<Link, parent, From>;
        using to = reference<Link, Target, To>;
        using keys = key_index<parent, from::parent>;
        constexpr auto column = reference_column<from, Link, parent>();
        const auto query =
            order_groups<Target>(select(struct_columns<Target>{}, struct_column<Link, from::child>{})
                                     .template from<Link>()
                                     .template join<Target>(struct_column<Target, to::parent>{} ==
                                                            struct_column<Link, to::child>{})
                                     .where(column.in(keys_parameter)),
                                 column, static_cast<Terms&&>(terms)...);
        using found = found_rows<Session, decltype(query), const std::vector<typename keys::key_type>>;
        if constexpr (std::is_same_v<found, refused>)
            return refused{};
        else
            return load_groups<Target>(
                session, query, keys(parents, find_collation<parent>(from::parent)),
                [](const auto& row) -> const auto& { return tenon::get<1>(row); },
                [](auto&& row) -> Target&& { return std::move(tenon::get<0>(row)); });
    }
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// For each struct of a range the rows of Target's table that a table of links (Link) names together with it,
/// all loaded by one query more: `SELECT target.*, link.key FROM link JOIN target ON … WHERE link.key IN
/// (…)`. Within a group rows are ordered by the terms, which may name columns of both tables, and then by
/// Target's primary key; a row that is linked to several structs is there for each.
///
/// `session` is a `database` or any session that may read both tables. Link's table must have exactly one
/// foreign key to each of the two, of one column. Throws what running a query throws.
template <class Target, class Link, class Session, detail::iterable Parents, class... Terms>
auto linked(Session& session, const Parents& parents, Terms&&... terms) {
    return detail::load_linked<Target, Link, detail::any_field, detail::any_field>(
        session, parents, static_cast<Terms&&>(terms)...);
}

/// The same by the foreign keys of two fields of Link, to the range's structs and to Target: where both refer
/// to one table, as in `linked<&follow::follower_id, &follow::followed_id>(session, people)`.
template <auto From, auto To, class Session, detail::iterable Parents, class... Terms>
auto linked(Session& session, const Parents& parents, Terms&&... terms) {
    using link = member_owner<From>;
    constexpr int from = static_cast<int>(member_index<From>), to = static_cast<int>(member_index<To>);
    static_assert(std::is_same_v<link, member_owner<To>>, "linked() wants two fields of one struct of links");
    if constexpr (!std::is_same_v<link, member_owner<To>>)
        return detail::refused{};
    else if constexpr (!detail::accept_target<link, to>())
        return detail::refused{};
    else
        return detail::load_linked<detail::target_of<link, to>, link, from, to>(
            session, parents, static_cast<Terms&&>(terms)...);
}

}  // namespace tenon::inline v0
