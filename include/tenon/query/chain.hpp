// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/query/given_values.hpp>
#include <tenon/query/heads.hpp>
#include <tenon/query/joins.hpp>
#include <tenon/query/longer.hpp>
#include <tenon/query/windows.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// A finished or unfinished statement of the builder.
template <class T>
concept query_like = __is_base_of(detail::query_tag, T);

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Query, class Target>
struct conflict_target;

/// A statement's head and its first clause.
template <class Head, class Clause>
[[gnu::always_inline]] constexpr query<Head, Clause> begin_query([[maybe_unused]] Head head,
                                                                 [[maybe_unused]] Clause clause) {
    if constexpr (!captures<Head, Clause>)
        return {};
    else if constexpr (!captures<Clause>)
        return {{}, {static_cast<Head&&>(head)}};
    else if constexpr (!captures<Head>)
        return {{}, {static_cast<Clause&&>(clause)}};
    else
        return {{}, {{static_cast<Head&&>(head)}, static_cast<Clause&&>(clause)}};
}

/// The clauses that can follow. They may come in any order; one that does not belong is refused by the
/// checker.
template <class Self>
struct query_methods : query_tag, source_methods<Self> {
    /// `WHERE condition`; given again, both must hold. After ON CONFLICT … DO UPDATE it limits the update.
    template <class E>
    [[gnu::always_inline]] constexpr auto where(E&& condition) const {
        constexpr op code = Self::head::statement == op::insert ? op::update_where : op::where;
        if constexpr (captures<lifted<E>>)
            return with_list<code>(static_cast<E&&>(condition));
        else
            return longer<Self, list_clause<code, sequence<lifted<E>>>>{{}, static_cast<const Self&>(*this)};
    }

    /// `GROUP BY …`
    template <class... E>
    [[gnu::always_inline]] constexpr auto group_by(E&&... expressions) const {
        if constexpr (captures<lifted<E>...>)
            return with_list<op::group_by>(static_cast<E&&>(expressions)...);
        else
            return longer<Self, list_clause<op::group_by, sequence<lifted<E>...>>>{
                {}, static_cast<const Self&>(*this)};
    }

    /// `HAVING condition`
    template <class E>
    [[gnu::always_inline]] constexpr auto having(E&& condition) const {
        if constexpr (captures<lifted<E>>)
            return with_list<op::having>(static_cast<E&&>(condition));
        else
            return longer<Self, list_clause<op::having, sequence<lifted<E>>>>{
                {}, static_cast<const Self&>(*this)};
    }

    /// `WINDOW name AS (…)`, for `.over<"name">()`; given again, another window.
    template <fixed_string Name, class Window>
    [[gnu::always_inline]] constexpr auto window(Window window) const {
        using list = sequence<named_window<Name, Window>>;
        if constexpr (captures<list>)
            return static_cast<const Self&>(*this).with(
                list_clause<op::windows, list>{{}, sequence_of(named_window<Name, Window>{window})});
        else
            return longer<Self, list_clause<op::windows, list>>{{}, static_cast<const Self&>(*this)};
    }

    /// `ORDER BY …`: columns, results by their names, expressions; each perhaps with `.asc()` or `.desc()`.
    template <class... E>
    [[gnu::always_inline]] constexpr auto order_by(E&&... terms) const {
        if constexpr (captures<lifted<E>...>)
            return with_list<op::order_by>(static_cast<E&&>(terms)...);
        else
            return longer<Self, list_clause<op::order_by, sequence<lifted<E>...>>>{
                {}, static_cast<const Self&>(*this)};
    }

    /// `LIMIT rows`: an integer or a placeholder.
    template <class E>
    [[gnu::always_inline]] constexpr auto limit(E&& rows) const {
        if constexpr (captures<lifted<E>>)
            return with_list<op::limit>(static_cast<E&&>(rows));
        else
            return longer<Self, list_clause<op::limit, sequence<lifted<E>>>>{{},
                                                                             static_cast<const Self&>(*this)};
    }

    /// `OFFSET rows`: an integer or a placeholder.
    template <class E>
    [[gnu::always_inline]] constexpr auto offset(E&& rows) const {
        if constexpr (captures<lifted<E>>)
            return with_list<op::offset>(static_cast<E&&>(rows));
        else
            return longer<Self, list_clause<op::offset, sequence<lifted<E>>>>{
                {}, static_cast<const Self&>(*this)};
    }

    /// `SET column = value, …` of an UPDATE.
    template <class... A>
    [[gnu::always_inline]] constexpr auto set(A... assignments) const {
        static_assert(are_assignments<A...>, "set() takes assignments, as in \"column\"_c = value");
        return with_assignments<op::set>(static_cast<A&&>(assignments)...);
    }

    /// One row of an INSERT: `(columns) VALUES (values)`; several calls are several rows.
    template <class... A>
    [[gnu::always_inline]] constexpr auto values(A... assignments) const {
        static_assert(are_assignments<A...>, "values() takes assignments, as in \"column\"_c = value");
        return with_assignments<op::values>(static_cast<A&&>(assignments)...);
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
        return subquery<Self, false>(static_cast<const Self&>(*this)).template as<Name>();
    }

