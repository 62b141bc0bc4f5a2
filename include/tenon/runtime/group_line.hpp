// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <mutex>

namespace tenon::inline v0::detail {

class group_request;

/// Who waits for a leader that commits for several.
struct group_line {
    std::mutex mutex{};
    bool led = false;
    group_request* first = nullptr;
};

}  // namespace tenon::inline v0::detail
