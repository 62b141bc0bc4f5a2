// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Query plans as data: `session.explain(query)`, `database.explain(query)`.
#include <tenon/sqlite/query_plan.hpp>
