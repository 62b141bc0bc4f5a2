// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
#include <tenon/query/lower.hpp>

#include "../query/tables.hpp"

#include <string>

namespace tests {

using tenon::kind;
using tenon::detail::problem_kind;

/// What the checker finds out about a query at run time, by the very code that runs while compiling.
struct verdict {
    problem_kind problem = problem_kind::none;
    std::string sentence;
    bool single_row = false;
    tenon::sql_type type;  // of the first result
};

template <class Query>
verdict checked(const Query&) {
    tenon::detail::tree_storage<300, 12, 24, 40, 80, 12> storage;
    tenon::detail::tree t = storage.open();
    tenon::detail::lower_statement<Query>(t);
    tenon::detail::check(t);
    return {t.failure.kind, std::string(tenon::detail::explain(t).view()), t.single_row,
            storage.outputs[0].type};
}

template <class Query>
problem_kind problem_of(const Query& query) {
    return checked(query).problem;
}

template <class Query>
bool accepted(const Query& query) {
    return problem_of(query) == problem_kind::none;
}

template <class Query>
std::string sentence_of(const Query& query) {
    return checked(query).sentence;
}

template <class Query>
bool single_row(const Query& query) {
    const verdict found = checked(query);
    return found.problem == problem_kind::none && found.single_row;
}

/// The type of an accepted query's first result.
template <class Query>
tenon::sql_type type_of_result(const Query& query) {
    const verdict found = checked(query);
    return found.problem == problem_kind::none ? found.type : tenon::sql_type{};
}

inline constexpr tenon::sql_type optional_of(kind storage) { return {storage, true, nullptr}; }
inline constexpr tenon::sql_type plain(kind storage) { return {storage, false, nullptr}; }

}  // namespace tests
