// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/aggregates.hpp>
#include <tenon/query/chain.hpp>
#include <tenon/query/conditional.hpp>
#include <tenon/query/conflict_target.hpp>
#include <tenon/query/constant.hpp>
#include <tenon/query/functions.hpp>
#include <tenon/query/names.hpp>

#include <utility>

namespace tenon::inline v0::detail {

/// What stands at the head of a statement without any clause yet.
struct nothing_clause : clause_base {
    static constexpr tree_size size{};

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

template <class Head>
[[gnu::always_inline]] constexpr auto start_query(Head head) {
    return query<Head, nothing_clause>(static_cast<Head&&>(head), {});
}

template <class Row>
[[gnu::always_inline]] constexpr auto as_row(Row&& row) {
    auto value = lift(static_cast<Row&&>(row));
    if constexpr (decltype(value)::code == op::row_value)
        return value;
    else
        return row_value(std::move(value));
}

template <bool Distinct, class Head, class... E>
[[gnu::always_inline]] constexpr auto make_select(Head head, E&&... results) {
    auto list = wrap_all<op::result>(no_more{}, static_cast<E&&>(results)...);
    using clause = results_clause<op::results, decltype(list), Distinct>;
    return query<Head, clause>(static_cast<Head&&>(head), clause(std::move(list)));
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// All columns of all tables: `*`.
inline constexpr column_name<"*"> all;

/// `SELECT results`: columns, expressions, `all`, `"alias.*"_c`.
template <class... E>
    requires(sizeof...(E) > 0)
[[gnu::always_inline]] constexpr auto select(E&&... results) {
    return detail::make_select<false>(detail::select_head<>{}, static_cast<E&&>(results)...);
}

/// `SELECT DISTINCT results`
template <class... E>
    requires(sizeof...(E) > 0)
[[gnu::always_inline]] constexpr auto select_distinct(E&&... results) {
    return detail::make_select<true>(detail::select_head<>{}, static_cast<E&&>(results)...);
}

/// `SELECT * FROM table`: rows are the struct itself.
template <class T, fixed_string Alias = "">
[[gnu::always_inline]] constexpr auto select() {
    return select(all).template from<T, Alias>();
}

/// `VALUES (…), …` as a query: each row a `row_value`, or one value; columns are called `column1` and so on.
template <class... Rows>
    requires(sizeof...(Rows) > 0)
[[gnu::always_inline]] constexpr auto values(Rows&&... rows) {
    auto list = detail::make_sequence(detail::as_row(static_cast<Rows&&>(rows))...);
    return detail::start_query(detail::values_head<decltype(list)>(std::move(list)));
}

/// `INSERT INTO table`: the columns are those that the arguments name when it runs, or that `values` gives.
template <class T>
[[gnu::always_inline]] constexpr auto insert() {
    return detail::start_query(detail::write_head<detail::op::insert, T>{});
}

/// `UPDATE table [AS alias]`, to be followed by `set`.
template <class T, fixed_string Alias = "">
[[gnu::always_inline]] constexpr auto update() {
    return detail::start_query(detail::write_head<detail::op::update, T, Alias>{});
}

/// `DELETE FROM table [AS alias]`: without `where`, all rows.
template <class T, fixed_string Alias = "">
[[gnu::always_inline]] constexpr auto delete_from() {
    return detail::start_query(detail::write_head<detail::op::delete_, T, Alias>{});
}

}  // namespace tenon::inline v0
