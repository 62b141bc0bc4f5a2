// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
#include <tenon/meta/compile_error.hpp>
#include <tenon/print/statement.hpp>
#include <tenon/query/query.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What is left of a query when its nodes are gone: what it reads, takes and yields, and its text.
template <int Sources, int Parameters, int Outputs, std::size_t Capacity>
struct compiled_statement {
    source_info sources[Sources > 0 ? Sources : 1]{};
    parameter parameters[Parameters > 0 ? Parameters : 1]{};
    output outputs[Outputs > 0 ? Outputs : 1]{};
    std::int16_t source_count = 0, parameter_count = 0, output_count = 0;
    bool single_row = false;
    bool valid = false;
    std::size_t text_size = 0;
    char text[Capacity]{};

    constexpr std::string_view view() const { return {text, text_size}; }
};

// `*` yields an output per source.
constexpr int output_capacity(const tree_size& size) { return size.outputs + size.sources; }

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
    check(t);
    result.valid = !t.failed();
    if (!result.valid) return result;
    text_writer out(result.text, Capacity);
    printing p{t, out};
    print(p);
    result.text_size = out.size();
    result.source_count = t.source_count;
    result.parameter_count = t.parameter_count;
    result.output_count = t.output_count;
    result.single_row = t.single_row;
    return result;
}

template <class Query, std::size_t Capacity>
inline constexpr auto compiled_into = compile<Query, Capacity>();

// Most texts are shorter than this; a longer one is printed again, into as much as it needs.
template <class Query>
inline constexpr std::size_t likely_text = 12 * static_cast<std::size_t>(Query::size.nodes) + 64;

template <class Query>
constexpr const auto& choose_compiled() {
    if constexpr (compiled_into<Query, likely_text<Query>>.text_size <= likely_text<Query>)
        return compiled_into<Query, likely_text<Query>>;
    else
        return compiled_into<Query, compiled_into<Query, likely_text<Query>>.text_size>;
}

/// The query, checked and printed: a constant, the same for every module.
template <class Query>
inline constexpr const auto& compiled = choose_compiled<Query>();

template <class Query>
inline constexpr bool valid_query = compiled_into<Query, likely_text<Query>>.valid;

/// The sentence for the first thing that is wrong with a query, or nothing.
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
    static constexpr message sentence = [] {
        if constexpr (valid_query<Query>)
            return message();
        else
            return explain_query<Query>();
    }();
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The SQL text of a query, a constant: `static_assert(tenon::sql_text(query) == "SELECT …")`.
template <query_like Query>
constexpr std::string_view sql_text(const Query&) {
    static_assert(detail::accept<detail::query_refusal<Query>>());
    if constexpr (detail::valid_query<Query>)
        return detail::compiled<Query>.view();
    else
        return {};
}

}  // namespace tenon::inline v0
