// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
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

/// A hash of a statement's text, for caches: of four characters at a time, which costs half as much as
/// `hash_of` while compiling.
constexpr std::uint64_t hash_of_statement(std::string_view text) noexcept {
    std::uint64_t hash = 14695981039346656037u;
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 4; left -= 4, at += 4)
        hash = (hash ^ (static_cast<std::uint32_t>(static_cast<unsigned char>(at[0])) +
                        (static_cast<std::uint32_t>(static_cast<unsigned char>(at[1])) << 8) +
                        (static_cast<std::uint32_t>(static_cast<unsigned char>(at[2])) << 16) +
                        (static_cast<std::uint32_t>(static_cast<unsigned char>(at[3])) << 24))) *
               1099511628211u;
    for (; left > 0; --left, ++at) hash = (hash ^ static_cast<unsigned char>(*at)) * 1099511628211u;
    return hash ^ hash >> 32;
}

}  // namespace tenon::inline v0
