// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// What a part of a query adds to a tree, several counts in a number; each part has two as enumerators:
/// - `size`: nodes, outputs, parameters, captured values;
/// - `reach`: columns of tables, sources, types, stars, queries inside.
/// A constant would have a name for the linker, which spells the part's type: that is what it costs.
using counts = std::uint64_t;

inline constexpr counts one_captured = 1, one_parameter = 1ull << 14, one_output = 1ull << 28,
                        one_node = 1ull << 42;
inline constexpr counts one_query = 1, one_star = 1ull << 11, one_type = 1ull << 22, one_source = 1ull << 33,
                        one_column = 1ull << 44;

constexpr tree_size unpacked(counts size, counts reach) {
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

constexpr counts packed_size(const tree_size& size) {
    return static_cast<counts>(size.nodes) * one_node + static_cast<counts>(size.outputs) * one_output +
           static_cast<counts>(size.parameters) * one_parameter + static_cast<counts>(size.captured);
}

constexpr counts packed_reach(const tree_size& size) {
    return static_cast<counts>(size.width) * one_column + static_cast<counts>(size.sources) * one_source +
           static_cast<counts>(size.types) * one_type + static_cast<counts>(size.stars) * one_star +
           static_cast<counts>(size.queries);
}

constexpr int captured_of(counts size) { return static_cast<int>(size & 0x3fff); }
constexpr int types_of(counts reach) { return static_cast<int>(reach >> 22 & 0x7ff); }

/// Parts of a query that have captured no value: their types say it all.
template <class... T>
concept captures = (false || ... || ((T::size & 0x3fff) != 0));

}  // namespace tenon::inline v0::detail
