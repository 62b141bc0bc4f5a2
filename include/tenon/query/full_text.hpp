// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/constant.hpp>
#include <tenon/query/names.hpp>
#include <tenon/query/own_functions.hpp>
#include <tenon/schema/find_field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace tenon::inline v0::detail {

/// A full-text table as a whole.
template <class T, fixed_string Alias>
struct whole_table : expression_methods<whole_table<T, Alias>> {
    enum : tally { size = one_node, reach = 0 };

    static constexpr int lower(tree& t) {
        const table_info& table = table_info_of<T>();
        const int index = t.leaf(op::table_name, table.name);
        t.nodes[index].qualifier = stored<Alias>.view();
        t.nodes[index].table = &table;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// The number of a field's column, as FTS5 counts them: without the rowid.
template <auto Member>
constexpr int fts5_column() {
    const table_info& table = table_info_of<member_owner<Member>>();
    const auto index = static_cast<int>(member_index<Member>);
    const int rowid = find_rowid(table);
    return rowid >= 0 && rowid < index ? index - 1 : index;
}

/// A call of one of FTS5's functions, whose arguments behind the table are of the types in `List`.
template <fixed_string Name, class R, class T, fixed_string Alias, class List, class... E>
[[gnu::always_inline]] constexpr auto call_fts5(List parameters, E&&... arguments) {
    auto list =
        append_typed(parameters, make_sequence(whole_table<T, Alias>{}), static_cast<E&&>(arguments)...);
    return own_call<Name, bits(flag::own), R, decltype(list)::count, decltype(list)>{
        {}, static_cast<decltype(list)&&>(list)};
}

template <class>
using weight = double;

template <auto Member>
using member_text =
    std::conditional_t<is_optional<std::remove_cv_t<field_type<member_owner<Member>, member_index<Member>>>>,
                       std::optional<std::string>, std::string>;

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// `table MATCH query`: the rows of a full-text table that a query in FTS5's language finds; a malformed one
/// is an error of the database.
template <class T, fixed_string Alias = "", class E>
[[gnu::always_inline]] constexpr auto match(E&& query) {
    return detail::make_binary<detail::op::match>(detail::whole_table<T, Alias>{}, static_cast<E&&>(query));
}

/// `bm25(table, weights…)`: how well a row fits, the best first in ascending order; one weight per column.
template <class T, fixed_string Alias = "", class... E>
[[gnu::always_inline]] constexpr auto bm25(E&&... weights) {
    return detail::call_fts5<"bm25", double, T, Alias>(detail::types<detail::weight<E>...>{},
                                                       static_cast<E&&>(weights)...);
}

/// `highlight(table, column, before, after)`: the column's text with what was found between two texts.
template <auto Member, fixed_string Alias = "", class B, class A>
[[gnu::always_inline]] constexpr auto highlight(B&& before, A&& after) {
    return detail::call_fts5<"highlight", detail::member_text<Member>, member_owner<Member>, Alias>(
        detail::types<int, std::string, std::string>{}, constant<detail::fts5_column<Member>()>,
        static_cast<B&&>(before), static_cast<A&&>(after));
}

/// `snippet(table, column, before, after, ellipsis, words)`: the part of the column's text that fits best.
template <auto Member, fixed_string Alias = "", class B, class A, class E, class W>
[[gnu::always_inline]] constexpr auto snippet(B&& before, A&& after, E&& ellipsis, W&& words) {
    return detail::call_fts5<"snippet", detail::member_text<Member>, member_owner<Member>, Alias>(
        detail::types<int, std::string, std::string, std::string, int>{},
        constant<detail::fts5_column<Member>()>, static_cast<B&&>(before), static_cast<A&&>(after),
        static_cast<E&&>(ellipsis), static_cast<W&&>(words));
}

}  // namespace tenon::inline v0
