// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/defined_type.hpp>

#include <string_view>

// What connections and sessions offer, but only programs that include its header pay for.
namespace tenon::inline v0 {

template <class Row>
class raw_sql;

template <class Query>
class dynamic_query;

namespace sqlite {

class connection;
class query_plan;
struct function_options;

}  // namespace sqlite

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <bool Writes, class Connection, class Row, class... Arguments>
auto run_raw(Connection& connection, const raw_sql<Row>& raw, Arguments&&... arguments);

template <class Home, class Connection, class Query, class... Arguments>
auto run_dynamic(Connection& connection, const dynamic_query<Query>& composed, Arguments&&... arguments);

template <class Query, class Home>
sqlite::query_plan explain_for(sqlite::connection& on);

template <class Plan>
constexpr bool sees_plans() {
    static_assert(defined_type<Plan>, "include <tenon/explain.hpp> for query plans");
    return defined_type<Plan>;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0::sqlite::detail {

template <class F>
void add_scalar_function(connection& to, std::string_view name, F&& call, const function_options& options);

template <class Aggregate>
void add_aggregate_function(connection& to, std::string_view name, const function_options& options);

template <class Options>
constexpr bool sees_functions() {
    static_assert(tenon::detail::defined_type<Options>, "include <tenon/functions.hpp> for functions of your own");
    return tenon::detail::defined_type<Options>;
}

}  // namespace tenon::inline v0::sqlite::detail
