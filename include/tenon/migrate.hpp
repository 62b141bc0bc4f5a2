// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Schemas as plain data: `inspect`, `declared_model`, `diff`, `migrate`.
#include <tenon/migrate/declared.hpp>
#include <tenon/migrate/migrate.hpp>
