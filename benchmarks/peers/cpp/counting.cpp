// SPDX-License-Identifier: BSL-1.0
#include "../../instructions/allocations.hpp"
#include "common.hpp"

namespace peers {

std::int64_t allocations() noexcept { return benchmark::allocations(); }

}  // namespace peers
