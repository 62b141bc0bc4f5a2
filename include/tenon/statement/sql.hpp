// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/fixed_string.hpp>
#include <tenon/meta/types.hpp>
#include <tenon/parse/parse.hpp>
#include <tenon/query/chain.hpp>
#include <tenon/schema/described.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

template <class T>
constexpr const table_info* known_table() {
    if constexpr (is_described<T>)
        return &described<T>::info;
    else
        return &no_table;
}

template <class Types>
struct known_list;

template <class... T>
struct known_list<types<T...>> {
    static constexpr const table_info* list[sizeof...(T) + 1]{known_table<T>()..., &no_table};
};

/// The tables that a module's texts may name; `runtime` adds those that it reads from others.
template <class Module>
struct tables_known_to {
    using type = typename Module::owned_tables;
};

template <class Module>
using visible_tables = typename tables_known_to<Module>::type;

template <class Module>
inline constexpr known_tables known_to = [] {
    known_tables known;
    known.tables = known_list<visible_tables<Module>>::list;
    known.count = static_cast<int>(visible_tables<Module>::size);
    if constexpr (requires { Module::name(); }) known.module_name = Module::name();
    return known;
}();

/// A text cut into tokens, as a constant.
template <int Capacity>
struct text_tokens {
    outline about{};
    token tokens[Capacity + 1]{};
};

template <fixed_string Text, int Capacity>
inline constexpr auto cut_text = [] {
    text_tokens<Capacity> result;
    result.about = outliner(Text.view(), result.tokens, Capacity + 1).run();
    return result;
}();

template <fixed_string Text, int Capacity>
constexpr const auto& choose_tokens() {
    constexpr auto& likely = cut_text<Text, Capacity>;
    if constexpr (likely.about.token_count <= Capacity)
        return likely;
    else
        return cut_text<Text, likely.about.token_count>;
}

template <fixed_string Text>
struct text_source {
    static constexpr fixed_string text = Text;
    static constexpr const auto& cut = choose_tokens<Text, static_cast<int>(Text.view().size() / 4 + 8)>();

    // Names whose quotes are doubled inside, as they are meant.
    static constexpr auto names = [] {
        static_text<cut.about.respelt ? sizeof(Text.data) : 0> result{};
        if (cut.about.respelt) respell(Text.view(), cut.tokens, cut.about.token_count, result.data);
        return result;
    }();

    static constexpr token_list tokens() {
        return {text.view(), cut.tokens, cut.about.token_count, names.data};
    }
};

template <class Types, int Index>
struct target_at {
    using type = type_at<Types, static_cast<std::size_t>(Index)>;
};
template <class Types>
struct target_at<Types, -1> {
    using type = void;
};

/// The table that a statement writes, by its place among those that are known, or -1.
constexpr int find_target(const outline& about, const token_list& text, const known_tables& known) {
    if (about.target < 0 || about.target >= about.token_count) return -1;
    tree none;
    return known.index_of(parser(none, text).name_of(text.tokens[about.target]));
}

/// A statement given as text: what `query` is to the builder.
template <class Module, fixed_string Text>
struct sql_query : query_tag {
    using source = text_source<Text>;
    using module_type = Module;
    using origin_types = visible_tables<Module>;

    static constexpr std::string_view sql = source::text.view();
    static constexpr const outline& about = source::cut.about;
    static constexpr query_facts facts = [] {
        const op code = about.statement == word::values ? op::values_rows : statement_code(about.statement);
        query_facts result{code, about.size, false, true, true, is_query(code) || about.returns};
        result.size.types = static_cast<int>(origin_types::size);
        if (result.size.queries > 0) result.size.width = 8;
        return result;
    }();

    static constexpr int target = find_target(about, source::tokens(), known_to<Module>);

    struct head {
        using target = typename target_at<origin_types, sql_query::target>::type;
    };

    static constexpr int parse_into(tree& t) {
        t.known = known_to<Module>;
        parse_tokens(t, source::tokens(), about);
        return t.node_count - 1;
    }

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Tables without a module, for `sql` on a `database` or a connection.
template <class... T>
struct tables {
    using owned_tables = detail::types<T...>;
};

/// A statement as SQL text, parsed and checked while compiling against the tables that `Module` owns or reads
/// from modules that it depends on: `sql<shop, "SELECT total FROM orders WHERE id = :id">`. It runs like a
/// statement of the builder: rows, placeholders and errors are the same.
template <class Module, fixed_string Text>
inline constexpr detail::sql_query<Module, Text> sql;

}  // namespace tenon::inline v0
