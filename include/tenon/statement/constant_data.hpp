// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/compiled.hpp>
#include <tenon/statement/statement_data.hpp>

#include <array>
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
};

constexpr std::string_view schema_of(const attached_table* attached, int count, const source_info& source) {
    for (int i = 0; i < count; ++i)
        if (attached[i].table == source.table->identity) return attached[i].schema;
    return {};
}

/// Writes a text as a module sees it: tables of attached files get their file's name in front.
constexpr void put_qualified(text_writer& out, std::string_view text, const source_info* sources, int source_count,
                             const attached_table* attached, int attached_count) {
    std::size_t done = 0;
    for (int i = 0; i < source_count; ++i) {
        const std::string_view schema = schema_of(attached, attached_count, sources[i]);
        if (schema.empty()) continue;
        const auto at = static_cast<std::size_t>(sources[i].printed_at);
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
        put_qualified(out, compiled<Query>.view(), compiled<Query>.sources, compiled<Query>.source_count,
                      Home::attached, Home::attached_count);
    }
};

/// How many columns come back, and which of them no STRICT table vouches for.
struct column_shape {
    std::uint16_t columns = 0;
    std::uint64_t checked = 0;
};

constexpr column_shape shape_of_columns(const output* outputs, int count, const source_info* sources) {
    column_shape shape;
    for (int i = 0; i < count; ++i) {
        const int width = outputs[i].whole ? sources[outputs[i].source].table->column_count : 1;
        for (int k = 0; k < width; ++k, ++shape.columns)
            if (outputs[i].checked && shape.columns < 64) shape.checked |= std::uint64_t{1} << shape.columns;
    }
    return shape;
}

template <class Query, class Home>
struct statement_constant {
    static constexpr std::string_view sql = printed<qualified_text<Query, Home>>.view();

    static constexpr auto tables = [] {
        std::array<std::string_view, Query::size.sources == 0 ? 1 : Query::size.sources> names{};
        for (int i = 0; i < compiled<Query>.source_count; ++i)
            names[static_cast<std::size_t>(i)] = compiled<Query>.sources[i].table->name;
        return names;
    }();

    static constexpr statement_data data = [] {
        constexpr column_shape shape =
            shape_of_columns(compiled<Query>.outputs, compiled<Query>.output_count, compiled<Query>.sources);
        statement_data result;
        result.text = sql.data();
        result.size = static_cast<std::uint32_t>(sql.size());
        result.hash = hash_of(sql);
        result.parameters = static_cast<std::uint16_t>(compiled<Query>.parameter_count);
        result.columns = shape.columns;
        result.writes = Query::statement != op::select;
        result.single_row = compiled<Query>.single_row;
        result.checked = shape.checked;
        result.tables = tables.data();
        result.table_count = static_cast<std::uint16_t>(compiled<Query>.source_count);
        return result;
    }();
};

/// All that a backend needs to run a query, seen from a module: a constant.
template <class Query, class Home>
inline constexpr const statement_data& data_of = statement_constant<Query, Home>::data;

}  // namespace tenon::inline v0::detail
