// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
#include <tenon/query/query.hpp>
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

#include <string>

namespace tests {

using tenon::kind;
using tenon::detail::problem_kind;

/// What the checker found out about a query, by the very code that runs while compiling.
struct verdict {
    problem_kind problem = problem_kind::none;
    std::string sentence;
    bool single_row = false;
};

template <class Query>
verdict checked(const Query&) {
    typename tenon::detail::storage_for<Query>::type storage;
    tenon::detail::tree t = storage.open();
    tenon::detail::lower_statement<Query>(t);
    tenon::detail::check(t);
    return {t.failure.kind, std::string(tenon::detail::explain(t).view()), t.single_row};
}

template <class Query>
problem_kind problem_of(const Query& query) {
    return checked(query).problem;
}

template <class Query>
std::string sentence_of(const Query& query) {
    return checked(query).sentence;
}

template <class Query>
bool accepted(const Query& query) {
    return checked(query).problem == problem_kind::none;
}

/// The type of a query's first result.
template <class Query>
tenon::sql_type type_of_result(const Query&) {
    typename tenon::detail::storage_for<Query>::type storage;
    tenon::detail::tree t = storage.open();
    tenon::detail::lower_statement<Query>(t);
    tenon::detail::check(t);
    return t.output_count > 0 ? t.outputs[0].type : tenon::sql_type{};
}

template <class Query>
bool nullable(const Query& query) {
    return type_of_result(query).nullable;
}

}  // namespace tests
