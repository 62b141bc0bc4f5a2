// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/query/given_values.hpp>
#include <tenon/query/heads.hpp>
#include <tenon/query/joins.hpp>
#include <tenon/query/windows.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// A finished or unfinished statement of the builder.
template <class T>
concept query_like = std::is_base_of_v<detail::query_tag, T>;

template <class Before, class Clause>
struct query;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Query, class Target>
struct conflict_target;

/// The clauses that can follow. They may come in any order; one that does not belong is refused by the
/// checker.
template <class Self>
struct query_methods : query_tag, source_methods<Self> {
    /// `WHERE condition`; given again, both must hold. After ON CONFLICT … DO UPDATE it limits the update.
    template <class E>
    [[gnu::always_inline]] constexpr auto where(E&& condition) const {
        constexpr op code = Self::statement == op::insert ? op::update_where : op::where;
        return with_list<code>(static_cast<E&&>(condition));
    }

    /// `GROUP BY …`
    template <class... E>
    [[gnu::always_inline]] constexpr auto group_by(E&&... expressions) const {
        return with_list<op::group_by>(static_cast<E&&>(expressions)...);
    }

    /// `HAVING condition`
    template <class E>
    [[gnu::always_inline]] constexpr auto having(E&& condition) const {
        return with_list<op::having>(static_cast<E&&>(condition));
    }

    /// `WINDOW name AS (…)`, for `.over<"name">()`; given again, another window.
    template <fixed_string Name, class Window>
    [[gnu::always_inline]] constexpr auto window(Window window) const {
        using list = sequence<no_more, named_window<Name, Window>>;
        return with(list_clause<op::windows, list>(list({}, {window})));
    }

    /// `ORDER BY …`: columns, results by their names, expressions; each perhaps with `.asc()` or `.desc()`.
    template <class... E>
    [[gnu::always_inline]] constexpr auto order_by(E&&... terms) const {
        auto list = wrap_all<op::order_term>(no_more{}, static_cast<E&&>(terms)...);
        return with(list_clause<op::order_by, decltype(list)>(std::move(list)));
    }

    /// `LIMIT rows`: an integer or a placeholder.
    template <class E>
    [[gnu::always_inline]] constexpr auto limit(E&& rows) const {
        return with_list<op::limit>(static_cast<E&&>(rows));
    }

    /// `OFFSET rows`: an integer or a placeholder.
    template <class E>
    [[gnu::always_inline]] constexpr auto offset(E&& rows) const {
        return with_list<op::offset>(static_cast<E&&>(rows));
    }

    /// `SET column = value, …` of an UPDATE.
    template <class... A>
    [[gnu::always_inline]] constexpr auto set(A... assignments) const {
        static_assert(are_assignments<A...>, "set() takes assignments, as in \"column\"_c = value");
        return with_assignments<op::set>(std::move(assignments)...);
    }

    /// One row of an INSERT: `(columns) VALUES (values)`; several calls are several rows.
    template <class... A>
    [[gnu::always_inline]] constexpr auto values(A... assignments) const {
        static_assert(are_assignments<A...>, "values() takes assignments, as in \"column\"_c = value");
        return with_assignments<op::values>(std::move(assignments)...);
    }

    /// The rows behind this one in the order of ORDER BY, one value for each of its terms; its last term is a
    /// key. With `limit`, the next page: `(terms) > (values)` in WHERE.
    template <class... E>
    [[gnu::always_inline]] constexpr auto page_after(E&&... values) const {
        return with_list<op::page_after>(static_cast<E&&>(values)...);
    }

    /// `UNION query`: the rows of both, each once.
    template <query_like Query>
    [[gnu::always_inline]] constexpr auto union_(Query query) const {
        return with_arm<"UNION">(static_cast<Query&&>(query));
    }

    /// `UNION ALL query`: the rows of both.
    template <query_like Query>
    [[gnu::always_inline]] constexpr auto union_all(Query query) const {
        return with_arm<"UNION ALL">(static_cast<Query&&>(query));
    }

    /// `INTERSECT query`: the rows that are in both.
    template <query_like Query>
    [[gnu::always_inline]] constexpr auto intersect(Query query) const {
        return with_arm<"INTERSECT">(static_cast<Query&&>(query));
    }

    /// `EXCEPT query`: the rows that are not in the other.
    template <query_like Query>
    [[gnu::always_inline]] constexpr auto except(Query query) const {
        return with_arm<"EXCEPT">(static_cast<Query&&>(query));
    }

    /// Names the query's value as a result: `(SELECT …) AS "name"`.
    template <fixed_string Name>
    [[gnu::always_inline]] constexpr auto as() const {
        return subquery<Self, false>(self()).template as<Name>();
    }

    /// The columns of an INSERT whose rows come from a query; see `rows`.
    template <class... E>
    [[gnu::always_inline]] constexpr auto columns(E&&... names) const {
        return with_list<op::columns>(static_cast<E&&>(names)...);
    }

    /// The rows of an INSERT: `INSERT INTO … SELECT …`. Without `columns`, one column for each of the table.
    template <query_like Query>
    [[gnu::always_inline]] constexpr auto rows(Query query) const {
        return with(rows_clause<Query>{{}, static_cast<Query&&>(query)});
    }

