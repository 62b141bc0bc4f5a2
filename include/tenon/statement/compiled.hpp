// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
#include <tenon/meta/compile_error.hpp>
#include <tenon/print/statement.hpp>
#include <tenon/query/query.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

template <class Query>
struct storage_for {
    static constexpr tree_size size = Query::size;
    // `*` yields an output per source.
    using type = tree_storage<size.nodes, size.sources, size.parameters, size.outputs + size.sources>;
};

/// The query as a checked tree: a constant, the same for every module and dialect.
template <class Query>
inline constexpr auto checked = [] {
    typename storage_for<Query>::type storage;
    tree t = storage.open();
    lower_statement<Query>(t);
    check(t);
    storage.close(t);
    return storage;
}();

template <class Query>
struct query_refusal {
    static constexpr message sentence = [] {
        auto storage = checked<Query>;
        return explain(storage.open());
    }();
};

template <class Query>
inline constexpr bool valid_query = !checked<Query>.failure;

/// No module: all tables are in the connection's own file.
struct no_module {
    static constexpr const attached_table* attached = nullptr;
    static constexpr int attached_count = 0;
};

template <int Parameters>
struct numbering {
    std::size_t text_size = 0;
    std::int16_t numbers[Parameters > 0 ? Parameters : 1]{};  // by parameter
};

/// The text's length and its parameters' numbers, seen from a module.
template <class Query, class Home>
inline constexpr auto measured = [] {
    auto storage = checked<Query>;
    numbering<storage_for<Query>::size.parameters> result;
    tree t = storage.open();
    text_writer out;
    printing p{t, out, {}, Home::attached, Home::attached_count};
    print(p);
    result.text_size = out.size();
    for (int i = 0; i < t.parameter_count; ++i) result.numbers[i] = t.parameters[i].number;
    return result;
}();

template <class Query, class Home>
inline constexpr auto text = [] {
    static_text<measured<Query, Home>.text_size> result;
    auto storage = checked<Query>;
    tree t = storage.open();
    text_writer out(result.data);
    printing p{t, out, {}, Home::attached, Home::attached_count};
    print(p);
    return result;
}();

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The SQL text of a query, a constant: `static_assert(tenon::sql_text(query) == "SELECT …")`.
template <query_like Query>
constexpr std::string_view sql_text(const Query&) {
    static_assert(detail::accept<detail::query_refusal<Query>>());
    if constexpr (detail::valid_query<Query>)
        return detail::text<Query, detail::no_module>.view();
    else
        return {};
}

}  // namespace tenon::inline v0
