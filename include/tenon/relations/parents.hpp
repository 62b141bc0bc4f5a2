// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/relations/referred_rows.hpp>
#include <tenon/relations/related_query.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

template <class Parent, class Reference, class Session, class Query, class Keys>
referred_rows<Parent> load_referred(Session& session, const Query& query, const Keys& keys) {
    std::vector<Parent> rows;
    std::vector<std::size_t> found(keys.values().size(), referred_rows<Parent>::none);
    if (!keys.values().empty())
        for (Parent&& row : session(query, keys_parameter = keys.values())) {
            const std::size_t number =
                keys.find(keys.compared(*present(field<Reference::parent>(std::as_const(row)))));
            if (number == Keys::none) continue;
            found[number] = rows.size();
            rows.push_back(std::move(row));
        }
    std::vector<std::size_t> places;
    places.reserve(keys.numbers().size());
    for (const std::size_t number : keys.numbers())
        places.push_back(number == Keys::none ? referred_rows<Parent>::none : found[number]);
    return {std::move(rows), std::move(places)};
}

template <class Parent, class Child, int Field, class Session, class Children>
auto load_parents(Session& session, const Children& children) {
    if constexpr (!accept_reference<Child, Parent, Field>()) {
        return refused{};
    } else if constexpr (!accept_owning<Parent>()) {
        return refused{};
    } else {
        using followed = reference<Child, Parent, Field>;
        using keys = key_index<Child, followed::child>;
        constexpr auto query =
            select<Parent>().where(struct_column<Parent, followed::parent>{}.in(keys_parameter));
        using found = found_rows<Session, decltype(query), const std::vector<typename keys::key_type>>;
        if constexpr (std::is_same_v<found, refused>)
            return refused{};
        else
            return load_referred<Parent, followed>(session, query,
                                                   keys(children, find_collation<Parent>(followed::parent)));
    }
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// For each struct of a range the row of Parent's table that it refers to by its foreign key, all loaded by
/// one query more, each row once: `SELECT * FROM parent WHERE key IN (…)`. Null where the foreign key is NULL
/// or names no row. No query runs where no struct has a key.
///
/// `session` is a `database` or any session that may read Parent's table. The table of the range's struct
/// must have exactly one foreign key to Parent's, of one column. Throws what running a query throws.
template <class Parent, class Session, detail::iterable Children>
auto parents(Session& session, const Children& children) {
    return detail::load_parents<Parent, detail::element_of<const Children>, detail::any_field>(session,
                                                                                               children);
}

/// The same by the foreign key of a field, as in `parents<&order::customer_id>(session, orders)`.
template <auto Field, class Session, detail::iterable Children>
auto parents(Session& session, const Children& children) {
    using child = member_owner<Field>;
    constexpr int index = static_cast<int>(member_index<Field>);
    if constexpr (!detail::accept_range<child, detail::element_of<const Children>>())
        return detail::refused{};
    else if constexpr (!detail::accept_target<child, index>())
        return detail::refused{};
    else
        return detail::load_parents<detail::target_of<child, index>, child, index>(session, children);
}

}  // namespace tenon::inline v0
