// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
#include <tenon/check/explain_text.hpp>
#include <tenon/meta/compile_error.hpp>
#include <tenon/print/statement.hpp>
#include <tenon/query/lower.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What is known of a compiled query, whatever its size.
struct compiled_summary {
    bool valid = false;
    bool single_row = false;
    bool columns_lacking = false;  // room for columns of queries inside was too small
    std::int16_t table_count = 0, parameter_count = 0, output_count = 0;
    std::uint16_t columns = 0;  // outputs, whole tables taken apart
    std::uint64_t checked = 0;  // bit i: column i comes from no STRICT table
    std::size_t text_size = 0;
    std::uint64_t hash = 0;
    text_marks marks{};
};

/// A table in a statement's text.
struct used_table {
    const table_info* table = nullptr;
    std::string_view name{};  // its alias, or the table's name
    std::int32_t printed_at = -1;
};

/// What is left of a query when its nodes are gone: what it reads, takes and yields, and its text.
template <int Sources, int Parameters, int Outputs, std::size_t Capacity>
struct compiled_statement : compiled_summary {
    static constexpr std::size_t text_room = Capacity;

    used_table tables[Sources > 0 ? Sources : 1]{};  // as they come in the text
    std::string_view table_names[Sources > 0 ? Sources : 1]{};
    parameter parameters[Parameters > 0 ? Parameters : 1]{};
    output outputs[Outputs > 0 ? Outputs : 1]{};
    char text[Capacity + 1]{};

    constexpr std::string_view view() const { return {text, text_size}; }
};

constexpr void count_columns(compiled_summary& summary, const tree& t) {
    for (int i = 0; i < t.output_count; ++i) {
        const output& out = t.outputs[i];
        for (int k = 0; k < out.width; ++k, ++summary.columns) {
            // STRICT does not vouch for what a column is computed to.
            const bool checked =
                out.checked || (out.whole && t.sources[out.source].table->columns[k].generated);
            if (checked && summary.columns < 64) summary.checked |= std::uint64_t{1} << summary.columns;
        }
    }
}

/// Lists the tables in the order of the text, which is not that of the tree.
constexpr void list_tables(compiled_summary& summary, const tree& t, used_table* tables) {
    for (int i = 0; i < t.source_count; ++i) {
        if (t.sources[i].type < 0 || t.sources[i].printed_at < 0) continue;
        int at = summary.table_count++;
        for (; at > 0 && tables[at - 1].printed_at > t.sources[i].printed_at; --at)
            tables[at] = tables[at - 1];
        tables[at] = {t.sources[i].table, t.sources[i].name, t.sources[i].printed_at};
    }
}

/// Checks and prints a lowered tree.
constexpr void check_and_print(compiled_summary& summary, tree& t, char* text, std::size_t capacity) {
    check(t);
    summary.valid = !t.failed();
    summary.columns_lacking = t.columns_lacking;
    if (!summary.valid) return;
    text_writer out(text, capacity);
    printing p{t, out};
    print(p);
    summary.text_size = out.size();
    summary.marks = p.marks;
    if (out.size() <= capacity) summary.hash = hash_of_statement({text, out.size()});
    summary.parameter_count = t.parameter_count;
    summary.output_count = t.output_count;
    summary.single_row = t.single_row;
    count_columns(summary, t);
}

/// How much room a query is compiled in: for its text, and for columns that queries inside it yield.
struct compile_room {
    std::size_t text = 0;
    int columns = 0;
};

// `*` yields an output per table, or one per column of a query; a query inside lists all of its columns. What
// turns out to be larger is compiled again, in as much room as it needs.
constexpr compile_room likely_room(const tree_size& size) {
    return {12 * static_cast<std::size_t>(size.nodes) + 64,
            size.queries == 0 ? 0 : size.outputs + size.stars * (size.width + size.outputs)};
}

constexpr int output_capacity(const tree_size& size, int columns) {
    return size.outputs + size.sources + (size.stars > 0 || size.queries > 0 ? columns : 0);
}

/// Memory for a tree, without what outlives it.
template <int Nodes, int Sources, int Columns, int Shapes>
struct tree_memory {
    node nodes[Nodes]{};
    source_info sources[Sources > 0 ? Sources : 1]{};
    column_info columns[Columns > 0 ? Columns : 1]{};
    query_shape shapes[Shapes > 0 ? Shapes : 1]{};

