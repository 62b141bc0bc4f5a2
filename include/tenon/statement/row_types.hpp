// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/types.hpp>
#include <tenon/statement/compiled.hpp>
#include <tenon/statement/refused.hpp>
#include <tenon/statement/row.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// What decides an output's C++ type, as a template argument.
struct output_shape {
    origin from;
    bool nullable;
    kind storage;
};

constexpr output_shape shape_of(const output& out) { return {out.from, out.type.nullable, out.type.storage}; }

template <kind Storage>
struct computed_type;

template <>
struct computed_type<kind::boolean> {
    using type = bool;
};
template <>
struct computed_type<kind::integer> {
    using type = std::int64_t;
};
template <>
struct computed_type<kind::real> {
    using type = double;
};
template <>
struct computed_type<kind::text> {
    using type = std::string;
};
template <>
struct computed_type<kind::blob> {
    using type = std::vector<std::byte>;
};
// NULL, and nothing else.
template <>
struct computed_type<kind::null> {
    using type = std::int64_t;
};

template <class T>
struct read_as {
    using type = T;
};
template <class T>
struct read_as<plain_type<T>> {
    using type = T;
};

template <class Types, output_shape Shape>
struct output_value {
    using type = typename computed_type<Shape.storage>::type;
};

template <class Types, output_shape Shape>
    requires(Shape.from.type >= 0 && Shape.from.field < 0)
struct output_value<Types, Shape> {
    using type = typename read_as<type_at<Types, Shape.from.type>>::type;
};

template <class Types, output_shape Shape>
    requires(Shape.from.field >= 0)
struct output_value<Types, Shape> {
    using type = value_of<field_type<type_at<Types, Shape.from.type>, Shape.from.field>>;
};

template <class Types, output_shape Shape>
struct output_type_ {
    using value = typename output_value<Types, Shape>::type;
    using type = std::conditional_t<Shape.nullable, std::optional<value>, value>;
};

template <class Types, output_shape Shape>
using output_type = typename output_type_<Types, Shape>::type;

constexpr std::size_t cell_name_size(const output& out) {
    return out.name.size() + (out.qualifier.empty() ? 0 : out.qualifier.size() + 1);
}

// `alias.column`, or what the result was named.
template <std::size_t Size>
constexpr fixed_string<Size + 1> cell_name(const output& out) {
    char text[Size + 1]{};
    std::size_t at = 0;
    for (const char c : out.qualifier) text[at++] = c;
    if (at > 0) text[at++] = '.';
    for (const char c : out.name) text[at++] = c;
    return fixed_string<Size + 1>(text);
}

constexpr bool all_whole(const output* outputs, int count) {
    for (int i = 0; i < count; ++i)
        if (!outputs[i].whole) return false;
    return true;
}

template <class Query, class = std::make_index_sequence<compiled<Query>.output_count>>
struct row_type_;

template <class Query, std::size_t... I>
struct row_type_<Query, std::index_sequence<I...>> {
    using type = row<cell<cell_name<cell_name_size(compiled<Query>.outputs[I])>(compiled<Query>.outputs[I]),
                          output_type<origins<Query>, shape_of(compiled<Query>.outputs[I])>>...>;
};

template <class Query, std::size_t... I>
    requires(all_whole(compiled<Query>.outputs, sizeof...(I)) && sizeof...(I) != 1)
struct row_type_<Query, std::index_sequence<I...>> {
    using type = std::tuple<output_type<origins<Query>, shape_of(compiled<Query>.outputs[I])>...>;
};

template <class Query>
    requires(all_whole(compiled<Query>.outputs, 1))
struct row_type_<Query, std::index_sequence<0>> {
    using type = output_type<origins<Query>, shape_of(compiled<Query>.outputs[0])>;
};

/// The type of a query's rows: the struct of a whole table, a tuple of structs of several, else a named row.
template <class Query>
using row_type = typename row_type_<Query>::type;

template <class T>
struct view_of_ {
    using type = T;
};
template <>
struct view_of_<std::string> {
    using type = std::string_view;
};
template <>
struct view_of_<std::vector<std::byte>> {
    using type = std::span<const std::byte>;
};
template <class T>
struct view_of_<std::optional<T>> {
    using type = std::optional<typename view_of_<T>::type>;
};

template <class Row>
struct view_row_ {
    using type = Row;
};
template <fixed_string... Names, class... T>
struct view_row_<row<cell<Names, T>...>> {
    using type = row<cell<Names, typename view_of_<T>::type>...>;
};

template <class Query>
constexpr auto find_row_type() {
    if constexpr (accept_query<Query>())
        return std::type_identity<row_type<Query>>{};
    else
        return std::type_identity<refused>{};
}

/// The row whose texts and blobs are views into the database's memory.
template <class Row>
using view_row = typename view_row_<Row>::type;

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The type of the rows that a query yields.
template <query_like Query>
using row_of = typename decltype(detail::find_row_type<std::remove_cvref_t<Query>>())::type;

}  // namespace tenon::inline v0
