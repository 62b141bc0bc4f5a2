// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>

#include <filesystem>
#include <string_view>

namespace tenon::inline v0 {

/// Paths are stored as text, every byte as it is; they compare with texts, byte by byte.
template <>
struct codec<std::filesystem::path> {
    static constexpr kind storage = kind::text;

    static std::string_view encode(const std::filesystem::path& value) { return value.native(); }
    static std::filesystem::path decode(std::string_view stored) { return stored; }
};

}  // namespace tenon::inline v0
