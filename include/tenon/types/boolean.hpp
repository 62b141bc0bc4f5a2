// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>

namespace tenon::inline v0 {

/// A bool is stored as 0 or 1; reading anything else is refused by the backend's reader.
template <>
struct codec<bool> {
    static constexpr kind storage = kind::boolean;
    static constexpr integer_limits limits{0, 1};

    static constexpr bool encode(const bool& value) { return value; }
    static constexpr bool decode(bool stored) { return stored; }
};

}  // namespace tenon::inline v0
