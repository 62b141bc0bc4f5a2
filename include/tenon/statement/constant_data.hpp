// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/compiled.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// The tables of another file, and the name under which that file is attached.
struct attached_table {
    std::uint64_t table;  // its identity
    std::string_view schema;
};

/// No module: all tables are in the connection's own file.
struct no_module {
    static constexpr const attached_table* attached = nullptr;
    static constexpr int attached_count = 0;

    static constexpr bool knows(std::uint64_t) { return true; }
};

constexpr std::string_view schema_of(const attached_table* attached, int count, const used_table& used) {
    for (int i = 0; i < count; ++i)
        if (attached[i].table == used.table->identity) return attached[i].schema;
    return {};
}

/// Writes a text as a module sees it: tables of attached files get their file's name in front.
constexpr void put_qualified(text_writer& out, std::string_view text, const used_table* tables,
                             int table_count, const attached_table* attached, int attached_count) {
    std::size_t done = 0;
    for (int i = 0; i < table_count; ++i) {
        const std::string_view schema = schema_of(attached, attached_count, tables[i]);
        if (schema.empty()) continue;
        const auto at = static_cast<std::size_t>(tables[i].printed_at);
        out.put(text.substr(done, at - done));
        out.put_quoted(schema);
        out.put(".");
        done = at;
    }
    out.put(text.substr(done));
}

template <class Query, class Home>
struct qualified_text {
    static constexpr void print(text_writer& out) {
        put_qualified(out, compiled<Query>.view(), compiled<Query>.tables, compiled<Query>.table_count,
                      Home::attached, Home::attached_count);
    }
};

constexpr bool reads_attached(const used_table* tables, int table_count, const attached_table* attached,
                              int attached_count) {
    for (int i = 0; i < table_count; ++i)
        if (!schema_of(attached, attached_count, tables[i]).empty()) return true;
    return false;
}

/// The text of a query as a module sees it: the same for all that own its tables.
template <class Query, class Home>
constexpr std::string_view text_for() {
    if constexpr (Home::attached_count == 0)
        return compiled<Query>.view();
    else if constexpr (!reads_attached(compiled<Query>.tables, compiled<Query>.table_count, Home::attached,
                                       Home::attached_count))
        return compiled<Query>.view();
    else
        return printed<qualified_text<Query, Home>>.view();
}

constexpr statement_data make_data(const compiled_summary& summary, std::string_view text, bool own_text,
                                   const std::string_view* tables, bool writes) {
    statement_data data;
    data.text = text.data();
    data.size = static_cast<std::uint32_t>(text.size());
    data.hash = own_text ? summary.hash : hash_of(text);
    data.parameters = static_cast<std::uint16_t>(summary.parameter_count);
    data.columns = summary.columns;
    data.writes = writes;
    data.single_row = summary.single_row && !writes;  // a write is over, and reported, at its end
    data.checked = summary.checked;
    data.tables = tables;
    data.table_count = static_cast<std::uint16_t>(summary.table_count);
    return data;
}

constexpr bool writes(op statement) { return !is_query(statement); }

/// All that a backend needs to run a query, seen from a module: a constant.
template <class Query, class Home>
inline constexpr statement_data data_of = make_data(
    compiled<Query>, text_for<Query, Home>(), text_for<Query, Home>().size() == compiled<Query>.text_size,
    compiled<Query>.table_names, writes(Query::statement));

}  // namespace tenon::inline v0::detail
