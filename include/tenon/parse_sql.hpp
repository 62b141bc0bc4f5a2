// SPDX-License-Identifier: BSL-1.0
#pragma once

/// SQL text parsed, checked and formatted at run time.
#include <tenon/statement/parse_sql.hpp>
