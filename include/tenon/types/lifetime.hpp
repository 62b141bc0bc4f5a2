// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace tenon::inline v0 {

/// Whether bound text or bytes outlive the statement's run and can be read in place, or must be copied at
/// once.
enum class lifetime : std::uint8_t { outlives, copied };

}  // namespace tenon::inline v0
