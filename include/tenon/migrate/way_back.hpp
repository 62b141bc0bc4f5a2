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
    make_index_texts_plain(result);
    return result;
}

/// Reads a name in quotes from the beginning of a text.
inline std::string take_quoted(std::string_view& from) {
    tenon::detail::lexer tokens(from);
    const tenon::detail::token name = tokens.next();
    if (name.begin != 0 || name.kind != token_kind::quoted_name) return {};
    const std::string result = unquoted(tokens.text(name));
    from.remove_prefix(static_cast<std::size_t>(name.size));
    return result;
}

/// The renames that a plan's statements did, the other way round.
inline std::vector<rename> renames_back(std::string_view steps) {
    std::vector<rename> tables;
    std::vector<rename> columns;
    while (!steps.empty()) {
        const std::size_t end = steps.find('\n');
        std::string_view line = steps.substr(0, end);
        steps.remove_prefix(end == std::string_view::npos ? steps.size() : end + 1);
        const auto skip = [&](std::string_view words) {
            if (line.substr(0, words.size()) != words) return false;
            line.remove_prefix(words.size());
            return true;
        };
        if (!skip("ALTER TABLE ")) continue;
        const std::string table = take_quoted(line);
        if (skip(" RENAME TO ")) tables.push_back({table, {}, take_quoted(line)});
        if (!skip(" RENAME COLUMN ")) continue;
        const std::string before = take_quoted(line);
        if (skip(" TO ")) columns.push_back({table, before, take_quoted(line)});
    }
    for (rename& each : columns)
        for (const rename& other : tables)
            if (same_name(each.table, other.before)) each.table = other.table;
    tables.insert(tables.end(), columns.begin(), columns.end());
    return tables;
}

/// Whether a name that a rename of the plan has set free is taken again: the way back would have to drop what
/// bears it now, and could not tell the rows of both apart.
template <class = void>
bool reuses_former_name(const plan& done, const model& declared) {
    for (const step& each : done.steps) {
        if (each.what != action::rename_table && each.what != action::rename_column) continue;
        for (const rename& back : renames_back(joined_lines(each.sql, '\n'))) {
            const table* const on = find(declared.tables, back.table);
            if (back.column.empty() ? on != nullptr || find(declared.virtual_tables, back.table) != nullptr
                                    : on != nullptr && find(on->columns, back.column) != nullptr)
                return true;
        }
    }
    return false;
}

/// What the history keeps of a module's part of the database as it was before a plan, so that it can be taken
/// back: all that is declared now, and was before. Nothing where the plan may have lost values, or a name
/// that it has set free is taken again.
template <class = void>
std::string way_back(const plan& done, const model& live, model declared, const model& before,
                     const words& allowed) {
    for (const step& each : done.steps)
        for (const obstacle& lifted : each.obstacles)
            if (lifted.lifted_by != word::none && lifted.lifted_by != word::rename &&
                allowed.has(lifted.lifted_by))
                return {};
    if (reuses_former_name(done, declared)) return {};
    for (const table& each : before.tables) declared.tables.push_back(each);
    for (const virtual_table& each : before.virtual_tables) declared.virtual_tables.push_back(each);
    for (const view& each : before.views) declared.views.push_back(each);
    return '=' + joined_lines(create_statements(part_of(live, declared)), separator);
}

}  // namespace tenon::inline v0::schema::detail
