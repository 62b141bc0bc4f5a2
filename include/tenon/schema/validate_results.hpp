// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/schema/words.hpp>

namespace tenon::inline v0::detail {

/// A column among the results of a query, whole tables taken apart; its storage is unknown if there is none.
constexpr sql_type find_result_type(const output* results, int count, std::string_view name) {
    for (int i = 0; i < count; ++i) {
        if (!results[i].whole) {
            if (same_name(results[i].name, name)) return results[i].type;
            continue;
        }
        const int column = results[i].table->find(name);
        if (column < 0) continue;
        sql_type type = results[i].table->columns[column].type;
        type.nullable = type.nullable || results[i].type.nullable;
        return type;
    }
    return {};
}

/// The fields of a view that is described by a query are among its results, with their types.
constexpr void validate_results(message& words, const table_info& view, const output* results, int count) {
    for (int i = 0; count > 0 && i < view.column_count && words.empty(); ++i) {
        const column_info& column = view.columns[i];
        const sql_type found = find_result_type(results, count, column.name);
        if (found.storage == kind::unknown) {
            (words << "view ").name(view.name) << ": its query yields no column ";
            words.name(column.name);
        } else if (found.storage != column.type.storage || found.meaning != column.type.meaning) {
            (words << "view ").name(view.name) << ": column ";
            words.name(column.name) << " of its query has another type";
        } else if (found.nullable && !column.type.nullable) {
            (words << "view ").name(view.name) << ": column ";
            words.name(column.name) << " of its query can be NULL: make the field optional";
        }
    }
}

}  // namespace tenon::inline v0::detail
