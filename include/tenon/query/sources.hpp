// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/query/inner_queries.hpp>
#include <tenon/reflect/reflectable.hpp>
#include <tenon/schema/described.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

template <class T>
inline constexpr tally table_width = 0;
template <class T>
    requires reflectable<T>
inline constexpr tally table_width<T> = field_count<T>;

/// A struct's table, perhaps under an alias.
template <class T, fixed_string Alias>
struct table_source {
    using origin_types = types<T>;
    enum : tally { size = one_node, reach = one_source + one_type + table_width<T> * one_column };

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::source, stored<Alias>.view());
        t.nodes[index].table = &table_info_of<T>();
        t.nodes[index].mark(flag::described);
        t.nodes[index].column = t.next_type++;
        if constexpr (!valid_table<T>) t.fail(problem_kind::refused_table, index);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// A part of WITH, by its name.
template <fixed_string Name, fixed_string Alias>
struct named_source {
    using origin_types = types<>;
    enum : tally { size = one_node, reach = one_source };

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::source, stored<Alias>.view());
        t.nodes[index].qualifier = stored<Name>.view();
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
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
    enum : tally { size = Sequence::size + one_node, reach = Sequence::reach + one_source + 8 * one_column };

    Sequence arguments;

    static constexpr int lower(tree& t) {
        sibling_list list;
        Sequence::lower_into(t, list);
        const int index = list.close(t, op::table_call, stored<Alias>.view());
        t.nodes[index].qualifier = stored<Function>.view();
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        arguments.each_captured(visit);
    }
};

/// A query in FROM.
template <class Query, fixed_string Alias>
struct derived_source {
    using origin_types = origins<Query>;
    enum : tally {
        size = packed_size(facts_of<Query>.size) + 2 * one_node,
        reach = packed_reach(facts_of<Query>.size) + one_source + one_query
    };

    Query query;

    static constexpr int lower(tree& t) {
        const int marker = t.enter(op::derived);
        const int index = t.unary(op::derived, lowering<Query>::lower(t));
        t.nodes[index].text = stored<Alias>.view();
        t.nodes[index].begin = static_cast<std::int16_t>(marker);
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<derived_source>) query.each_captured(visit);
    }
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
struct from_clause : source_clause {
    using origin_types = typename Source::origin_types;
    enum : tally { size = Source::size, reach = Source::reach };

    Source source;

    static constexpr void lower_source(tree& t, sibling_list& list) { list.add(t, Source::lower(t)); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<Source>) source.each_captured(visit);
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
