// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/query/inner_queries.hpp>
#include <tenon/reflect/reflectable.hpp>
#include <tenon/schema/described.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

template <class T>
constexpr int table_width() {
    if constexpr (reflectable<T>)
        return static_cast<int>(field_count<T>);
    else
        return 0;
}

/// A struct's table, perhaps under an alias.
template <class T, fixed_string Alias>
struct table_source {
    using origin_types = types<T>;
    static constexpr tree_size size{.nodes = 1, .sources = 1, .types = 1, .width = table_width<T>()};

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::source, alias.view());
        t.nodes[index].table = &table_info_of<T>();
        t.nodes[index].column = t.next_type++;
        if constexpr (!valid_table<T>) t.fail(problem_kind::refused_table, index);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

private:
    static constexpr fixed_string alias = Alias;
};

/// A part of WITH, by its name.
template <fixed_string Name, fixed_string Alias>
struct named_source {
    using origin_types = types<>;
    static constexpr tree_size size{.nodes = 1, .sources = 1};

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::source, alias.view());
        t.nodes[index].qualifier = name.view();
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

private:
    static constexpr fixed_string name = Name;
    static constexpr fixed_string alias = Alias;
};

/// A table-valued function and its arguments.
template <fixed_string Function, class Sequence>
struct table_function {
    Sequence arguments;
};

/// Its rows as a source.
template <fixed_string Alias, fixed_string Function, class Sequence>
struct function_source {
    using origin_types = types_in<Sequence>;
    static constexpr tree_size size = Sequence::size + tree_size{.nodes = 1, .sources = 1, .width = 8};

    Sequence arguments;

    static constexpr int lower(tree& t) {
        sibling_list list;
        Sequence::lower_into(t, list);
        const int index = list.close(t, op::table_call, alias.view());
        t.nodes[index].qualifier = function.view();
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        arguments.each_captured(visit);
    }

private:
    static constexpr fixed_string alias = Alias;
    static constexpr fixed_string function = Function;
};

/// A query in FROM.
template <class Query, fixed_string Alias>
struct derived_source {
    using origin_types = origins<Query>;
    static constexpr tree_size size =
        facts_of<Query>.size + tree_size{.nodes = 2, .sources = 1, .queries = 1};

    Query query;

    static constexpr int lower(tree& t) {
        const int marker = t.enter(op::derived);
        const int index = t.unary(op::derived, lower_query<Query>(t));
        t.nodes[index].text = alias.view();
        t.nodes[index].begin = static_cast<std::int16_t>(marker);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (facts_of<Query>.size.captured > 0) query.each_captured(visit);
    }

private:
    static constexpr fixed_string alias = Alias;
};

/// What stands in FROM by its alias: a query, or a function.
template <fixed_string Alias, class Query>
[[gnu::always_inline]] constexpr auto make_source(const Query& query) {
    return derived_source<Query, Alias>{query};
}

template <fixed_string Alias, fixed_string Function, class Sequence>
[[gnu::always_inline]] constexpr auto make_source(const table_function<Function, Sequence>& call) {
    return function_source<Alias, Function, Sequence>{call.arguments};
}

/// FROM, before any joins; several are joined by commas.
template <class Source>
struct from_clause : clause_base {
    using origin_types = typename Source::origin_types;
    static constexpr tree_size size = Source::size;
    static constexpr bool brings_source = true;

    Source source;

    static constexpr void lower_source(tree& t, sibling_list& list) { list.add(t, Source::lower(t)); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (size.captured > 0) source.each_captured(visit);
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The elements of a JSON array or object, one row each: `json_each(document [, path])`.
template <class T, class... Path>
    requires(sizeof...(Path) <= 1)
[[gnu::always_inline]] constexpr auto json_each(T&& document, Path&&... path) {
    auto list = detail::make_sequence(static_cast<T&&>(document), static_cast<Path&&>(path)...);
    return detail::table_function<"json_each", decltype(list)>{static_cast<decltype(list)&&>(list)};
}

/// All elements of a JSON document, however deep: `json_tree(document [, path])`.
template <class T, class... Path>
    requires(sizeof...(Path) <= 1)
[[gnu::always_inline]] constexpr auto json_tree(T&& document, Path&&... path) {
    auto list = detail::make_sequence(static_cast<T&&>(document), static_cast<Path&&>(path)...);
    return detail::table_function<"json_tree", decltype(list)>{static_cast<decltype(list)&&>(list)};
}

}  // namespace tenon::inline v0
