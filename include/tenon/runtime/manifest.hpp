// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/session.hpp>
#include <tenon/sqlite/query_plan.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

template <const auto& Query>
constexpr const char* spell_variable() {
    return __PRETTY_FUNCTION__;
}

/// The name of a variable, without what it stands in.
template <const auto& Query>
constexpr std::string_view variable_name() {
    std::string_view spelled = spell_variable<Query>();
    spelled = spelled.substr(spelled.find("Query = ") + 8);
    spelled = spelled.substr(0, spelled.find_first_of(";]"));
    return spelled.substr(spelled.rfind(':') + 1);
}

// An INSERT that takes its columns from its arguments is listed with all of them.
template <class Query>
constexpr auto whole_statement(const Query& query) {
    if constexpr (takes_columns<Query>) {
        using target = typename Query::head::target;
        return query.with(implied_values<target, field_list<target, true>>{});
    } else {
        return query;
    }
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The statements of a module, each a variable: `using statements = tenon::manifest<big_orders,
/// find_customer>;` inside it.
template <const auto&... Queries>
struct manifest {
    static constexpr std::size_t size = sizeof...(Queries);
};

/// A statement of a manifest as the database took it.
struct prepared_statement {
    std::string_view name;  // of its variable
    std::string sql;        // as its module sees it
    sqlite::query_plan plan;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Module, const auto&... Queries>
std::vector<prepared_statement> prepare_all(tenon::integrity_session<Module>& session, manifest<Queries...>) {
    std::vector<prepared_statement> prepared;
    (
        [&] {
            const auto query = whole_statement(Queries);
            using type = std::remove_const_t<decltype(query)>;
            prepared.push_back({variable_name<Queries>(), std::string(data_of<type, home_of<Module>>.sql()),
                                session.explain(query)});
        }(),
        ...);
    return prepared;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Has the database prepare and explain every statement of a module's manifest, none of which runs: for a
/// test. Throws what the database reports for the first that it refuses.
template <module_type Module>
std::vector<prepared_statement> prepare_statements(integrity_session<Module>& session) {
    return detail::prepare_all(session, typename Module::statements{});
}

}  // namespace tenon::inline v0
