// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/fixed_string.hpp>
#include <tenon/meta/suggestion.hpp>
#include <tenon/meta/types.hpp>
#include <tenon/query/names.hpp>
#include <tenon/statement/read.hpp>
#include <tenon/statement/refused.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// A column of a row: its name, perhaps after its table's alias, and its C++ type.
template <fixed_string Name, class T>
struct cell {
    using type = T;
    static constexpr std::string_view name() { return stored_name.view(); }

private:
    static constexpr fixed_string stored_name = Name;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

/// Holds one value of a row, read straight into its place.
template <std::size_t I, class T>
struct slot {
    T value;

    template <class Reader>
    slot(const Reader& reader, int column) : value(read_output<T>(reader, column)) {}
};

template <std::size_t I, class T>
constexpr T& value_at(slot<I, T>& it) {
    return it.value;
}

template <std::size_t I, class T>
constexpr const T& value_at(const slot<I, T>& it) {
    return it.value;
}

template <std::size_t I, class... T>
inline constexpr int first_column = [] {
    constexpr int widths[] = {output_width<T>...};
    int column = 0;
    for (std::size_t i = 0; i < I; ++i) column += widths[i];
    return column;
}();

template <class Sequence, class... Cells>
struct row_slots;

template <std::size_t... I, class... Cells>
struct row_slots<std::index_sequence<I...>, Cells...> : slot<I, typename Cells::type>... {
    template <class Reader>
    explicit row_slots(const Reader& reader)
        : slot<I, typename Cells::type>(reader, first_column<I, typename Cells::type...>)... {}
};

/// What follows a name's last dot, or all of it.
constexpr std::string_view unqualified(std::string_view name) { return name.substr(name.rfind('.') + 1); }

constexpr bool names_cell(std::string_view cell, std::string_view wanted) {
    return same_name(cell, wanted) || same_name(unqualified(cell), wanted);
}

template <fixed_string Name, class... Cells>
struct cell_search {
    static constexpr std::size_t found = [] {
        constexpr std::string_view names[] = {Cells::name()...};
        std::size_t index = sizeof...(Cells);
        for (std::size_t i = sizeof...(Cells); i-- > 0;)
            if (names_cell(names[i], Name.view())) index = i;
        return index;
    }();

    static constexpr message sentence = [] {
        message words;
        int matches = 0;
        suggestion nearest(Name.view());
        for (const std::string_view name : {Cells::name()...}) {
            if (names_cell(name, Name.view())) ++matches;
            nearest.consider(name);
        }
        if (matches == 1) return words;
        words << (matches == 0 ? "the row has no column " : "the row has several columns ");
        words.name(Name.view());
        if (matches == 0 && !nearest.best().empty()) (words << "; did you mean ").name(nearest.best()) << "?";
        for (const std::string_view name : {Cells::name()...})
            if (names_cell(name, Name.view()) && !same_name(name, Name.view())) {
                (words << ": say which, as in ").name(name);
                break;
            }
        return words;
    }();
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A row of a projection: for structured bindings, and by name as `row["total"_c]`. It owns its values.
template <class... Cells>
struct row : detail::row_slots<std::index_sequence_for<Cells...>, Cells...> {
    using detail::row_slots<std::index_sequence_for<Cells...>, Cells...>::row_slots;

    /// The value of the column of that name, or `alias.name`; a name that the row lacks does not compile.
    template <fixed_string Name>
    constexpr decltype(auto) operator[](column_name<Name>) const& {
        using search = detail::cell_search<Name, Cells...>;
        static_assert(detail::accept<search>());
        if constexpr (search::sentence.empty())
            return detail::value_at<search::found>(*this);
        else
            return detail::refused{};
    }

    template <fixed_string Name>
    constexpr auto operator[](column_name<Name>) && {
        using search = detail::cell_search<Name, Cells...>;
        static_assert(detail::accept<search>());
        if constexpr (search::sentence.empty())
            return std::move(detail::value_at<search::found>(*this));
        else
            return detail::refused{};
    }
};

/// The `I`th value of a row.
template <std::size_t I, class... Cells>
constexpr auto& get(row<Cells...>& it) {
    return detail::value_at<I>(it);
}

template <std::size_t I, class... Cells>
constexpr const auto& get(const row<Cells...>& it) {
    return detail::value_at<I>(it);
}

template <std::size_t I, class... Cells>
constexpr auto&& get(row<Cells...>&& it) {
    return std::move(detail::value_at<I>(it));
}

}  // namespace tenon::inline v0

template <class... Cells>
struct std::tuple_size<tenon::row<Cells...>> : std::integral_constant<std::size_t, sizeof...(Cells)> {};

template <std::size_t I, class... Cells>
struct std::tuple_element<I, tenon::row<Cells...>> {
    using type = typename tenon::detail::type_at<tenon::detail::types<Cells...>, I>::type;
};
