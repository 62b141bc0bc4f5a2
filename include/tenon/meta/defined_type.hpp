// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tenon::inline v0::detail {

/// Whether the type is defined where it is asked for: what has a header of its own may not be.
template <class T>
concept defined_type = requires { sizeof(T); };

}  // namespace tenon::inline v0::detail
