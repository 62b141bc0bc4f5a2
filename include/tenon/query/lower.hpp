// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/query.hpp>
#include <tenon/query/with.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// A statement given as text.
template <class Query>
concept text_query = requires(tree& t) { Query::parse_into(t); };

/// Lowers a whole statement, or a query inside another one: WITH, the table that is written, FROM, then the
/// clauses as they were given; `WithWith` false leaves WITH out. Returns its node.
template <class Query, bool WithWith>
constexpr int lower_query(tree& t) {
    if constexpr (text_query<Query>) {
        return Query::parse_into(t);
    } else {
        // Captured values and types are counted within each query.
        const std::int16_t first_captured = t.first_captured, first_type = t.first_type;
        t.first_captured = t.next_captured;
        t.first_type = t.next_type;
        const int marker = t.enter(facts_of<Query>.statement);
        t.nodes[marker].flags = facts_of<Query>.flags;
        if (facts_of<Query>.groups) t.nodes[marker].mark(flag::grouped);
        sibling_list clauses;
        if (WithWith) Query::head::lower_with(t, clauses);
        Query::head::lower_head(t, clauses);
        const int from_marker = t.enter(op::from);
        sibling_list sources;
        Query::lower_parts(t, sources, true);
        if (sources.first >= 0) {
            const int from = sources.close(t, op::from);
            t.nodes[from].begin = static_cast<std::int16_t>(from_marker);
            clauses.add(t, from);
        }
        Query::lower_parts(t, clauses, false);
        const int statement = clauses.close(t, facts_of<Query>.statement);
        t.nodes[statement].begin = static_cast<std::int16_t>(marker);
        t.next_captured = static_cast<std::int16_t>(t.first_captured + facts_of<Query>.size.captured);
        t.next_type = static_cast<std::int16_t>(t.first_type + facts_of<Query>.size.types);
        t.first_captured = first_captured;
        t.first_type = first_type;
        return statement;
    }
}

template <class Query>
constexpr void lower_statement(tree& t) {
    lower_query<Query>(t);
}

}  // namespace tenon::inline v0::detail
