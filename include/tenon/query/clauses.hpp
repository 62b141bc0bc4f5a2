// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/types.hpp>
#include <tenon/query/expression.hpp>
#include <tenon/query/names.hpp>

#include <cstdint>
#include <type_traits>

// Each clause is a piece of a query. It has a `size` and a `reach`, the C++ types that it brings
// (`origin_types`), and
// - `lower_source(tree&, sibling_list&)` if it brings sources: those are lowered first;
// - `lower_clause(tree&, sibling_list&)` otherwise.
namespace tenon::inline v0::detail {

struct clause_base {
    using origin_types = types<>;
    static constexpr bool groups = false;
    static constexpr bool gives_values = false;
    static constexpr bool keeps_key = false;
    static constexpr bool yields_rows = false;
    static constexpr std::uint16_t flags = 0;
    static constexpr bool brings_source = false;

    static constexpr void lower_source(tree&, sibling_list&) {}
    static constexpr void lower_clause(tree&, sibling_list&) {}
};

struct source_clause : clause_base {
    static constexpr bool brings_source = true;
};

struct yielding_clause : clause_base {
    static constexpr bool yields_rows = true;
};

/// What a clause's code says of it.
template <op Code>
struct coded_clause : clause_base {
    static constexpr bool groups = Code == op::group_by;
    static constexpr bool gives_values = Code == op::values || Code == op::rows;
};

/// What each expression of a clause's list stands in; none: it stands alone.
constexpr op wrapper_in(op clause) {
    if (clause == op::results || clause == op::returning) return op::result;
    return clause == op::order_by ? op::order_term : op::none;
}

/// A node for a clause and its marker, and one for what each of its expressions may stand in.
template <op Code>
constexpr tally clause_nodes(tally expressions) {
    return (wrapper_in(Code) == op::none ? 2 : 2 + expressions) * one_node;
}

/// A clause that is a list of expressions: WHERE and HAVING (one), GROUP BY, LIMIT, SET, VALUES …
template <op Code, class Sequence>
struct list_clause;

template <op Code, class... E>
struct list_clause<Code, sequence<E...>> : coded_clause<Code> {
    using origin_types = types_in<sequence<E...>>;
    enum : tally {
        size = sequence<E...>::size + clause_nodes<Code>(sizeof...(E)),
        reach = sequence<E...>::reach
    };

    sequence<E...> list;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int marker = t.enter(Code);
        sibling_list children;
        if constexpr (wrapper_in(Code) == op::none)
            (children.add(t, E::lower(t)), ...);
        else
            (children.add(t, t.in(wrapper_in(Code), E::lower(t))), ...);
        const int clause = children.close(t, Code);
        t.nodes[clause].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, clause);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        list.each_captured(visit);
    }
};

template <class... T>
inline constexpr bool are_assignments = (std::is_base_of_v<assignment_tag, T> && ...);

/// SELECT's column list, and RETURNING.
template <op Code, class Sequence, bool Distinct = false>
struct results_clause : yielding_clause {
    using origin_types = types_in<Sequence>;
    // One output per result; `*` has as many as there are sources: see `output_capacity`.
    enum : tally {
        size = Sequence::size + clause_nodes<Code>(Sequence::count) + Sequence::count * one_output,
        reach = Sequence::reach
    };

    Sequence list;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        list_clause<Code, Sequence>::lower_clause(t, clauses);
        if (Distinct) t.nodes[clauses.last].mark(flag::distinct);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        list.each_captured(visit);
    }
};

/// The query whose rows an INSERT takes.
template <class Query>
struct rows_clause : coded_clause<op::rows> {
    using origin_types = origins<Query>;
    enum : tally {
        size = packed_size(facts_of<Query>.size) + 2 * one_node,
        reach = packed_reach(facts_of<Query>.size) + one_query
    };

    Query query;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int marker = t.enter(op::rows);
        const int clause = t.unary(op::rows, lowering<Query>::lower(t));
        t.nodes[clause].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, clause);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<rows_clause>) query.each_captured(visit);
    }
};

/// Asks an INSERT of a struct to store its key too.
struct with_key_clause : clause_base {
    static constexpr bool keeps_key = true;
    enum : tally { size = 0, reach = 0 };

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// OR IGNORE, OR REPLACE: said at the head of an INSERT.
template <std::uint16_t Flags>
struct insert_mode_clause : clause_base {
    static constexpr std::uint16_t flags = Flags;
    enum : tally { size = 0, reach = 0 };

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// A clause without content: DO NOTHING.
template <op Code>
struct bare_clause : clause_base {
    enum : tally { size = 2 * one_node, reach = 0 };

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        list_clause<Code, sequence<>>::lower_clause(t, clauses);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// DO UPDATE SET brings a source of its own: the row that was refused, called `excluded`.
template <class Sequence>
struct do_update_clause : list_clause<op::do_update, Sequence> {
    enum : tally {
        size = list_clause<op::do_update, Sequence>::size,
        reach = list_clause<op::do_update, Sequence>::reach + one_source
    };
};

}  // namespace tenon::inline v0::detail
