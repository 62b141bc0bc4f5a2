// SPDX-License-Identifier: BSL-1.0
#include "common.hpp"

namespace peers {

std::int64_t allocations() noexcept { return 0; }

}  // namespace peers
