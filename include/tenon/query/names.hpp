// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/fixed_string.hpp>
#include <tenon/query/methods.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/schema/described.hpp>

#include <optional>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

/// `column = value` in SET, VALUES and DO UPDATE SET.
template <fixed_string Column, class E>
struct assignment : assignment_tag {
    enum : tally { size = E::size + one_node, reach = E::reach };

    E value;

    static constexpr int lower(tree& t) {
        const int index = t.unary(op::assign, E::lower(t));
        t.nodes[index].text = stored<Column>.view();
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<E>) value.each_captured(visit);
    }
};

/// Where the last dot is: what stands before it is a table or alias.
constexpr std::size_t qualifier_size(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? 0 : dot;
}

constexpr bool names_all(std::string_view name) { return !name.empty() && name.back() == '*'; }

template <fixed_string Column, class E>
struct types_in_<assignment<Column, E>> {
    using type = types_in<E>;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A column by its name in SQL, perhaps after an alias: `"total"_c`, `"o.total"_c`; `"*"_c` and `"o.*"_c` are
/// all.
template <fixed_string Name>
struct column_name : detail::expression_methods<column_name<Name>> {
    enum : detail::tally {
        size = detail::one_node,
        reach = detail::names_all(Name.view()) ? detail::one_star : 0
    };

    static constexpr int lower(detail::tree& t) {
        constexpr std::string_view whole = detail::stored<Name>.view();
        constexpr std::size_t dot = detail::qualifier_size(whole);
        constexpr std::string_view last = dot == 0 ? whole : whole.substr(dot + 1);
        const int index =
            t.leaf(last == "*" ? detail::op::star : detail::op::column, last == "*" ? "" : last);
        t.nodes[index].qualifier = whole.substr(0, dot);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

    /// Assigns in SET, VALUES and DO UPDATE SET.
    template <class T>
    [[gnu::always_inline]] constexpr auto operator=(T&& value) const {
        return detail::assignment<Name, detail::lifted<T>>{{}, detail::lifted<T>(static_cast<T&&>(value))};
    }
};

/// A column by the address of its field, and the alias of its table if that stands in the query more than
/// once.
template <auto Member, fixed_string Alias = "">
struct column_member : detail::expression_methods<column_member<Member, Alias>> {
    enum : detail::tally { size = detail::one_node, reach = 0 };

    static constexpr int lower(detail::tree& t) {
        const int index = t.leaf(detail::op::column);
        const table_info& table = table_info_of<member_owner<Member>>();
        if constexpr (detail::valid_table<member_owner<Member>>)
            t.nodes[index].text = table.columns[member_index<Member>].name;
        else
            t.fail(detail::problem_kind::refused_table, index);
        t.nodes[index].qualifier = detail::stored<Alias>.view();
        t.nodes[index].table = &table;
        t.nodes[index].mark(detail::flag::by_member);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// The column of a field: `c<&order::total>`, or `c<&order::total, "o">` where the table has an alias.
template <auto Member, fixed_string Alias = "">
inline constexpr column_member<Member, Alias> c;

/// A value for the placeholder of that name. Rvalues are kept, lvalues referred to: they must outlive the
/// range that the statement returns.
template <fixed_string Name, class T>
struct named_argument {
    static constexpr std::string_view name() { return detail::stored<Name>.view(); }
    using value_type = std::remove_cvref_t<T>;

    T value;
};

/// A value to be given when the statement runs, as `"name"_p = value`: `:name`. Its type follows from its
/// place.
template <fixed_string Name>
struct placeholder : detail::expression_methods<placeholder<Name>> {
    enum : detail::tally { size = detail::one_node + detail::one_parameter, reach = 0 };

    static constexpr int lower(detail::tree& t) {
        return t.leaf(detail::op::placeholder, detail::stored<Name>.view());
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

    template <class T>
    [[gnu::always_inline]] constexpr named_argument<Name, const T&> operator=(const T& value) const {
        return {value};
    }

    /// Text: a literal, or a buffer up to its first NUL.
    template <std::size_t N>
    [[gnu::always_inline]] constexpr named_argument<Name, std::string_view> operator=(
        const char (&value)[N]) const {
        return {text_of(value)};
    }

    template <std::size_t N>
    [[gnu::always_inline]] constexpr named_argument<Name, std::string_view> operator=(
        char (&value)[N]) const {
        return {text_of(value)};
    }

    template <class T>
        requires(!std::is_lvalue_reference_v<T>)
    [[gnu::always_inline]] constexpr named_argument<Name, std::remove_const_t<T>> operator=(T&& value) const {
        return {static_cast<T&&>(value)};
    }
};

template <fixed_string Name>
inline constexpr bool detail::is_placeholder<placeholder<Name>> = true;

namespace literals {

/// A column by name.
template <fixed_string Name>
[[gnu::always_inline]] constexpr column_name<Name> operator""_c() {
    return {};
}

/// A placeholder by name.
template <fixed_string Name>
[[gnu::always_inline]] constexpr placeholder<Name> operator""_p() {
    return {};
}

}  // namespace literals

}  // namespace tenon::inline v0
