// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/query.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// Lowers a whole statement: sources first, then the clauses as they were given.
template <class Query>
constexpr void lower_statement(tree& t) {
    const int marker = t.enter(Query::statement);
    if (Query::groups) t[marker].mark(flag::grouped);
    sibling_list clauses;
    if (Query::statement == op::select) {
        const int from_marker = t.enter(op::from);
        sibling_list sources;
        Query::lower_sources(t, sources);
        if (sources.first >= 0) {
            const int from = sources.close(t, op::from);
            t[from].begin = static_cast<std::int16_t>(from_marker);
            clauses.add(t, from);
        }
    } else {
        Query::lower_sources(t, clauses);
    }
    Query::lower_clauses(t, clauses);
    const int statement = clauses.close(t, Query::statement);
    t[statement].begin = static_cast<std::int16_t>(marker);
}

}  // namespace tenon::inline v0::detail
