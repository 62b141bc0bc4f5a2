// SPDX-License-Identifier: BSL-1.0
#pragma once

/// SQL whose text is known only at run time: `session(raw_sql<row>(text), …)`.
#include <tenon/statement/run_raw.hpp>
