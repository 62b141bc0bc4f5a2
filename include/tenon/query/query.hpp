// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/aggregates.hpp>
#include <tenon/query/clauses.hpp>
#include <tenon/query/constant.hpp>
#include <tenon/query/functions.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// How a query begins: it says what kind of statement it is.
template <op Statement>
struct query_head {
    static constexpr op statement = Statement;
    static constexpr tree_size size{4, 0, 0, 0, 0};  // the statement, FROM and their markers
    static constexpr bool groups = false;
    static constexpr bool gives_values = false;
    static constexpr bool keeps_key = false;
    static constexpr bool yields_rows = false;
    using tables = types<>;

    static constexpr void lower_sources(tree&, sibling_list&) {}
    static constexpr void lower_clauses(tree&, sibling_list&) {}

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

template <class Before, class Clause>
struct query;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Query, class Target>
struct conflict_target;

struct query_tag {};

/// The clauses that can follow. They may come in any order; one that does not belong is refused by the
/// checker.
template <class Self>
struct query_methods : query_tag {
    /// `FROM table [AS alias]`
    template <class T, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto from() const {
        return with(from_clause<T, Alias>{});
    }

    /// `JOIN table [AS alias] ON condition`
    template <class T, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto join(On&& on) const {
        return with(join_clause<op::join, T, Alias, lifted<On>>(lift(static_cast<On&&>(on))));
    }

    /// `LEFT JOIN table [AS alias] ON condition`: columns of the table become optional.
    template <class T, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto left_join(On&& on) const {
        return with(join_clause<op::left_join, T, Alias, lifted<On>>(lift(static_cast<On&&>(on))));
    }

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
    using tables = detail::joined<typename Before::tables, typename Clause::tables>;

    Before before;
    Clause clause;

    [[gnu::always_inline]] constexpr query(Before b, Clause c)
        : before(static_cast<Before&&>(b)), clause(static_cast<Clause&&>(c)) {}

    static constexpr void lower_sources(detail::tree& t, detail::sibling_list& list) {
        Before::lower_sources(t, list);
        t.next_captured = static_cast<std::int16_t>(Before::size.captured);
        Clause::lower_source(t, list);
    }

    static constexpr void lower_clauses(detail::tree& t, detail::sibling_list& list) {
        Before::lower_clauses(t, list);
        t.next_captured = static_cast<std::int16_t>(Before::size.captured);
        Clause::lower_clause(t, list);
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        if constexpr (Before::size.captured > 0) before.each_captured(visit);
        if constexpr (Clause::size.captured > 0) clause.each_captured(visit);
    }
};

/// A finished or unfinished statement of the builder.
template <class T>
concept query_like = std::is_base_of_v<detail::query_tag, T>;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

/// What an ON CONFLICT is about, waiting for what to do.
template <class Query, class Target>
struct conflict_target {
    Query before;
    Target target;

    [[gnu::always_inline]] constexpr conflict_target(Query q, Target t)
        : before(static_cast<Query&&>(q)), target(static_cast<Target&&>(t)) {}

    /// `DO NOTHING`: the row is left out.
    [[gnu::always_inline]] constexpr auto do_nothing() const {
        return before.with(list_clause<op::on_conflict, Target>(target)).with(bare_clause<op::do_nothing>{});
    }

    /// `DO UPDATE SET …`: the row that is there is changed; `"excluded.column"_c` is the value that was
    /// refused.
    template <fixed_string... Columns, class... E>
    [[gnu::always_inline]] constexpr auto do_update(assignment<Columns, E>... assignments) const {
        auto list = Query::chain_up(no_more{}, std::move(assignments)...);
        return before.with(list_clause<op::on_conflict, Target>(target))
            .with(do_update_clause<decltype(list)>(std::move(list)));
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// All columns of all tables: `*`.
inline constexpr column_name<"*"> all;

/// `SELECT results`: columns, expressions, `all`, `"alias.*"_c`.
template <class... E>
    requires(sizeof...(E) > 0)
[[gnu::always_inline]] constexpr auto select(E&&... results) {
    auto list = detail::wrap_all<detail::op::result>(detail::no_more{}, static_cast<E&&>(results)...);
    using clause = detail::results_clause<detail::op::results, decltype(list)>;
    return query<detail::query_head<detail::op::select>, clause>({}, clause(std::move(list)));
}

/// `SELECT DISTINCT results`
template <class... E>
    requires(sizeof...(E) > 0)
[[gnu::always_inline]] constexpr auto select_distinct(E&&... results) {
    auto list = detail::wrap_all<detail::op::result>(detail::no_more{}, static_cast<E&&>(results)...);
    using clause = detail::results_clause<detail::op::results, decltype(list), true>;
    return query<detail::query_head<detail::op::select>, clause>({}, clause(std::move(list)));
}

/// `SELECT * FROM table`: rows are the struct itself.
template <class T, fixed_string Alias = "">
[[gnu::always_inline]] constexpr auto select() {
    return select(all).template from<T, Alias>();
}

/// `INSERT INTO table`: the columns are those that the arguments name when it runs, or that `values` gives.
template <class T>
[[gnu::always_inline]] constexpr auto insert() {
    return query<detail::query_head<detail::op::insert>, detail::from_clause<T, "">>({}, {});
}

/// `UPDATE table`, to be followed by `set`.
template <class T>
[[gnu::always_inline]] constexpr auto update() {
    return query<detail::query_head<detail::op::update>, detail::from_clause<T, "">>({}, {});
}

/// `DELETE FROM table`: without `where`, all rows.
template <class T>
[[gnu::always_inline]] constexpr auto delete_from() {
    return query<detail::query_head<detail::op::delete_>, detail::from_clause<T, "">>({}, {});
}

}  // namespace tenon::inline v0
