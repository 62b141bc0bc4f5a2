// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tenon::inline v0::detail {

/// What a call returns that does not compile: the compiler has said why, and nothing more follows from it.
struct refused {};

}  // namespace tenon::inline v0::detail
