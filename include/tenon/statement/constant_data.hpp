// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/compiled.hpp>
#include <tenon/statement/statement_data.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

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

template <class Query>
inline constexpr auto table_names = [] {
    std::array<std::string_view, Query::size.sources == 0 ? 1 : Query::size.sources> names{};
    for (int i = 0; i < checked<Query>.source_count; ++i)
        names[static_cast<std::size_t>(i)] = checked<Query>.sources[i].table->name;
    return names;
}();

/// All that a backend needs to run a query, seen from a module: a constant.
template <class Query, class Home>
inline constexpr statement_data data_of = [] {
    constexpr std::string_view sql = text<Query, Home>.view();
    constexpr column_shape shape =
        shape_of_columns(checked<Query>.outputs, checked<Query>.output_count, checked<Query>.sources);
    statement_data data;
    data.text = sql.data();
    data.size = static_cast<std::uint32_t>(sql.size());
    data.hash = hash_of(sql);
    data.parameters = static_cast<std::uint16_t>(checked<Query>.parameter_count);
    data.columns = shape.columns;
    data.writes = Query::statement != op::select;
    data.single_row = checked<Query>.single_row;
    data.checked = shape.checked;
    data.tables = table_names<Query>.data();
    data.table_count = static_cast<std::uint16_t>(checked<Query>.source_count);
    return data;
}();

}  // namespace tenon::inline v0::detail
