// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::inline v0 {

/// A string literal as a template argument; `N` counts the terminator.
template <std::size_t N>
struct fixed_string {
    char data[N]{};

    // NOLINTNEXTLINE(google-explicit-constructor): literals convert wherever a name is expected.
    constexpr fixed_string(const char (&literal)[N]) {
        for (std::size_t i = 0; i < N; ++i) data[i] = literal[i];
    }

    constexpr std::string_view view() const { return {data, N - 1}; }

    constexpr bool operator==(const fixed_string&) const = default;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

/// A template's argument as a constant, for views of it to point to: one for all that bear the same name.
template <fixed_string Text>
inline constexpr fixed_string stored = Text;

}  // namespace tenon::inline v0::detail
