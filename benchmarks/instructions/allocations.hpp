// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace benchmark {

/// Calls of malloc, calloc and realloc so far: by the program, C++ and SQLite.
std::int64_t allocations() noexcept;

}  // namespace benchmark
