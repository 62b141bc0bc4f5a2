// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/aggregates.hpp>
#include <tenon/query/chain.hpp>
#include <tenon/query/conditional.hpp>
#include <tenon/query/conflict_target.hpp>
#include <tenon/query/constant.hpp>
#include <tenon/query/functions.hpp>
#include <tenon/query/names.hpp>

namespace tenon::inline v0::detail {

template <class Head>
[[gnu::always_inline]] constexpr auto start_query(Head head) {
    if constexpr (captures<Head>)
        return query<Head>{{}, {static_cast<Head&&>(head)}};
    else
        return query<Head>{};
}

template <class Row>
[[gnu::always_inline]] constexpr auto as_row(Row&& row) {
    if constexpr (is_chain<lifted<Row>, op::row_value>)
        return lifted<Row>(static_cast<Row&&>(row));
    else
        return row_value(static_cast<Row&&>(row));
}

template <bool Distinct, class Head, class... E>
[[gnu::always_inline]] constexpr auto make_select(Head head, E&&... results) {
    using clause = results_clause<op::results, sequence<lifted<E>...>, Distinct>;
    if constexpr (captures<Head, lifted<E>...>)
        return begin_query(static_cast<Head&&>(head),
                           clause{{}, make_sequence(static_cast<E&&>(results)...)});
    else
        return query<Head, clause>{};
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
    return detail::start_query(detail::values_head<decltype(list)>{{}, static_cast<decltype(list)&&>(list)});
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
