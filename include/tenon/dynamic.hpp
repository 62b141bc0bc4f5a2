// SPDX-License-Identifier: BSL-1.0
#pragma once

/// SELECTs whose WHERE, ORDER BY and LIMIT are decided at run time: `dynamic(query)`.
#include <tenon/statement/run_dynamic.hpp>
