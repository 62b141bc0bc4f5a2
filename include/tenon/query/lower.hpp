// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/query.hpp>
#include <tenon/query/with.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// FROM and its joins: of a SELECT, and what an UPDATE reads beside its own table.
template <class Query>
constexpr void lower_from(tree& t, sibling_list& clauses) {
    const int marker = t.enter(op::from);
    sibling_list sources;
    Query::lower_parts(t, sources, true);
    if (sources.first < 0) return;
    const int from = sources.close(t, op::from);
    t[from].begin = static_cast<std::int16_t>(marker);
    clauses.add(t, from);
}

/// Lowers a whole statement, or a query inside another one: WITH, the table that is written, FROM, then the
/// clauses as they were given; `WithWith` false leaves WITH out. Returns its node.
template <class Query, bool WithWith>
constexpr int lower_query(tree& t) {
    // Captured values and types are counted within each query.
    const std::int16_t first_captured = t.first_captured, first_type = t.first_type;
    t.first_captured = t.next_captured;
    t.first_type = t.next_type;
    const int marker = t.enter(Query::statement);
    t[marker].flags = Query::flags;
    if (Query::groups) t[marker].mark(flag::grouped);
    sibling_list clauses;
    if (WithWith) Query::head::lower_with(t, clauses);
    Query::head::lower_head(t, clauses);
    lower_from<Query>(t, clauses);
    Query::lower_parts(t, clauses, false);
    const int statement = clauses.close(t, Query::statement);
    t[statement].begin = static_cast<std::int16_t>(marker);
    t.next_captured = static_cast<std::int16_t>(t.first_captured + Query::size.captured);
    t.next_type = static_cast<std::int16_t>(t.first_type + Query::size.types);
    t.first_captured = first_captured;
    t.first_type = first_type;
    return statement;
}

/// A statement given as text.
template <class Query>
concept text_query = requires(tree& t) { Query::parse_into(t); };

template <class Query>
constexpr void lower_statement(tree& t) {
    if constexpr (text_query<Query>)
        Query::parse_into(t);
    else
        lower_query<Query>(t);
}

}  // namespace tenon::inline v0::detail
