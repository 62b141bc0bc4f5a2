// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Tables, queries and one connection: everything but modules, sessions and pools.
#include <tenon/query/query.hpp>
#include <tenon/schema/ddl.hpp>
#include <tenon/sqlite/database.hpp>
#include <tenon/statement/compiled.hpp>
