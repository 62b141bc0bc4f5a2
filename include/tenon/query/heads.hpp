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
    static constexpr tree_size size{};
    using origin_types = types<>;

    static constexpr void lower(tree&, sibling_list&) {}

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

struct head_base {
    static constexpr bool groups = false;
    static constexpr bool gives_values = false;
    static constexpr bool keeps_key = false;
    static constexpr bool yields_rows = false;
    static constexpr std::uint16_t flags = 0;
    using target = void;

    static constexpr void lower_with(tree&, sibling_list&) {}
    static constexpr void lower_head(tree&, sibling_list&) {}
};

/// A SELECT.
template <class With = no_parts>
struct select_head : head_base {
    using head = select_head;
    using origin_types = typename With::origin_types;
    static constexpr op statement = op::select;
    static constexpr tree_size size = With::size + tree_size{.nodes = 4};

    With with{};

    static constexpr void lower_with(tree& t, sibling_list& clauses) { With::lower(t, clauses); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        with.each_captured(visit);
    }
};

/// INSERT, UPDATE or DELETE of a table.
template <op Statement, class T, fixed_string Alias = "", class With = no_parts>
struct write_head : head_base {
    using head = write_head;
    using target = T;
    using origin_types = joined<typename With::origin_types, types<T>>;
    static constexpr op statement = Statement;
    static constexpr tree_size size = With::size + table_source<T, Alias>::size + tree_size{.nodes = 4};

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
    static constexpr tree_size size = facts_of<Query>.size + tree_size{.nodes = 1, .queries = 1};

    Query query;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int arm = t.unary(op::arm, lower_query<Query>(t));
        t.nodes[arm].text = words.view();
        clauses.add(t, arm);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (facts_of<Query>.size.captured > 0) query.each_captured(visit);
    }

private:
    static constexpr fixed_string words = Operator;
};

/// SELECTs joined by UNION and the like; a WITH of the first is one of them all: it is lowered before them,
/// and the captured values and types in it still count as the first one's.
template <class First>
struct compound_head : head_base {
    using head = compound_head;
    using arm = arm_clause<First, "">;
    using origin_types = origins<First>;
    static constexpr op statement = op::compound;
    static constexpr bool yields_rows = true;
    static constexpr tree_size size = arm::size + tree_size{.nodes = 3};

    First first;

    static constexpr void lower_head(tree& t, sibling_list& clauses) {
        First::head::lower_with(t, clauses);
        t.next_captured = t.first_captured;
        t.next_type = t.first_type;
        const int arm = t.unary(op::arm, lower_query<First, false>(t));
        clauses.add(t, arm);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (facts_of<First>.size.captured > 0) first.each_captured(visit);
    }
};

/// VALUES as a query.
template <class Sequence>
struct values_head : head_base {
    using head = values_head;
    using origin_types = types_in<Sequence>;
    static constexpr op statement = op::values_rows;
    static constexpr bool yields_rows = true;
    static constexpr tree_size size =
        Sequence::size + tree_size{.nodes = 3, .outputs = Sequence::size.nodes, .queries = 1};

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
