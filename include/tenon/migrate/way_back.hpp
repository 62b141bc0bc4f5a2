// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/parse_schema.hpp>
#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/settle.hpp>
#include <tenon/migrate/write.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

// Between statements that may have lines themselves.
inline constexpr char separator = '\x1e';

inline std::string joined_lines(const std::vector<std::string>& statements, char between) {
    std::string result;
    for (const std::string& sql : statements) (result += sql) += between;
    return result;
}

/// The model of statements as the history keeps them.
template <class = void>
model parsed(std::string_view statements) {
    model result;
    while (!statements.empty()) {
        const std::size_t end = statements.find(separator);
        add_statement(result, statements.substr(0, end));
        statements.remove_prefix(end == std::string_view::npos ? statements.size() : end + 1);
    }
    return result;
}

/// What the history keeps of a module's part of the database as it was before a plan, so that it can be taken
/// back: all that is declared now, and was before. Nothing where the plan may have lost values.
template <class = void>
std::string way_back(const plan& done, const model& live, model declared, const model& before,
                     const words& allowed) {
    for (const step& each : done.steps)
        for (const obstacle& lifted : each.obstacles)
            if (lifted.lifted_by != word::none && lifted.lifted_by != word::rename &&
                allowed.has(lifted.lifted_by))
                return {};
    for (const table& each : before.tables) declared.tables.push_back(each);
    for (const virtual_table& each : before.virtual_tables) declared.virtual_tables.push_back(each);
    for (const view& each : before.views) declared.views.push_back(each);
    return '=' + joined_lines(create_statements(part_of(live, declared)), separator);
}

}  // namespace tenon::inline v0::schema::detail
