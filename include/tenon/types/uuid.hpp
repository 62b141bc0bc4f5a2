// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/blob.hpp>
#include <tenon/types/codec.hpp>

#include <boost/uuid/uuid.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tenon::inline v0 {

/// UUIDs are stored as a blob of their 16 bytes, in the order in which they are written as text; a stored
/// blob of another length is refused as WRONG_LENGTH.
template <>
struct codec<boost::uuids::uuid> {
    static constexpr kind storage = kind::blob;
    static constexpr std::string_view name = "uuid";

    static std::span<const std::byte> encode(const boost::uuids::uuid& value) {
        return {reinterpret_cast<const std::byte*>(value.begin()), size};
    }
    static boost::uuids::uuid decode(std::span<const std::byte> stored) {
        if (stored.size() != size) detail::refuse_length(stored.size(), size);
        boost::uuids::uuid value{};
        std::uint8_t* to = value.begin();
        for (const std::byte each : stored) *to++ = static_cast<std::uint8_t>(each);
        return value;
    }

private:
    static constexpr std::size_t size = 16;
};

}  // namespace tenon::inline v0
