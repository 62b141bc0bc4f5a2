// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/names.hpp>

namespace tenon::inline v0::detail {

constexpr void add_output(tree& t, const output& added) {
    if (t.output_count < t.output_capacity)
        t.outputs[t.output_count++] = added;
    else
        t.fail(problem_kind::too_large, t.node_count - 1);
}

constexpr void add_whole(tree& t, int source_index) {
    output whole;
    whole.name = t.sources[source_index].name;
    whole.source = static_cast<std::int16_t>(source_index);
    whole.whole = true;
    whole.checked = !t.sources[source_index].table->strict;
    whole.type.nullable = t.sources[source_index].nullable;
    add_output(t, whole);
}

constexpr void add_star(checking& c, int index) {
    tree& t = c.t;
    node& star = t[index];
    if (!star.qualifier.empty()) {
        const int from = find_source(c, star.qualifier);
        star.source = static_cast<std::int16_t>(from);
        if (from < 0)
            t.fail(problem_kind::unknown_source, index, star.qualifier, "*");
        else
            add_whole(t, from);
        return;
    }
    if (t.source_count == 0) t.fail(problem_kind::no_sources, index, "*");
    for (int i = 0; i < t.source_count; ++i)
        if (!t.sources[i].excluded) add_whole(t, i);
}

constexpr void add_expression(tree& t, int index) {
    const node& result = t[index];
    const node& value = t[result.first];
    output added;
    added.type = value.type;
    added.source = value.source;
    added.column = value.column;
    if (value.code == op::column) {
        added.name = value.text;
        added.qualifier = value.qualifier;
        if (value.source >= 0) added.checked = !t.sources[value.source].table->strict;
    }
    if (value.code == op::captured) added.captured = t.parameters[value.parameter].captured;
    if (!result.text.empty()) {
        added.name = result.text;
        added.qualifier = {};
    }
    if (is_any(value.type)) t.fail(problem_kind::untyped_result, result.first);
    if (is_untyped_placeholder(value)) t.fail(problem_kind::untyped_placeholder, result.first, value.text);
    for (int i = 0; i < t.output_count; ++i)
        if (!result.text.empty() && same_name(t.outputs[i].name, result.text))
            t.fail(problem_kind::doubled_result, index, result.text);
    add_output(t, added);
}

/// Lists what comes back: of a SELECT its results, of DML what it returns.
constexpr void check_results(checking& c, int clause) {
    tree& t = c.t;
    for (int i = t[clause].first; i >= 0; i = t[i].next) {
        if (t[t[i].first].code == op::star)
            add_star(c, t[i].first);
        else
            add_expression(t, i);
    }
}

}  // namespace tenon::inline v0::detail
