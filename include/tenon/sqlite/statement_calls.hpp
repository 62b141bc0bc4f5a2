// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/separate.hpp>
#include <tenon/statement/run.hpp>

#include <type_traits>

namespace tenon::inline v0::detail {

/// The calls of a class that runs statements without belonging to a module: on its `connection()`, typed ones
/// on its `runs_on<Query, Arguments...>`, which is made of what its `running()` returns.
template <class Self>
class statement_calls {
public:
    /// Runs a statement: rows come back as a range, `written` where there are none.
    template <query_like Query, class... Arguments>
    [[gnu::always_inline]] auto operator()(const Query& query, Arguments&&... arguments) {
        typename Self::template runs_on<Query, Arguments...> on(self().running());
        return run<no_module>(on, query, static_cast<Arguments&&>(arguments)...);
    }

    template <query_like Query, class... Arguments>
        requires(!std::is_lvalue_reference_v<Query>)
    [[gnu::always_inline]] auto operator()(Query&& query, Arguments&&... arguments) {
        typename Self::template runs_on<Query, Arguments...> on(self().running());
        return run<no_module>(on, static_cast<Query&&>(query), static_cast<Arguments&&>(arguments)...);
    }

    /// Runs a SELECT that was composed at run time. Needs `<tenon/dynamic.hpp>`.
    template <class Query, class... Arguments>
    auto operator()(const dynamic_query<Query>& composed, Arguments&&... arguments) {
        return run_dynamic<no_module>(self().plain_connection(), composed,
                                      static_cast<Arguments&&>(arguments)...);
    }

    /// Runs SQL whose text is known only at run time, with named arguments. Needs `<tenon/raw_sql.hpp>`.
    /// Throws MISSING_ARGUMENT, UNKNOWN_ARGUMENT, MISSING_COLUMN, DOUBLED_COLUMN or UNKNOWN_COLUMN where the
    /// text does not fit the call, NOT_ALLOWED for what attaches files, controls transactions, sets pragmas
    /// or vacuums, UNNAMED_PARAMETER for a `?`, MISUSE unless it is one statement, and what the database
    /// says.
    template <class Row, class... Arguments>
    auto operator()(const raw_sql<Row>& sql, Arguments&&... arguments) {
        return run_raw<true>(self().connection(), sql, static_cast<Arguments&&>(arguments)...);
    }

private:
    [[gnu::always_inline]] Self& self() { return static_cast<Self&>(*this); }
};

}  // namespace tenon::inline v0::detail
