// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Written migrations: `static void migrations(tenon::migrations& to)` of a module.
#include <tenon/migrate/convert_rows.hpp>
#include <tenon/migrate/migration_directory.hpp>
#include <tenon/migrate/run_written.hpp>
#include <tenon/runtime/written_start.hpp>
