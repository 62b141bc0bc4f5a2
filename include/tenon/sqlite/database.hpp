// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/ddl.hpp>
#include <tenon/sqlite/atomic_scope.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/create.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/statement/run.hpp>

#include <string>
#include <utility>

namespace tenon::inline v0 {

/// One connection to one database, without modules: for tools, tests and small programs. May move between
/// threads, never be used by two at once.
class database {
public:
    /// Opens the file, or creates it; `:memory:` is a database of its own. Throws what `sqlite::connection`
    /// throws.
    explicit database(const std::string& path, const sqlite::connection_options& options = {})
        : connection_(path, options) {}

    /// Creates the tables of these structs where they are missing, then indexes, then views, all or none;
    /// throws `schema_error` SCHEMA_MISMATCH for one that is there but not as described, and NO_SUCH_TABLE or
    /// NO_SUCH_COLUMN for a view of what is not there.
    template <class... Tables>
    void create() {
        sqlite::atomic_scope scope(connection_);
        (sqlite::create_table<Tables>(connection_), ...);
        sqlite::create_rest<Tables...>(connection_);
        scope.commit();
        (connection_.mark_verified(table_info_of<Tables>().name), ...);
    }

    /// Runs a statement: rows come back as a range, `written` where there are none.
    template <query_like Query, class... Arguments>
    [[gnu::always_inline]] auto operator()(const Query& query, Arguments&&... arguments) {
        return detail::run<detail::no_module>(connection_, query, static_cast<Arguments&&>(arguments)...);
    }

    template <query_like Query, class... Arguments>
        requires(!std::is_lvalue_reference_v<Query>)
    [[gnu::always_inline]] auto operator()(Query&& query, Arguments&&... arguments) {
        return detail::run<detail::no_module>(connection_, static_cast<Query&&>(query),
                                              static_cast<Arguments&&>(arguments)...);
    }

    /// Runs a SELECT that was composed at run time. Needs `<tenon/dynamic.hpp>`.
    template <class Query, class... Arguments>
    auto operator()(const dynamic_query<Query>& composed, Arguments&&... arguments) {
        return detail::run_dynamic<detail::no_module>(connection_, composed,
                                                      static_cast<Arguments&&>(arguments)...);
    }

    /// Runs SQL whose text is known only at run time, with named arguments. Needs `<tenon/raw_sql.hpp>`.
    /// Throws MISSING_ARGUMENT, UNKNOWN_ARGUMENT, MISSING_COLUMN, DOUBLED_COLUMN or UNKNOWN_COLUMN where the
    /// text does not fit the call, NOT_ALLOWED for what attaches files, controls transactions, sets pragmas
    /// or vacuums, UNNAMED_PARAMETER for a `?`, MISUSE unless it is one statement, and what the database
    /// says.
    template <class Row, class... Arguments>
    auto operator()(const raw_sql<Row>& sql, Arguments&&... arguments) {
        return detail::run_raw<true>(connection_, sql, static_cast<Arguments&&>(arguments)...);
    }

    /// How SQLite will run a query, which is not run: EXPLAIN QUERY PLAN as data. Needs
    /// `<tenon/explain.hpp>`.
    template <query_like Query, class Plan = sqlite::query_plan>
    auto explain(const Query&) {
        if constexpr (!detail::accept_query<Query>() || !detail::sees_plans<Plan>())
            return detail::refused{};
        else
            return detail::explain_for<Query, detail::no_module>(connection_);
    }

    /// Begins a transaction that is rolled back at the end of its scope unless it is committed.
    sqlite::transaction transaction() { return sqlite::transaction(connection_); }

    /// Begins a part of the open transaction that can be taken back alone.
    sqlite::savepoint savepoint() { return sqlite::savepoint(connection_); }

    sqlite::connection& connection() { return connection_; }

private:
    sqlite::connection connection_;
};

}  // namespace tenon::inline v0
