// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/schema/constraint.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

/// The column of that field name or, failing that, of that SQL name; -1 if there is none.
constexpr int find_field(const table_info& table, std::string_view name) {
    for (int i = 0; i < table.column_count; ++i)
        if (table.columns[i].field == name) return i;
    return table.find(name);
}

/// The position of what says how the column is computed; `count` if it is not.
constexpr std::size_t find_generated(const constraint* from, std::size_t count, const table_info& table,
                                     int column) {
    for (std::size_t i = 0; i < count; ++i)
        if (from[i].kind == constraint_kind::generated && find_field(table, from[i].columns[0]) == column)
            return i;
    return count;
}

/// The position of the only constraint of a kind that a description has once; `count` if it has none.
constexpr std::size_t find_kind(const constraint* from, std::size_t count, constraint_kind kind) {
    for (std::size_t i = 0; i < count; ++i)
        if (from[i].kind == kind) return i;
    return count;
}

/// The column that stands for the number of a full-text table's row, or -1.
constexpr int find_rowid(const table_info& table) {
    return table.kind == table_kind::fts5 ? table.find("rowid") : -1;
}

}  // namespace tenon::inline v0::detail
