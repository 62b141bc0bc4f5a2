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

namespace tenon::inline v0::schema {

/// Takes back the last change that a start made of itself to the tables of a module, with history version
/// `version`, in a transaction of its own, and returns what it did. The rows stay; what the change had added
/// is dropped, which needs the word. The next start of the same program would make the change again: this is
/// for going back to the program before. Throws `schema_error` IRREVERSIBLE_MIGRATION where the change may
/// have lost values or given an old name to something new, or something has come after it, SCHEMA_DRIFT where
/// something else has changed the tables since, WORD_NEEDED and MIGRATION_BLOCKED.
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
            refuse_drift(
                "IRREVERSIBLE_MIGRATION", module_name,
                "the change `" + name_of_diff(version) + "` of " + rows.back().applied_at +
                    " may have lost values, or given an old name to something new: restore a backup");
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