    /// `INSERT OR IGNORE`: rows that violate UNIQUE, NOT NULL or CHECK are left out. `UPDATE OR IGNORE`: rows
    /// that would violate them stay as they are.
    [[gnu::always_inline]] constexpr auto or_ignore() const {
        return with(insert_mode_clause<bits(flag::or_ignore)>{});
    }

    /// `INSERT OR REPLACE`, `UPDATE OR REPLACE`: rows that are in the way of a UNIQUE are deleted first, and
    /// with them what refers to them ON DELETE CASCADE: `on_conflict(…).do_update(…)` keeps both.
    [[gnu::always_inline]] constexpr auto or_replace() const {
        return with(insert_mode_clause<bits(flag::or_replace)>{});
    }

    /// Sets the columns that an argument of struct T gives: an optional field without a value leaves its
    /// column as it is, `SET column = COALESCE(:column, column)`. Other fields of T are placeholders only.
    template <class T>
    [[gnu::always_inline]] constexpr auto set_given() const {
        return with(given_values<T>{});
    }

    /// Lets an INSERT of a whole struct store the integer key that it holds, instead of a new one.
    [[gnu::always_inline]] constexpr auto with_key() const { return with(with_key_clause{}); }

    /// `ON CONFLICT [(columns of a key)]`, to be followed by `do_nothing` or `do_update`.
    template <class... E>
    [[gnu::always_inline]] constexpr auto on_conflict(E&&... columns) const {
        auto target = make_sequence(static_cast<E&&>(columns)...);
        return conflict_target<Self, decltype(target)>(self(), std::move(target));
    }

    /// `RETURNING …`: the rows written, as they then are.
    template <class... E>
    [[gnu::always_inline]] constexpr auto returning(E&&... results) const {
        auto list = wrap_all<op::result>(no_more{}, static_cast<E&&>(results)...);
        return with(results_clause<op::returning, decltype(list)>(std::move(list)));
    }

    template <class Clause>
    [[gnu::always_inline]] constexpr query<Self, Clause> with(Clause clause) const {
        return {self(), static_cast<Clause&&>(clause)};
    }

    template <op Code, class... E>
    [[gnu::always_inline]] constexpr auto with_list(E&&... expressions) const {
        auto list = make_sequence(static_cast<E&&>(expressions)...);
        return with(list_clause<Code, decltype(list)>(std::move(list)));
    }

    template <op Code, class... A>
    [[gnu::always_inline]] constexpr auto with_assignments(A... assignments) const {
        if constexpr (are_assignments<A...>) {
            auto list = chain_up(no_more{}, std::move(assignments)...);
            return with(list_clause<Code, decltype(list)>(std::move(list)));
        } else {
            return with(bare_clause<Code>{});
        }
    }

    template <class Before>
    [[gnu::always_inline]] static constexpr Before chain_up(Before before) {
        return before;
    }

    template <class Before, class A, class... Rest>
    [[gnu::always_inline]] static constexpr auto chain_up(Before before, A first, Rest... rest) {
        return chain_up(sequence<Before, A>(std::move(before), std::move(first)), std::move(rest)...);
    }

private:
    [[gnu::always_inline]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }

    template <fixed_string Operator, class Query>
    [[gnu::always_inline]] constexpr auto with_arm(Query query) const {
        arm_clause<Query, Operator> added{{}, static_cast<Query&&>(query)};
        if constexpr (Self::statement == op::compound)
            return with(static_cast<decltype(added)&&>(added));
        else
            return tenon::query<compound_head<Self>, decltype(added)>({{}, self()},
                                                                      static_cast<decltype(added)&&>(added));
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A statement under construction: what came before, and one clause more. It is a value; captured C++ values
/// are in it, everything else is in its type.
template <class Before, class Clause>
struct query : detail::query_methods<query<Before, Clause>> {
    static constexpr detail::op statement = Before::statement;
    static constexpr detail::tree_size size = Before::size + Clause::size;
    static constexpr bool groups = Before::groups || Clause::groups;
    static constexpr bool gives_values = Before::gives_values || Clause::gives_values;
    static constexpr bool keeps_key = Before::keeps_key || Clause::keeps_key;
    static constexpr bool yields_rows = Before::yields_rows || Clause::yields_rows;
    static constexpr std::uint16_t flags = Before::flags | Clause::flags;
    using head = typename Before::head;
    using origin_types = detail::joined<typename Before::origin_types, typename Clause::origin_types>;

    Before before;
    Clause clause;

    [[gnu::always_inline]] constexpr query(Before b, Clause c)
        : before(static_cast<Before&&>(b)), clause(static_cast<Clause&&>(c)) {}

    static constexpr void lower_sources(detail::tree& t, detail::sibling_list& list) {
        Before::lower_sources(t, list);
        count_from_here(t);
        Clause::lower_source(t, list);
    }

    static constexpr void lower_clauses(detail::tree& t, detail::sibling_list& list) {
        Before::lower_clauses(t, list);
        count_from_here(t);
        Clause::lower_clause(t, list);
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        if constexpr (Before::size.captured > 0) before.each_captured(visit);
        if constexpr (Clause::size.captured > 0) clause.each_captured(visit);
    }

private:
    // Sources are lowered before the clauses, but captured values and types keep the order of the chain.
    static constexpr void count_from_here(detail::tree& t) {
        t.next_captured = static_cast<std::int16_t>(t.first_captured + Before::size.captured);
        t.next_type = static_cast<std::int16_t>(t.first_type + Before::size.types);
    }
};

}  // namespace tenon::inline v0
