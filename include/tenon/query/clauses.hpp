// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/types.hpp>
#include <tenon/query/expression.hpp>
#include <tenon/query/names.hpp>
#include <tenon/schema/described.hpp>

#include <string_view>
#include <type_traits>

// Each clause is a piece of a query. It has a `size`, the `tables` that it brings as C++ types, and
// - `lower_source(tree&, sibling_list&)` if it brings sources: those are lowered first;
// - `lower_clause(tree&, sibling_list&)` otherwise.
namespace tenon::inline v0::detail {

struct clause_base {
    using tables = types<>;
    static constexpr bool groups = false;
    static constexpr bool gives_values = false;
    static constexpr bool keeps_key = false;
    static constexpr bool yields_rows = false;

    static constexpr void lower_source(tree&, sibling_list&) {}
    static constexpr void lower_clause(tree&, sibling_list&) {}
};

template <class T, fixed_string Alias>
struct table_source {
    static constexpr tree_size size{1, 1, 0, 0, 0};

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::source, alias.view());
        t[index].table = &table_info_of<T>();
        if constexpr (!valid_table<T>) t.fail(problem_kind::refused_table, index);
        return index;
    }

private:
    static constexpr fixed_string alias = Alias;
};

/// FROM, or the table that an INSERT, UPDATE or DELETE is about.
template <class T, fixed_string Alias>
struct from_clause : clause_base {
    using tables = types<T>;
    static constexpr tree_size size = table_source<T, Alias>::size;

    static constexpr void lower_source(tree& t, sibling_list& list) {
        list.add(t, table_source<T, Alias>::lower(t));
    }
};

template <op Code, class T, fixed_string Alias, class On>
struct join_clause : clause_base {
    using tables = types<T>;
    static constexpr tree_size size = table_source<T, Alias>::size + On::size + tree_size{1};

    On on;

    [[gnu::always_inline]] constexpr explicit join_clause(On condition) : on(static_cast<On&&>(condition)) {}

    static constexpr void lower_source(tree& t, sibling_list& list) {
        const int source = table_source<T, Alias>::lower(t);
        list.add(t, t.binary(Code, source, On::lower(t)));
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        on.each_captured(visit);
    }
};

/// A clause that is a list of expressions: WHERE and HAVING (one), GROUP BY, LIMIT, SET, VALUES …
template <op Code, class Sequence>
struct list_clause : clause_base {
    static constexpr bool groups = Code == op::group_by;
    static constexpr bool gives_values = Code == op::values;
    static constexpr tree_size size = Sequence::size + tree_size{2};

    Sequence list;

    [[gnu::always_inline]] constexpr explicit list_clause(Sequence s) : list(static_cast<Sequence&&>(s)) {}

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int marker = t.enter(Code);
        sibling_list children;
        Sequence::lower_into(t, children);
        const int clause = children.close(t, Code);
        t[clause].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, clause);
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        list.each_captured(visit);
    }
};

template <class... T>
inline constexpr bool are_assignments = (std::is_base_of_v<assignment_tag, T> && ...);

/// Makes an expression a result or an ordering term, unless it was named or given a direction already.
template <op Code, class E>
struct wrapped {
    static constexpr tree_size size = E::size + tree_size{E::code == Code ? 0 : 1};

    E expression;

    [[gnu::always_inline]] constexpr explicit wrapped(E e) : expression(static_cast<E&&>(e)) {}

    static constexpr int lower(tree& t) {
        const int index = E::lower(t);
        if constexpr (E::code == Code)
            return index;
        else
            return t.unary(Code, index);
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        expression.each_captured(visit);
    }
};

template <op Code, class Before>
[[gnu::always_inline]] constexpr Before wrap_all(Before before) {
    return before;
}

template <op Code, class Before, class T, class... Rest>
[[gnu::always_inline]] constexpr auto wrap_all(Before before, T&& first, Rest&&... rest) {
    using wrapped_type = wrapped<Code, lifted<T>>;
    return wrap_all<Code>(sequence<Before, wrapped_type>(static_cast<Before&&>(before),
                                                         wrapped_type(lift(static_cast<T&&>(first)))),
                          static_cast<Rest&&>(rest)...);
}

/// SELECT's column list, and RETURNING.
template <op Code, class Sequence, bool Distinct = false>
struct results_clause : clause_base {
    static constexpr bool yields_rows = true;
    // One output per result; `*` has as many as there are sources: see
    // `output_capacity`.
    static constexpr tree_size size = Sequence::size + tree_size{2, 0, 0, Sequence::count, 0};

    Sequence list;

    [[gnu::always_inline]] constexpr explicit results_clause(Sequence s) : list(static_cast<Sequence&&>(s)) {}

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        list_clause<Code, Sequence>::lower_clause(t, clauses);
        if (Distinct) t[clauses.last].mark(flag::distinct);
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        list.each_captured(visit);
    }
};

/// Asks an INSERT of a struct to store its key too.
struct with_key_clause : clause_base {
    static constexpr bool keeps_key = true;
    static constexpr tree_size size{};

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

/// A clause without content: DO NOTHING.
template <op Code>
struct bare_clause : clause_base {
    static constexpr tree_size size{2, 0, 0, 0, 0};

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        list_clause<Code, no_more>::lower_clause(t, clauses);
    }

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

/// DO UPDATE SET brings a source of its own: the row that was refused, called `excluded`.
template <class Sequence>
struct do_update_clause : list_clause<op::do_update, Sequence> {
    using list_clause<op::do_update, Sequence>::list_clause;

    static constexpr tree_size size = list_clause<op::do_update, Sequence>::size + tree_size{0, 1, 0, 0, 0};
};

}  // namespace tenon::inline v0::detail
