// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/migration.hpp>

namespace tenon::inline v0::schema {

/// Changes a database until it is as the model, in one transaction, and returns what was done. Foreign keys
/// are not enforced meanwhile, but checked before it commits; the plan is made under the write lock, so that
/// of several processes one migrates and the others find nothing to do. Throws
/// - `usage_error` MISUSE inside a transaction;
/// - `schema_error` WORD_NEEDED where something would be lost: its message names the word;
/// - `schema_error` MIGRATION_BLOCKED where rows are in the way, with the query that finds them;
/// - `cancelled_error` INTERRUPTED, and what the database reports.
/// Nothing is changed then, but after UNKNOWN_OUTCOME it may have been.
template <class = void>
plan migrate(sqlite::connection& on, const model& target, const migrate_options& options = {}) {
    if (!on.in_transaction() && diff(inspect(on), target, options).empty()) return {};
    detail::migration work(on, options);
    plan done = work.reach([&](const model&) { return target; });
    work.commit();
    return done;
}

}  // namespace tenon::inline v0::schema
