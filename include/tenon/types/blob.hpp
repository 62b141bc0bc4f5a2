// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace tenon::inline v0 {

namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_length(std::size_t stored, std::size_t expected) {
    refuse("WRONG_LENGTH", "a blob of " + std::to_string(stored) + " bytes stands where " +
                               std::to_string(expected) + " are expected");
}

}  // namespace detail

/// Owned bytes.
template <class Allocator>
struct codec<std::vector<std::byte, Allocator>> {
    using bytes = std::vector<std::byte, Allocator>;
    static constexpr kind storage = kind::blob;

    static std::span<const std::byte> encode(const bytes& value) { return {value.data(), value.size()}; }
    static bytes decode(std::span<const std::byte> stored) {
        return bytes(stored.data(), stored.data() + stored.size());
    }
};

/// A view of bytes: when read, it ends with the row. Spans of a fixed size or of mutable bytes can only be
/// bound.
template <class Byte, std::size_t N>
    requires std::same_as<std::remove_const_t<Byte>, std::byte>
struct codec<std::span<Byte, N>> {
    static constexpr kind storage = kind::blob;

    static constexpr std::span<const std::byte> encode(const std::span<Byte, N>& value) { return value; }
    static constexpr std::span<const std::byte> decode(std::span<const std::byte> stored)
        requires std::same_as<std::span<Byte, N>, std::span<const std::byte>>
    {
        return stored;
    }
};

/// Exactly N bytes, such as a hash; a stored blob of another length is refused as WRONG_LENGTH.
template <std::size_t N>
struct codec<std::array<std::byte, N>> {
    static constexpr kind storage = kind::blob;

    static constexpr std::span<const std::byte> encode(const std::array<std::byte, N>& value) {
        return value;
    }
    static constexpr std::array<std::byte, N> decode(std::span<const std::byte> stored) {
        if (stored.size() != N) detail::refuse_length(stored.size(), N);
        std::array<std::byte, N> value{};
        for (std::size_t i = 0; i < N; ++i) value[i] = stored[i];
        return value;
    }
};

}  // namespace tenon::inline v0
