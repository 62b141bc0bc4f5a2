// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/query/query.hpp>
#include <tenon/relations/key_index.hpp>
#include <tenon/relations/reference.hpp>
#include <tenon/relations/row_groups.hpp>
#include <tenon/relations/struct_column.hpp>
#include <tenon/statement/run.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Rows that are kept may not hold views.
template <class T>
struct owning_refusal {
    static constexpr message sentence = [] {
        message words;
        if (holds_views<T>)
            words.name(type_name<T>())
                << " has a field that is a view, and its rows outlive their statement: "
                   "give it std::string or std::vector<std::byte>";
        return words;
    }();
};

template <class T>
constexpr bool accept_owning() {
    constexpr bool owns = owning_refusal<T>::sentence.empty();
    if constexpr (!owns) static_assert(accept<owning_refusal<T>>());
    return owns;
}

/// The fields of T's primary key.
template <class T>
struct primary_fields {
    static constexpr key_info key = [] {
        const table_info& table = described<T>::info;
        for (int k = 0; k < table.key_count; ++k)
            if (table.keys[k].primary) return table.keys[k];
        return key_info{};
    }();
    static constexpr std::size_t count = static_cast<std::size_t>(key.size);
};

template <class T, class Query, class First, std::size_t... I, class... Terms>
[[gnu::always_inline]] constexpr auto order_groups(const Query& query, const First& first,
                                                   std::index_sequence<I...>, Terms&&... terms) {
    return query.order_by(first, static_cast<Terms&&>(terms)...,
                          struct_column<T, static_cast<std::size_t>(primary_fields<T>::key.columns[I])>{}...);
}

/// Orders rows of T by the column that tells their groups apart, then by the terms, then by T's key.
template <class T, class Query, class First, class... Terms>
[[gnu::always_inline]] constexpr auto order_groups(const Query& query, const First& first, Terms&&... terms) {
    return order_groups<T>(query, first, std::make_index_sequence<primary_fields<T>::count>{},
                           static_cast<Terms&&>(terms)...);
}

/// A foreign key's column, comparing as the key that it refers to does.
template <class Reference, class Child, class Parent>
constexpr auto reference_column() {
    using column = struct_column<Child, Reference::child>;
    constexpr std::string_view wanted = find_collation<Parent>(Reference::parent);
    if constexpr (same_name(find_collation<Child>(Reference::child), wanted))
        return column{};
    else if constexpr (same_name(wanted, "NOCASE"))
        return column{}.template collate<"NOCASE">();
    else if constexpr (same_name(wanted, "RTRIM"))
        return column{}.template collate<"RTRIM">();
    else
        return column{}.template collate<"BINARY">();
}

/// The parameter that takes the keys.
inline constexpr placeholder<"tenon_keys"> keys_parameter;

template <class Session, class Query, class Keys>
using found_rows =
    decltype(std::declval<Session&>()(std::declval<const Query&>(), keys_parameter = std::declval<Keys&>()));

/// Runs a query whose rows come ordered by the key of their group, and puts each row into its group.
template <class T, class Session, class Query, class Keys, class KeyOf, class RowOf>
row_groups<T> load_groups(Session& session, const Query& query, const Keys& keys, KeyOf key_of,
                          RowOf row_of) {
    using extent = typename row_groups<T>::extent;
    std::vector<T> rows;
    std::vector<extent> found(keys.values().size());
    if (!keys.values().empty()) {
        std::size_t group = Keys::none;
        typename Keys::compared_type last{};
        for (auto&& row : session(query, keys_parameter = keys.values())) {
            auto key = keys.compared(*present(key_of(row)));
            if (group == Keys::none || key != last) {
                group = keys.find(key);
                if (group == Keys::none) continue;
                found[group].first = rows.size();
                last = std::move(key);
            }
            ++found[group].count;
            rows.push_back(row_of(std::move(row)));
        }
    }
    std::vector<extent> groups;
    groups.reserve(keys.numbers().size());
    for (const std::size_t number : keys.numbers())
        groups.push_back(number == Keys::none ? extent{} : found[number]);
    return {std::move(rows), std::move(groups)};
}

}  // namespace tenon::inline v0::detail
