// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Tables, queries and one connection: everything but modules, sessions and pools.
#include <tenon/query/date_functions.hpp>
#include <tenon/query/json_functions.hpp>
#include <tenon/query/math_functions.hpp>
#include <tenon/query/query.hpp>
#include <tenon/query/window_functions.hpp>
#include <tenon/schema/column_rules.hpp>
#include <tenon/schema/ddl.hpp>
#include <tenon/schema/fts5.hpp>
#include <tenon/schema/table_options.hpp>
#include <tenon/sqlite/database.hpp>
#include <tenon/statement/compiled.hpp>
#include <tenon/statement/sql.hpp>
#include <tenon/statement/view.hpp>
