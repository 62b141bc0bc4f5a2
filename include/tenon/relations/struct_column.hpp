// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/names.hpp>
#include <tenon/schema/described.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

/// A column by its place in a struct, whatever the struct's table is called in the query.
template <class T, std::size_t I>
struct struct_column : expression_methods<struct_column<T, I>> {
    enum : tally { size = one_node, reach = 0 };

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::column, described<T>::info.columns[I].name);
        t.nodes[index].table = &described<T>::info;
        t.nodes[index].mark(flag::by_member);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// All columns of a struct's table, which has no alias.
template <class T>
struct struct_columns : expression_methods<struct_columns<T>> {
    enum : tally { size = one_node, reach = one_star };

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::star);
        t.nodes[index].qualifier = described<T>::info.name;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// How a column's text compares, as its description says: BINARY where that says nothing.
template <class T>
constexpr std::string_view find_collation(std::size_t column) {
    for (const constraint& c : described<T>::constraints)
        if (c.kind == constraint_kind::column && !c.text.empty() &&
            find_field(described<T>::info, c.columns[0]) == static_cast<int>(column))
            return c.text;
    return "BINARY";
}

}  // namespace tenon::inline v0::detail
