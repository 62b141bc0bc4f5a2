// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/applied.hpp>
#include <tenon/migrate/in_force.hpp>
#include <tenon/migrate/migration.hpp>
#include <tenon/migrate/recorded.hpp>
#include <tenon/migrate/settle.hpp>
#include <tenon/migrate/sql_text.hpp>
#include <tenon/migrate/way_back.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

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

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// Takes back the last change that a start made of itself to the tables of a module, with history version
/// `version`, in a transaction of its own, and returns what it did. The rows stay; what the change had added
/// is dropped, which needs the word. The next start of the same program would make the change again: this is
/// for going back to the program before. Throws `schema_error` IRREVERSIBLE_MIGRATION where the change may
/// have lost values, or something has come after it, SCHEMA_DRIFT where something else has changed the tables
/// since, WORD_NEEDED and MIGRATION_BLOCKED.
template <class = void>
plan undo_diff(sqlite::connection& on, std::string_view module_name, std::int64_t version,
               const words& allow = {}) {
    using namespace detail;
    const auto find_row = [&] {
        std::vector<history_row> rows = read_history(on, module_name, false);
        const history_row newest = rows.empty() ? history_row() : rows.back();
        rows = in_force(std::move(rows));
        if (rows.empty() || rows.back().version != version || rows.back().name != "diff")
            refuse_drift("IRREVERSIBLE_MIGRATION", module_name,
                         "the change `" + name_of_diff(version) + "` is not the last one of the module");
        if (rows.back().before.empty())
            refuse_drift("IRREVERSIBLE_MIGRATION", module_name,
                         "the change `" + name_of_diff(version) + "` of " + rows.back().applied_at +
                             " may have lost values, which nothing brings back: restore a backup");
        if (!allow.drift &&
            fingerprint(part_of(inspect(on), parsed(newest.found))) != newest.fingerprint_after)
            refuse_drift("SCHEMA_DRIFT", module_name,
                         "something else has changed the tables since `" + newest.name +
                             "`: undo that, or give the word `drift`");
        return std::pair(rows.back(), rows.size() > 1 ? rows[rows.size() - 2] : history_row());
    };
    migrate_options how;
    how.allow = allow;
    how.renames = renames_back(find_row().first.steps);
    migration work(on, how);
    const auto [last, former] = find_row();  // nobody else can change it any more
    const model before = inspect(on);
    const model declared = parsed(last.declared);
    plan done = work.reach([&](const model& live) {
        return settle(parsed(std::string_view(last.before).substr(1)), live, declared, allow);
    });
    history_row row;
    row.module_name = module_name;
    row.name = std::string(undo) + name_of_diff(version);
    row.steps = joined_lines(statements(done), '\n');
    row.checksum = last.checksum;
    record_beside_declared(on, std::move(row), before, former);
    work.commit();
    return done;
}

}  // namespace tenon::inline v0::schema
