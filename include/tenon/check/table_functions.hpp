// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/meta/text.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

// JSON's values are of any type: `atom` and `value` are read by cast<…>().
inline constexpr column_info json_columns[] = {
    {"key", "key", {kind::any, true, nullptr}},
    {"value", "value", {kind::any, true, nullptr}},
    {"type", "type", {kind::text, false, nullptr}},
    {"atom", "atom", {kind::any, true, nullptr}},
    {"id", "id", {kind::integer, false, nullptr}},
    {"parent", "parent", {kind::integer, true, nullptr}},
    {"fullkey", "fullkey", {kind::text, false, nullptr}},
    {"path", "path", {kind::text, false, nullptr}},
};

/// The tables that functions in FROM yield.
inline constexpr table_info table_functions[] = {
    {"json_each", 0, json_columns, 8, nullptr, 0, -1, false},
    {"json_tree", 0, json_columns, 8, nullptr, 0, -1, false},
};

/// Which of them a function of that name yields, or -1.
constexpr int find_table_function(std::string_view name) {
    for (int i = 0; i < static_cast<int>(std::size(table_functions)); ++i)
        if (same_name(table_functions[i].name, name)) return i;
    return -1;
}

}  // namespace tenon::inline v0::detail
