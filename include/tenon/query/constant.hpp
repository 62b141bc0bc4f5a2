// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/query/methods.hpp>
#include <tenon/schema/literal.hpp>

#include <type_traits>

namespace tenon::inline v0::detail {

template <auto Value>
struct constant_text {
    static constexpr void print(text_writer& out) {
        if constexpr (std::is_same_v<decltype(Value), bool>)
            out.put(Value ? "TRUE" : "FALSE");
        else
            put_integer(out, codec_of<decltype(Value)>::encode(Value));
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A value that is part of the SQL text instead of being bound: an integer, a bool, or an enum stored as
/// integer.
template <auto Value>
struct constant_value : detail::expression_methods<constant_value<Value>> {
    enum : detail::tally { size = detail::one_node, reach = 0 };

    static constexpr int lower(detail::tree& t) {
        const int index = t.leaf(detail::op::literal, detail::printed<detail::constant_text<Value>>.view());
        t.nodes[index].type = type_of<decltype(Value)>;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

template <auto Value>
inline constexpr constant_value<Value> constant;

}  // namespace tenon::inline v0
