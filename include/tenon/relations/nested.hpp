// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/relations/nested_json.hpp>
#include <tenon/relations/related_query.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

// JSON in SQLite has no blobs, and its reals lose digits. 21 digits are what SQLite's own quote() falls back
// to; 17 are too few, because it rounds them inexactly. What no STRICT table vouches for becomes, where it is
// of another kind, something that is refused when it is read; `||` keeps a text that a view makes of JSON
// from being taken for JSON.
constexpr std::string_view nested_cell(const table_info& table, int index) {
    const column_info& column = table.columns[index];
    const bool vouched_for = table.strict && !column.generated;
    const bool sure = vouched_for && !column.type.nullable;
    switch (column.type.storage) {
    case kind::real:
        return sure ? "printf('%!.20e', ?)"
                    : "CASE typeof(?) WHEN 'real' THEN printf('%!.20e', ?) WHEN 'integer' THEN ? "
                      "WHEN 'null' THEN NULL ELSE '' END";
    case kind::blob:
        return sure ? "hex(?)" : "CASE typeof(?) WHEN 'blob' THEN hex(?) WHEN 'null' THEN NULL ELSE 0 END";
    case kind::text:
        return vouched_for ? "?" : "CASE typeof(?) WHEN 'text' THEN ? || '' WHEN 'null' THEN NULL ELSE 0 END";
    default: return vouched_for ? "?" : "CASE typeof(?) WHEN 'blob' THEN '' ELSE ? END";
    }
}

constexpr int count_operands(std::string_view text) {
    int count = 0;
    for (const char c : text) count += c == '?' ? 1 : 0;
    return count;
}

template <class T>
inline constexpr int nested_operands = [] {
    int count = 0;
    for (int i = 0; i < described<T>::info.column_count; ++i)
        count += count_operands(nested_cell(described<T>::info, i));
    return count;
}();

/// The text around the columns of T and so many more rows inside each of its rows.
template <class T, int Inner>
struct nested_text {
    static constexpr void print(text_writer& out) {
        out.put("json_group_array(json_array(");
        for (int i = 0; i < described<T>::info.column_count; ++i) {
            if (i > 0) out.put(", ");
            out.put(nested_cell(described<T>::info, i));
        }
        for (int i = 0; i < Inner; ++i) out.put(", ?");
        out.put("))");
    }
};

/// All rows of T, whose source is called `Alias`, as one JSON text.
template <class T, fixed_string Alias, class Inner>
struct nested_columns : expression_methods<nested_columns<T, Alias, Inner>> {
    enum : tally { size = Inner::size + (1 + tally{nested_operands<T>}) * one_node, reach = Inner::reach };

    Inner inner;

    [[gnu::always_inline]] constexpr explicit nested_columns(Inner i) : inner(static_cast<Inner&&>(i)) {}

    static constexpr int lower(tree& t) {
        const table_info& table = described<T>::info;
        sibling_list list;
        for (int i = 0; i < table.column_count; ++i)
            for (int uses = count_operands(nested_cell(table, i)); uses > 0; --uses) {
                const int column = t.leaf(op::column, table.columns[i].name);
                t.nodes[column].qualifier = stored<Alias>.view();
                list.add(t, column);
            }
        Inner::lower_into(t, list);
        const int index = list.close(t, op::raw, printed<nested_text<T, Inner::count>>.view());
        t.nodes[index].type = type_of<std::string>;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        inner.each_captured(visit);
    }
};

template <class T, fixed_string Alias, class Inner>
struct types_in_<nested_columns<T, Alias, Inner>> {
    using type = types_in<Inner>;
};

template <class T, std::size_t... I, class Query, class... Terms>
[[gnu::always_inline]] constexpr auto order_nested(const Query& query, std::index_sequence<I...>,
                                                   Terms&&... terms) {
    if constexpr (sizeof...(I) + sizeof...(Terms) == 0)
        return query;
    else
        return query.order_by(
            static_cast<Terms&&>(terms)...,
            struct_column<T, static_cast<std::size_t>(primary_fields<T>::key.columns[I])>{}...);
}

/// The rows of a query of one table as one value, read as a vector of `Element`.
template <class T, class Element, fixed_string Alias, class Query, class Inner, bool Ordered = false>
struct nested_expression : expression_methods<nested_expression<T, Element, Alias, Query, Inner, Ordered>> {
    using element = Element;

