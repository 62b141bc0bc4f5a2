// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/methods.hpp>

#include <cstdint>
#include <utility>

namespace tenon::inline v0::detail {

/// A call of the SQL function `Name`. How many arguments it takes and of which types is the checker's to say.
template <fixed_string Name, std::uint16_t Flags = 0, class... T>
[[gnu::always_inline]] constexpr auto make_call(T&&... arguments) {
    using call = nary<op::call, sequence<lifted<T>...>, Flags, Name>;
    if constexpr (captures<lifted<T>...>)
        return call{{}, make_sequence(static_cast<T&&>(arguments)...)};
    else
        return call{};
}

}  // namespace tenon::inline v0::detail
