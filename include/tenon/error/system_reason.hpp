// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstring>
#include <string>

namespace tenon::inline v0::detail {

// What strerror_r returns depends on the C library: the text, or 0 when it is in the buffer.
inline const char* reason_in(const char*, const char* text) { return text; }
inline const char* reason_in(const char* buffer, int) { return buffer; }

/// What the operating system says about an error number. Not std::error_category: <system_error> costs more.
inline std::string system_reason(int number) {
    char buffer[128] = "unknown error";
    return reason_in(buffer, strerror_r(number, buffer, sizeof buffer));
}

}  // namespace tenon::inline v0::detail
