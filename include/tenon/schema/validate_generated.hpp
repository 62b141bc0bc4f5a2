// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/find_field.hpp>
#include <tenon/schema/words.hpp>

#include <cstddef>

namespace tenon::inline v0::detail {

constexpr void say_generated(message& words, const table_info& table, int column, std::string_view what) {
    (words << "generated: column ").name(table.columns[column].name) << what;
}

constexpr void validate_generated(message& words, const table_info& table, const constraint* from,
                                  std::size_t position) {
    const constraint& c = from[position];
    const int column = find_field(table, c.columns[0]);
    if (find_generated(from, position, table, column) < position)
        return say_generated(words, table, column, " is computed twice");
    if (table.columns[column].has_default)
        return say_generated(words, table, column, " is computed and can't have a default");
    for (int k = 0; k < table.key_count; ++k)
        if (table.keys[k].primary && table.keys[k].has(column))
            return say_generated(words, table, column, " is computed and can't be part of the primary key");
    validate_text(words, constraint_text(table, c.text, false, column), c.text, "generated");
}

/// Columns that are computed from each other must come to an end at columns that are stored.
constexpr void validate_generated_columns(message& words, const table_info& table, const constraint* from,
                                          std::size_t count) {
    constexpr int most = 128;  // structs have 100 fields at most
    bool known[most]{};
    int generated = 0;
    for (int i = 0; i < table.column_count && i < most; ++i) {
        known[i] = !table.columns[i].generated;
        if (!known[i]) ++generated;
    }
    if (generated == 0) return;
    if (generated == table.column_count) {
        (words << "generated: ").name(table.name) << " needs a column that is not computed";
        return;
    }
    for (bool progress = true; progress && generated > 0;) {
        progress = false;
        for (int i = 0; i < table.column_count && i < most; ++i) {
            if (known[i]) continue;
            const constraint& rule = from[find_generated(from, count, table, i)];
            const constraint_text parsed(table, rule.text, false, i);
            bool ready = true;
            for (int used = 0; used < table.column_count && used < most; ++used)
                ready = ready && (known[used] || !parsed.uses(used));
            if (!ready) continue;
            known[i] = progress = true;
            --generated;
        }
    }
    for (int i = 0; i < table.column_count && i < most && words.empty(); ++i)
        if (!known[i]) say_generated(words, table, i, " is computed from itself");
}

}  // namespace tenon::inline v0::detail
