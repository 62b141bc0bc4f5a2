// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace tenon::inline v0 {

/// The version of this library.
inline constexpr std::string_view library_version = "0.1.0";

}  // namespace tenon::inline v0
