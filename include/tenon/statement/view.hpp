// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/view.hpp>
#include <tenon/statement/compiled.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// Why a query can't be a view's body, or nothing.
template <class Query>
struct view_refusal {
    static constexpr message sentence = [] {
        message words;
        if (!is_query(facts_of<Query>.statement))
            words << "a view shows what a SELECT yields, not " << clause_name(facts_of<Query>.statement);
        else if (compiled<Query>.parameter_count > 0)
            words << "a view has no one to bind values: write them as constant<...>";
        return words;
    }();
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Describes a view by a query: `view("active_customers", select<customer>().where("active"_c))`. Its results
/// bear the names of the struct's fields, in any order, and their types; the compiler says where they don't.
template <query_like Query, class... Constraints>
constexpr table_description<typename Constraints::target_type...> view(std::string_view name, const Query&,
                                                                       const Constraints&... constraints) {
    table_description<typename Constraints::target_type...> result{
        name, {static_cast<const detail::constraint&>(constraints)...}, table_kind::view};
    if constexpr (detail::accept_query<Query>()) {
        static_assert(detail::accept<detail::view_refusal<Query>>());
        result.body = detail::compiled<Query>.view();
        result.results = detail::compiled<Query>.outputs;
        result.result_count = detail::compiled<Query>.output_count;
    }
    return result;
}

}  // namespace tenon::inline v0