    constexpr void lend(tree& t) {
        t.nodes = nodes;
        t.node_capacity = Nodes;
        t.sources = sources;
        t.source_capacity = Sources;
        t.columns = columns;
        t.column_capacity = Columns;
        t.shapes = shapes;
        t.shape_capacity = Shapes;
    }
};

constexpr int in_steps(int size, int step) { return (size + step - 1) / step * step; }

/// Memory for a query and all that it takes to compile it; in steps, so that many queries have the same.
struct compile_sizes {
    int nodes, sources, parameters, outputs, columns, queries;
    std::size_t text;
};

constexpr compile_sizes sizes_in(const tree_size& size, const compile_room& room) {
    return {in_steps(size.nodes, 16),
            in_steps(size.sources, 2),
            in_steps(size.parameters, 4),
            in_steps(output_capacity(size, room.columns), 4),
            in_steps(room.columns, 16),
            in_steps(size.queries, 2),
            static_cast<std::size_t>(in_steps(static_cast<int>(room.text), 256))};
}

/// Lowers, checks and prints a query; the tree lives no longer than this takes. `lower` fills it.
template <compile_sizes Sizes>
constexpr auto compile(int (*lower)(tree&)) {
    compiled_statement<Sizes.sources, Sizes.parameters, Sizes.outputs, Sizes.text> result;
    tree_memory<Sizes.nodes, Sizes.sources, Sizes.columns, Sizes.queries> memory;
    tree t;
    memory.lend(t);
    t.parameters = result.parameters;
    t.parameter_capacity = Sizes.parameters;
    t.outputs = result.outputs;
    t.output_capacity = Sizes.outputs;
    lower(t);
    check_and_print(result, t, result.text, Sizes.text);
    if (result.valid) list_tables(result, t, result.tables);
    for (int i = 0; i < result.table_count; ++i) result.table_names[i] = result.tables[i].table->name;
    return result;
}

template <class Query, compile_room Room>
inline constexpr auto compiled_in = compile<sizes_in(facts_of<Query>.size, Room)>(&lowering<Query>::lower);

template <class Query, compile_room Room>
concept lacks_columns = compiled_in<Query, Room>.columns_lacking && Room.columns < 4096;

template <class Query, compile_room Room>
concept lacks_text = compiled_in<Query, Room>.text_size > compiled_in<Query, Room>.text_room;

/// The query, checked and printed: a constant, the same for every module.
template <class Query, compile_room Room = likely_room(facts_of<Query>.size)>
inline constexpr const auto& compiled = compiled_in<Query, Room>;

template <class Query, compile_room Room>
    requires lacks_columns<Query, Room>
inline constexpr const auto& compiled<Query, Room> =
    compiled<Query, compile_room{Room.text, 2 * Room.columns + 64}>;

template <class Query, compile_room Room>
    requires(!lacks_columns<Query, Room> && lacks_text<Query, Room>)
inline constexpr const auto& compiled<Query, Room> =
    compiled_in<Query, compile_room{compiled_in<Query, Room>.text_size, Room.columns}>;

/// The sentence for the first thing that is wrong with a query.
template <class Query>
constexpr message explain_query() {
    constexpr compile_sizes sizes = sizes_in(facts_of<Query>.size, likely_room(facts_of<Query>.size));
    tree_memory<sizes.nodes, sizes.sources, sizes.columns, sizes.queries> memory;
    tree_storage<0, 0, sizes.parameters, sizes.outputs> storage;
    tree t = storage.open();
    memory.lend(t);
    lower_statement<Query>(t);
    check(t);
    if constexpr (text_query<Query>)
        return explain_text(t, Query::sql);
    else
        return explain(t);
}

template <class Query>
struct query_refusal {
    static constexpr message sentence = explain_query<Query>();
};

/// Whether the query is right; otherwise the compiler says what is wrong.
template <class Query>
constexpr bool accept_query() {
    if constexpr (!compiled<Query>.valid) static_assert(accept<query_refusal<Query>>());
    return compiled<Query>.valid;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The SQL text of a query, a constant: `static_assert(tenon::sql_text(query) == "SELECT …")`.
template <query_like Query>
constexpr std::string_view sql_text(const Query&) {
    if constexpr (detail::accept_query<Query>())
        return detail::compiled<Query>.view();
    else
        return {};
}

}  // namespace tenon::inline v0
