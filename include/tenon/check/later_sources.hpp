// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/check/context.hpp>
#include <tenon/meta/text.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// Whether a part of FROM that is joined later is called so, or may have that column; of what queries yield
/// nothing is known yet.
constexpr bool may_be_meant(const tree& t, const node& source, std::string_view name,
                            std::string_view column) {
    const int known =
        source.code == op::source && !source.is(flag::described) ? t.known.index_of(source.qualifier) : -1;
    const table_info* table = known >= 0 ? t.known.tables[known] : source.table;
    const bool described = known >= 0 || (source.code == op::source && source.is(flag::described));
    std::string_view called = source.text;
    if (called.empty()) called = described ? table->name : source.qualifier;
    if (same_name(called, name)) return true;
    return !column.empty() && (!described || table->find(column) >= 0);
}

/// Whether a condition of a join names something of a query around, by `name` or, without one, by `column`,
/// that SQLite would look for in tables of its own query first, though they are joined later.
constexpr bool is_joined_later(const checking& at, int index, std::string_view name,
                               std::string_view column) {
    const tree& t = at.t;
    if (at.clause != op::from) return false;
    for (int from = index + 1; from < t.node_count; ++from) {
        const node& n = t.nodes[from];
        if (n.code != op::from || n.begin > index || n.first < 0) continue;
        const int first = t.nodes[n.first].source;
        if (first < 0 || t.sources[first].scope != at.scope) continue;
        for (int part = n.first; part >= 0; part = t.nodes[part].next) {
            if (t.nodes[part].begin <= index) continue;
            const int source = is_source(t.nodes[part].code) ? part : t.nodes[part].first;
            if (may_be_meant(t, t.nodes[source], name, column)) return true;
        }
        return false;
    }
    return false;
}

}  // namespace tenon::inline v0::detail
