// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// What a part of a query adds to a tree, several counts in a number; each part has two as enumerators:
/// - `size`: nodes, outputs, parameters, captured values;
/// - `reach`: columns of tables, sources, types, stars, queries inside.
/// A constant would have a name for the linker, which spells the part's type: that is what it costs.
using tally = std::uint64_t;

inline constexpr tally one_captured = 1, one_parameter = 1ull << 14, one_output = 1ull << 28,
                       one_node = 1ull << 42;
inline constexpr tally one_query = 1, one_star = 1ull << 11, one_type = 1ull << 22, one_source = 1ull << 33,
                       one_column = 1ull << 44;

constexpr tree_size unpacked(tally size, tally reach) {
    return {.nodes = static_cast<int>(size >> 42),
            .sources = static_cast<int>(reach >> 33 & 0x7ff),
            .parameters = static_cast<int>(size >> 14 & 0x3fff),
            .outputs = static_cast<int>(size >> 28 & 0x3fff),
            .captured = static_cast<int>(size & 0x3fff),
            .types = static_cast<int>(reach >> 22 & 0x7ff),
            .stars = static_cast<int>(reach >> 11 & 0x7ff),
            .width = static_cast<int>(reach >> 44),
            .queries = static_cast<int>(reach & 0x7ff)};
}

constexpr tally packed_size(const tree_size& size) {
    return static_cast<tally>(size.nodes) * one_node + static_cast<tally>(size.outputs) * one_output +
           static_cast<tally>(size.parameters) * one_parameter + static_cast<tally>(size.captured);
}

constexpr tally packed_reach(const tree_size& size) {
    return static_cast<tally>(size.width) * one_column + static_cast<tally>(size.sources) * one_source +
           static_cast<tally>(size.types) * one_type + static_cast<tally>(size.stars) * one_star +
           static_cast<tally>(size.queries);
}

constexpr int captured_of(tally size) { return static_cast<int>(size & 0x3fff); }
constexpr int types_of(tally reach) { return static_cast<int>(reach >> 22 & 0x7ff); }

/// Parts of a query with C++ values in them; the types of all others say it all.
template <class... T>
concept captures = (false || ... || ((T::size & 0x3fff) != 0));

}  // namespace tenon::inline v0::detail