    Query query;
    Inner inner;

    constexpr nested_expression() = default;
    [[gnu::always_inline]] constexpr nested_expression(Query of, Inner inside)
        : query(static_cast<Query&&>(of)), inner(static_cast<Inner&&>(inside)) {}

    /// The order of the rows: `ORDER BY …`; those alike, and without it all, are in the order of their key.
    template <class... E>
    [[gnu::always_inline]] constexpr auto order_by(E&&... terms) const {
        auto ordered = order_nested<T>(query, keys{}, static_cast<E&&>(terms)...);
        return nested_expression<T, Element, Alias, decltype(ordered), Inner, true>(std::move(ordered),
                                                                                    inner);
    }

    /// No more than the first `rows` in their order.
    template <class E>
    [[gnu::always_inline]] constexpr auto limit(E&& rows) const {
        auto limited = query.limit(static_cast<E&&>(rows));
        return nested_expression<T, Element, Alias, decltype(limited), Inner, Ordered>(std::move(limited),
                                                                                       inner);
    }

private:
    using keys = std::make_index_sequence<primary_fields<T>::count>;

    static constexpr auto complete(const Query& given) {
        if constexpr (Ordered)
            return given;
        else
            return order_nested<T>(given, keys{});
    }

    using ordered_type = decltype(complete(std::declval<const Query&>()));
    using grouped_type = decltype(select(std::declval<nested_columns<T, Alias, Inner>>())
                                      .template from<Alias>(std::declval<ordered_type>()));

public:
    using whole = raw_expression<std::vector<Element>, "?", sequence<subquery<grouped_type, false>>>;
    enum : tally { size = whole::size, reach = whole::reach };

    static constexpr int lower(tree& t) { return whole::lower(t); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<Inner>) inner.each_captured(visit);
        if constexpr (facts_of<Query>.size.captured > 0) query.each_captured(visit);
    }
};

template <class T, class Element, fixed_string Alias, class Query, class Inner, bool Ordered>
struct types_in_<nested_expression<T, Element, Alias, Query, Inner, Ordered>> {
    using type = types_in<typename nested_expression<T, Element, Alias, Query, Inner, Ordered>::whole>;
};

template <class T>
concept nested_rows = requires { typename T::element; };

template <class T, class... Inner>
struct nested_element_type {
    using type = std::tuple<T, std::vector<typename Inner::element>...>;
};
template <class T>
struct nested_element_type<T> {
    using type = T;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The rows of T's table that satisfy a condition, as one result of type `std::vector<T>` in each row of the
/// query around it, whose columns the condition may name:
/// `select("c.name"_c, nested<order, "o">("o.customer_id"_c == "c.id"_c).as<"orders">()).from<customer,
/// "c">()`. Continued by `.order_by(…)` and `.limit(…)`; without an order, rows come in that of their key.
/// Where no row satisfies the condition, the vector is empty.
///
/// With further `nested` after the condition, which may name columns of `Alias`, each element is a
/// `std::tuple<T, std::vector<…>, …>`.
///
/// It stands for `(SELECT json_group_array(json_array(…)) FROM (SELECT * FROM table AS alias WHERE condition
/// ORDER BY …) AS alias)`. All values come back exactly, NULL as `std::nullopt`; text that is not UTF-8 is
/// refused as MALFORMED_TEXT. Other columns than those of STRICT tables are checked when they are read:
/// NULL_VALUE, WRONG_STORAGE_CLASS, VALUE_OUT_OF_RANGE.
template <class T, fixed_string Alias, class E, detail::nested_rows... Inner>
[[gnu::always_inline]] constexpr auto nested(E&& condition, Inner... inner) {
    if constexpr (!detail::accept_table<T>()) {
        return detail::captured<int>(0);  // an expression all the same: the compiler has said why
    } else {
        static_cast<void>(detail::accept_owning<T>());
        using element = typename detail::nested_element_type<T, Inner...>::type;
        auto query = select<T, Alias>().where(static_cast<E&&>(condition));
        auto inside = detail::make_sequence(std::move(inner)...);
        return detail::nested_expression<T, element, Alias, decltype(query), decltype(inside)>(
            std::move(query), std::move(inside));
    }
}

}  // namespace tenon::inline v0
