// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/cancel.hpp>
#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/progress.hpp>

namespace tenon::inline v0::schema {

/// How a migration runs.
struct migrate_options : diff_options {
    /// Is told how far it is; outlives the migration.
    progress_observer* observer = nullptr;
    /// Stops it; outlives the migration.
    const cancel_token* cancel = nullptr;
};

}  // namespace tenon::inline v0::schema
