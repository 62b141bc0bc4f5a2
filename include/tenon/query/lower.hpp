// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/query.hpp>
#include <tenon/query/with.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// A statement given as text.
template <class Query>
concept text_query = requires(tree& t) { Query::parse_into(t); };

/// How many captured values and types the clauses before one have: sources are lowered before the others, but
/// their values keep the order of the chain.
struct place_count {
    int captured, type;

    constexpr void begin(tree& t) const {
        t.next_captured = static_cast<std::int16_t>(captured);
        t.next_type = static_cast<std::int16_t>(type);
    }
    constexpr void pass(tally size, tally reach) {
        captured += captured_of(size);
        type += types_of(reach);
    }
};

template <class Head>
constexpr place_count after_head(const tree& t) {
    return {t.first_captured + captured_of(Head::size), t.first_type + types_of(Head::reach)};
}

template <text_query Query, bool WithWith>
struct lowering<Query, WithWith> {
    static constexpr int lower(tree& t) { return Query::parse_into(t); }
};

template <class Query, bool WithWith>
struct lowering<const Query, WithWith> : lowering<Query, WithWith> {};

template <class Head, class... Clauses, bool WithWith>
struct lowering<query<Head, Clauses...>, WithWith> {
    // One function, and the parts' of which it is made: each has a name that spells the query.
    static constexpr int lower(tree& t) {
        constexpr const query_facts& facts = facts_of<query<Head, Clauses...>>;
        // Captured values and types are counted within each query.
        const std::int16_t first_captured = t.first_captured, first_type = t.first_type;
        t.first_captured = t.next_captured;
        t.first_type = t.next_type;
        const int marker = t.enter(facts.statement);
        t.nodes[marker].flags = facts.flags;
        if (facts.groups) t.nodes[marker].mark(flag::grouped);
        sibling_list clauses;
        if (WithWith) Head::lower_with(t, clauses);
        Head::lower_head(t, clauses);
        const int from_marker = t.enter(op::from);
        sibling_list sources;
        place_count at = after_head<Head>(t);
        ((at.begin(t), Clauses::brings_source ? Clauses::lower_source(t, sources) : void(),
          at.pass(Clauses::size, Clauses::reach)),
         ...);
        if (sources.first >= 0) {
            const int from = sources.close(t, op::from);
            t.nodes[from].begin = static_cast<std::int16_t>(from_marker);
            clauses.add(t, from);
        }
        at = after_head<Head>(t);
        ((at.begin(t), Clauses::brings_source ? void() : Clauses::lower_clause(t, clauses),
          at.pass(Clauses::size, Clauses::reach)),
         ...);
        const int statement = clauses.close(t, facts.statement);
        t.nodes[statement].begin = static_cast<std::int16_t>(marker);
        t.next_captured = static_cast<std::int16_t>(t.first_captured + facts.size.captured);
        t.next_type = static_cast<std::int16_t>(t.first_type + facts.size.types);
        t.first_captured = first_captured;
        t.first_type = first_type;
        return statement;
    }
};

template <class Query>
constexpr void lower_statement(tree& t) {
    lowering<Query>::lower(t);
}

}  // namespace tenon::inline v0::detail
