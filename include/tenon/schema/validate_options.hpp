// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/find_field.hpp>
#include <tenon/schema/words.hpp>

namespace tenon::inline v0::detail {

constexpr void validate_max_length(message& words, const table_info& table, const constraint& c) {
    const column_info& column = table.columns[find_field(table, c.columns[0])];
    if (column.type.storage != kind::text)
        (words << "max_length: column ").name(column.name)
            << " is " << describe_type(column.type) << ", and only text has a length";
    else if (c.length == 0 || c.length > INT64_MAX)
        (words << "max_length: column ").name(column.name) << " needs room for a character";
}

constexpr bool has_primary_key(const table_info& table) {
    for (int k = 0; k < table.key_count; ++k)
        if (table.keys[k].primary) return true;
    return false;
}

constexpr void validate_without_rowid(message& words, const table_info& table) {
    if (!has_primary_key(table))
        (words << "without_rowid: table ").name(table.name) << " needs a primary_key";
}

constexpr void validate_autoincrement(message& words, const table_info& table) {
    if (table.integer_key < 0)
        (words << "autoincrement: table ").name(table.name)
            << " needs a primary_key of a single integer, and rows with a number";
}

}  // namespace tenon::inline v0::detail
