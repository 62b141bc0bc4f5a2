// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/types.hpp>
#include <tenon/query/expression.hpp>
#include <tenon/query/names.hpp>

#include <cstdint>
#include <type_traits>

// Each clause is a piece of a query. It has a `size`, the C++ types that it brings (`origin_types`), and
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

/// What each expression of a clause's list stands in; none: it stands alone.
constexpr op wrapper_in(op clause) {
    if (clause == op::results || clause == op::returning) return op::result;
    return clause == op::order_by ? op::order_term : op::none;
}

/// The nodes that this takes.
template <op Code, class Sequence>
constexpr int count_wrappers() {
    if constexpr (wrapper_in(Code) == op::none)
        return 0;
    else
        return Sequence::template count_other<wrapper_in(Code)>;
}

/// A clause that is a list of expressions: WHERE and HAVING (one), GROUP BY, LIMIT, SET, VALUES …
template <op Code, class Sequence>
struct list_clause : clause_base {
    using origin_types = types_in<Sequence>;
    static constexpr bool groups = Code == op::group_by;
    static constexpr bool gives_values = Code == op::values || Code == op::rows;
    static constexpr tree_size size = Sequence::size + tree_size{2 + count_wrappers<Code, Sequence>()};

    Sequence list;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int marker = t.enter(Code);
        sibling_list children;
        if constexpr (wrapper_in(Code) == op::none)
            Sequence::lower_into(t, children);
        else
            Sequence::template lower_as<wrapper_in(Code)>(t, children);
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
struct results_clause : clause_base {
    using origin_types = types_in<Sequence>;
    static constexpr bool yields_rows = true;
    // One output per result; `*` has as many as there are sources: see `output_capacity`.
    static constexpr tree_size size =
        Sequence::size + tree_size{.nodes = 2 + count_wrappers<Code, Sequence>(), .outputs = Sequence::count};

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
struct rows_clause : clause_base {
    using origin_types = origins<Query>;
    static constexpr bool gives_values = true;
    static constexpr tree_size size = facts_of<Query>.size + tree_size{.nodes = 2, .queries = 1};

    Query query;

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int marker = t.enter(op::rows);
        const int clause = t.unary(op::rows, lower_query<Query>(t));
        t.nodes[clause].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, clause);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (facts_of<Query>.size.captured > 0) query.each_captured(visit);
    }
};

/// Asks an INSERT of a struct to store its key too.
struct with_key_clause : clause_base {
    static constexpr bool keeps_key = true;
    static constexpr tree_size size{};

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// OR IGNORE, OR REPLACE: said at the head of an INSERT.
template <std::uint16_t Flags>
struct insert_mode_clause : clause_base {
    static constexpr std::uint16_t flags = Flags;
    static constexpr tree_size size{};

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// A clause without content: DO NOTHING.
template <op Code>
struct bare_clause : clause_base {
    static constexpr tree_size size{.nodes = 2};

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        list_clause<Code, sequence<>>::lower_clause(t, clauses);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

/// DO UPDATE SET brings a source of its own: the row that was refused, called `excluded`.
template <class Sequence>
struct do_update_clause : list_clause<op::do_update, Sequence> {
    static constexpr tree_size size = list_clause<op::do_update, Sequence>::size + tree_size{.sources = 1};
};

}  // namespace tenon::inline v0::detail
