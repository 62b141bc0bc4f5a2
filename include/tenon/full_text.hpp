// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Full-text search: `fts5` tables, MATCH, bm25(), highlight(), snippet().
#include <tenon/query/full_text.hpp>
#include <tenon/schema/fts5.hpp>
