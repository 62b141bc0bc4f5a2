// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace tenon::inline v0 {

/// A 64-bit hash of a text, the same on every machine: FNV-1a (Fowler, Noll and Vo).
constexpr std::uint64_t hash_of(std::string_view text) noexcept {
    std::uint64_t hash = 14695981039346656037u;
    for (const char *at = text.data(), *end = at + text.size(); at != end; ++at)
        hash = (hash ^ static_cast<unsigned char>(*at)) * 1099511628211u;
    return hash;
}

}  // namespace tenon::inline v0
