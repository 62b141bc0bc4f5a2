// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Functions of the program in SQL: `connection.add_function`, `connection.add_aggregate`.
#include <tenon/query/own_functions.hpp>
#include <tenon/sqlite/aggregate.hpp>
#include <tenon/sqlite/function.hpp>
