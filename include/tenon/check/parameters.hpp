// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/meta/text.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

// SQL would read anything else as an operator, or not at all.
constexpr bool is_placeholder_name(std::string_view name) {
    for (const char c : name)
        if (!is_identifier_char(c)) return false;
    return !name.empty();
}

/// A placeholder that recurs is one parameter; so is each captured value.
constexpr void check_parameter(checking& c, int index) {
    tree& t = c.t;
    node& n = t.nodes[index];
    if (n.code == op::placeholder) {
        n.type = {};
        if (!is_placeholder_name(n.text)) {
            t.fail(problem_kind::bad_placeholder_name, index, n.text);
            return;
        }
        for (int i = 0; i < t.parameter_count; ++i)
            if (t.parameters[i].captured < 0 && t.parameters[i].name == n.text) {
                n.parameter = static_cast<std::int16_t>(i);
                n.type = t.parameters[i].type;
                ++t.parameters[i].uses;
                return;
            }
    }
    parameter added;
    added.name = n.text;
    added.node = static_cast<std::int16_t>(index);
    added.type = n.type;
    added.uses = 1;
    if (n.code == op::captured) added.captured = n.column;
    n.parameter = t.parameter_count;
    t.parameters[t.parameter_count++] = added;
}

}  // namespace tenon::inline v0::detail
