// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/query/sources.hpp>

#include <type_traits>

namespace tenon::inline v0::detail {

// A head is how a query begins: it says what kind of statement it is, and holds what stands before its
// clauses. Size and types count what all heads have: the statement, FROM and their markers.

/// No WITH.
struct no_parts {
    enum : tally { size = 0, reach = 0 };
    using origin_types = types<>;

    static constexpr void lower(tree&, sibling_list&) {}

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

template <op Statement, bool Yields = false>
struct head_base {
    static constexpr op statement = Statement;
    static constexpr bool groups = false;
    static constexpr bool gives_values = false;
    static constexpr bool keeps_key = false;
    static constexpr bool yields_rows = Yields;
    static constexpr std::uint16_t flags = 0;
    using target = void;

    static constexpr void lower_with(tree&, sibling_list&) {}
    static constexpr void lower_head(tree&, sibling_list&) {}
};

/// A SELECT.
template <class With = no_parts>
struct select_head : head_base<op::select> {
    using head = select_head;
    using origin_types = typename With::origin_types;
    enum : tally { size = With::size + 4 * one_node, reach = With::reach };

    With with{};

    static constexpr void lower_with(tree& t, sibling_list& clauses) { With::lower(t, clauses); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        with.each_captured(visit);
    }
};

/// INSERT, UPDATE or DELETE of a table.
template <op Statement, class T, fixed_string Alias = "", class With = no_parts>
struct write_head : head_base<Statement> {
    using head = write_head;
    using target = T;
    using origin_types = joined<typename With::origin_types, types<T>>;
    enum : tally {
        size = 4 * one_node + With::size + table_source<T, Alias>::size,
        reach = tally{With::reach} + table_source<T, Alias>::reach
    };

    With with{};

    static constexpr void lower_with(tree& t, sibling_list& clauses) { With::lower(t, clauses); }

    static constexpr void lower_head(tree& t, sibling_list& clauses) {
        clauses.add(t, table_source<T, Alias>::lower(t));
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        with.each_captured(visit);
    }
};

/// A SELECT of a compound one, behind the word that joins it to those before.
template <class Query, fixed_string Operator>
struct arm_clause : clause_base {
    using origin_types = origins<Query>;
    enum : tally {
        size = packed_size(facts_of<Query>.size) + one_node,
        reach = packed_reach(facts_of<Query>.size) + one_query
    };

    Query query;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int arm = t.unary(op::arm, lowering<Query>::lower(t));
        t.nodes[arm].text = stored<Operator>.view();
        clauses.add(t, arm);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<arm_clause>) query.each_captured(visit);
    }
};

/// SELECTs joined by UNION and the like; a WITH of the first is one of them all: it is lowered before them,
/// and the captured values and types in it still count as the first one's.
template <class First>
struct compound_head : head_base<op::compound, true> {
    using head = compound_head;
    using arm = arm_clause<First, "">;
    using origin_types = origins<First>;
    enum : tally { size = arm::size + 3 * one_node, reach = arm::reach };

    First first;

    static constexpr void lower_head(tree& t, sibling_list& clauses) {
        First::head::lower_with(t, clauses);
        t.next_captured = t.first_captured;
        t.next_type = t.first_type;
        const int arm = t.unary(op::arm, lowering<First, false>::lower(t));
        clauses.add(t, arm);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<compound_head>) first.each_captured(visit);
    }
};

/// VALUES as a query.
template <class Sequence>
struct values_head : head_base<op::values_rows, true> {
    using head = values_head;
    using origin_types = types_in<Sequence>;
    enum : tally {
        size = Sequence::size + 3 * one_node + (Sequence::size / one_node) * one_output,
        reach = Sequence::reach + one_query
    };

    Sequence rows;

    static constexpr void lower_head(tree& t, sibling_list& clauses) {
        Sequence::lower_into(t, clauses);
        for (int row = clauses.first; row >= 0; row = t.nodes[row].next) t.nodes[row].code = op::row;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        rows.each_captured(visit);
    }
};

}  // namespace tenon::inline v0::detail
