// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
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
    std::int16_t source_count = 0, parameter_count = 0, output_count = 0;
    std::uint16_t columns = 0;  // outputs, whole tables taken apart
    std::uint64_t checked = 0;  // bit i: column i comes from no STRICT table
    std::size_t text_size = 0;
    std::uint64_t hash = 0;
};

/// What is left of a query when its nodes are gone: what it reads, takes and yields, and its text.
template <int Sources, int Parameters, int Outputs, std::size_t Capacity>
struct compiled_statement : compiled_summary {
    source_info sources[Sources > 0 ? Sources : 1]{};
    std::string_view tables[Sources > 0 ? Sources : 1]{};
    parameter parameters[Parameters > 0 ? Parameters : 1]{};
    output outputs[Outputs > 0 ? Outputs : 1]{};
    char text[Capacity + 1]{};

    constexpr std::string_view view() const { return {text, text_size}; }
};

constexpr void count_columns(compiled_summary& summary, const tree& t) {
    for (int i = 0; i < t.output_count; ++i) {
        const output& out = t.outputs[i];
        const int width = out.whole ? t.sources[out.source].table->column_count : 1;
        for (int k = 0; k < width; ++k, ++summary.columns) {
            // STRICT does not vouch for what a column is computed to.
            const bool checked =
                out.checked || (out.whole && t.sources[out.source].table->columns[k].generated);
            if (checked && summary.columns < 64) summary.checked |= std::uint64_t{1} << summary.columns;
        }
    }
}

/// Checks and prints a lowered tree.
constexpr void check_and_print(compiled_summary& summary, tree& t, char* text, std::size_t capacity) {
    check(t);
    summary.valid = !t.failed();
    if (!summary.valid) return;
    text_writer out(text, capacity);
    printing p{t, out};
    print(p);
    summary.text_size = out.size();
    if (out.size() <= capacity) summary.hash = hash_of({text, out.size()});
    summary.source_count = t.source_count;
    summary.parameter_count = t.parameter_count;
    summary.output_count = t.output_count;
    summary.single_row = t.single_row;
    count_columns(summary, t);
}

// `*` yields an output per source.
constexpr int output_capacity(const tree_size& size) { return size.outputs + size.sources; }

// Most texts are shorter than this; a longer one is printed again, into as much as it needs.
constexpr std::size_t likely_text(const tree_size& size) {
    return 12 * static_cast<std::size_t>(size.nodes) + 64;
}

/// Lowers, checks and prints a query; the tree lives no longer than this takes.
template <class Query, std::size_t Capacity>
constexpr auto compile() {
    constexpr tree_size size = Query::size;
    compiled_statement<size.sources, size.parameters, output_capacity(size), Capacity> result;
    node nodes[size.nodes]{};
    tree t;
    t.nodes = nodes;
    t.node_capacity = size.nodes;
    t.sources = result.sources;
    t.source_capacity = size.sources;
    t.parameters = result.parameters;
    t.parameter_capacity = size.parameters;
    t.outputs = result.outputs;
    t.output_capacity = output_capacity(size);
    lower_statement<Query>(t);
    check_and_print(result, t, result.text, Capacity);
    for (int i = 0; i < t.source_count; ++i) result.tables[i] = t.sources[i].table->name;
    return result;
}

template <class Query, std::size_t Capacity>
inline constexpr auto compiled_into = compile<Query, Capacity>();

template <class Query>
constexpr const auto& choose_compiled() {
    constexpr auto& likely = compiled_into<Query, likely_text(Query::size)>;
    if constexpr (likely.text_size <= likely_text(Query::size))
        return likely;
    else
        return compiled_into<Query, likely.text_size>;
}

/// The query, checked and printed: a constant, the same for every module.
template <class Query>
inline constexpr const auto& compiled = choose_compiled<Query>();

template <class Query>
inline constexpr bool valid_query = compiled<Query>.valid;

/// The sentence for the first thing that is wrong with a query.
template <class Query>
constexpr message explain_query() {
    constexpr tree_size size = Query::size;
    tree_storage<size.nodes, size.sources, size.parameters, output_capacity(size)> storage;
    tree t = storage.open();
    lower_statement<Query>(t);
    check(t);
    return explain(t);
}

template <class Query>
struct query_refusal {
    static constexpr message sentence = explain_query<Query>();
};

/// Whether the query is right; otherwise the compiler says what is wrong.
template <class Query>
constexpr bool accept_query() {
    if constexpr (!valid_query<Query>) static_assert(accept<query_refusal<Query>>());
    return valid_query<Query>;
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