    /// The columns of an INSERT whose rows come from a query; see `rows`.
    template <class... E>
    [[gnu::always_inline]] constexpr auto columns(E&&... names) const {
        return with_list<op::columns>(static_cast<E&&>(names)...);
    }

    /// The rows of an INSERT: `INSERT INTO … SELECT …`. Without `columns`, one column for each of the table.
    template <query_like Query>
    [[gnu::always_inline]] constexpr auto rows(Query query) const {
        return static_cast<const Self&>(*this).with(rows_clause<Query>{{}, static_cast<Query&&>(query)});
    }

    /// `INSERT OR IGNORE`: rows that violate UNIQUE, NOT NULL or CHECK are left out. `UPDATE OR IGNORE`: rows
    /// that would violate them stay as they are.
    [[gnu::always_inline]] constexpr auto or_ignore() const {
        return static_cast<const Self&>(*this).with(insert_mode_clause<bits(flag::or_ignore)>{});
    }

    /// `INSERT OR REPLACE`, `UPDATE OR REPLACE`: rows that are in the way of a UNIQUE are deleted first, and
    /// with them what refers to them ON DELETE CASCADE: `on_conflict(…).do_update(…)` keeps both.
    [[gnu::always_inline]] constexpr auto or_replace() const {
        return static_cast<const Self&>(*this).with(insert_mode_clause<bits(flag::or_replace)>{});
    }

    /// Sets the columns that an argument of struct T gives: an optional field without a value leaves its
    /// column as it is, `SET column = COALESCE(:column, column)`. Other fields of T are placeholders only.
    template <class T>
    [[gnu::always_inline]] constexpr auto set_given() const {
        return static_cast<const Self&>(*this).with(given_values<T>{});
    }

    /// Lets an INSERT of a whole struct store the integer key that it holds, instead of a new one.
    [[gnu::always_inline]] constexpr auto with_key() const {
        return static_cast<const Self&>(*this).with(with_key_clause{});
    }

    /// `ON CONFLICT [(columns of a key)]`, to be followed by `do_nothing` or `do_update`.
    template <class... E>
    [[gnu::always_inline]] constexpr auto on_conflict(E&&... columns) const {
        auto target = make_sequence(static_cast<E&&>(columns)...);
        return conflict_target<Self, decltype(target)>{static_cast<const Self&>(*this),
                                                       static_cast<decltype(target)&&>(target)};
    }

    /// `RETURNING …`: the rows written, as they then are.
    template <class... E>
    [[gnu::always_inline]] constexpr auto returning(E&&... results) const {
        auto list = make_sequence(static_cast<E&&>(results)...);
        return static_cast<const Self&>(*this).with(
            results_clause<op::returning, decltype(list)>{{}, static_cast<decltype(list)&&>(list)});
    }

    template <op Code, class... E>
    [[gnu::always_inline]] constexpr auto with_list(E&&... expressions) const {
        using clause = list_clause<Code, sequence<lifted<E>...>>;
        if constexpr (!captures<lifted<E>...>)
            return longer<Self, clause>{{}, static_cast<const Self&>(*this)};
        else if constexpr (Self::kept_nothing::value)
            return longer<Self, clause>{{}, {clause{{}, {{{lifted<E>(static_cast<E&&>(expressions))}...}}}}};
        else
            return longer<Self, clause>{{},
                                        {static_cast<const Self&>(*this),
                                         clause{{}, {{{lifted<E>(static_cast<E&&>(expressions))}...}}}}};
    }

    template <op Code, class... A>
    [[gnu::always_inline]] constexpr auto with_assignments(A&&... assignments) const {
        if constexpr (are_assignments<A...>)
            return with_list<Code>(static_cast<A&&>(assignments)...);
        else
            return static_cast<const Self&>(*this).with(bare_clause<Code>{});
    }

private:
    template <fixed_string Operator, class Query>
    [[gnu::always_inline]] constexpr auto with_arm(Query query) const {
        arm_clause<Query, Operator> added{{}, static_cast<Query&&>(query)};
        if constexpr (Self::head::statement == op::compound)
            return static_cast<const Self&>(*this).with(static_cast<decltype(added)&&>(added));
        else
            return begin_query(compound_head<Self>{{}, static_cast<const Self&>(*this)},
                               static_cast<decltype(added)&&>(added));
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A statement under construction: how it begins, and its clauses. It is a value; captured C++ values are in
/// it, everything else is in its type.
template <class Head, class... Clauses>
struct query : detail::query_methods<query<Head, Clauses...>>, detail::kept_by<Head, Clauses...> {
    using head = Head;
    using kept = detail::kept_by<Head, Clauses...>;

    /// The same statement with one clause more.
    template <class Clause>
    [[gnu::always_inline]] constexpr query<Head, Clauses..., Clause> with(Clause clause) const {
        if constexpr (!detail::captures<Clause>)
            return {{}, static_cast<const kept&>(*this)};
        else if constexpr (kept::kept_nothing::value)
            return {{}, {static_cast<Clause&&>(clause)}};
        else
            return {{}, {static_cast<const kept&>(*this), static_cast<Clause&&>(clause)}};
    }
};

}  // namespace tenon::inline v0
