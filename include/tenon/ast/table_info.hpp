// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/types/sql_type.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// Which C++ type a value is read as: one of the query's types, or a field of it; none: the storage decides.
struct origin {
    std::int16_t type = -1;   // in the query's list of types
    std::int16_t field = -1;  // of that type, a struct; -1: the type itself

    friend constexpr bool operator==(const origin&, const origin&) = default;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// What a description creates.
enum class table_kind : std::uint8_t { table, view, fts5 };

/// A column as the checker and the printer see it.
struct column_info {
    std::string_view name{};   // in SQL
    std::string_view field{};  // in the struct
    sql_type type{};
    integer_limits limits{};
    std::string_view collation{};  // as described; none: BINARY
    bool has_default = false;
    bool generated = false;  // computed by the database, from the row's other columns
    detail::origin from{};   // of a query's column: what it is read as
};

/// A primary or unique key: indices of its columns.
struct key_info {
    static constexpr int capacity = 16;

    std::int16_t columns[capacity]{};
    std::int16_t size = 0;
    bool primary = false;

    constexpr bool has(int column) const {
        for (int i = 0; i < size; ++i)
            if (columns[i] == column) return true;
        return false;
    }
};

/// A table as the checker and the printer see it: plain values, whatever struct or text they came from.
struct table_info {
    std::string_view name{};
    std::uint64_t identity = 0;  // of the struct: addresses can't be compared everywhere while compiling
    const column_info* columns = nullptr;
    std::int16_t column_count = 0;
    const key_info* keys = nullptr;
    std::int16_t key_count = 0;
    std::int16_t integer_key = -1;  // the column that is the row's number: a single INTEGER PRIMARY KEY
    bool strict = true;             // other tables' columns are checked whenever they are read
    table_kind kind = table_kind::table;
    bool read_only = false;  // a view, or a full-text index that is kept up to date from its content

    /// The index of the column of that name (ASCII letters in either case), or -1.
    constexpr int find(std::string_view column) const {
        const std::size_t size = column.size();
        for (int i = 0; i < column_count; ++i)
            if (columns[i].name.size() == size && detail::same_name(columns[i].name, column)) return i;
        return -1;
    }

    /// Whether an INSERT may leave the column out.
    constexpr bool may_omit(int column) const {
        return columns[column].type.nullable || columns[column].has_default || columns[column].generated ||
               column == integer_key;
    }
};

}  // namespace tenon::inline v0
