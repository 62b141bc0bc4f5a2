// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/watch.hpp>
#include <tenon/migrate/written_migration.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/statement/run.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0 {

/// What a step of a migration works with: the transaction of its migration, on all tables of the file, those
/// of structs that describe older versions too. Foreign keys are checked at the end of the migration, and
/// their actions don't happen meanwhile.
class migration_session {
public:
    /// Works on a connection whose transaction has begun; `watched` is told of progress, if it is not null.
    explicit migration_session(sqlite::connection& on, schema::detail::watch* watched = nullptr)
        : connection_(on), watch_(watched) {}
    migration_session(const migration_session&) = delete;
    migration_session& operator=(const migration_session&) = delete;

    /// Runs a statement, as `database` does: rows come back as a range, `written` where there are none.
    template <query_like Query, class... Arguments>
    auto operator()(const Query& query, Arguments&&... arguments) {
        return detail::run<detail::no_module>(connection_, query, static_cast<Arguments&&>(arguments)...);
    }

    template <query_like Query, class... Arguments>
        requires(!std::is_lvalue_reference_v<Query>)
    auto operator()(Query&& query, Arguments&&... arguments) {
        return detail::run<detail::no_module>(connection_, static_cast<Query&&>(query),
                                              static_cast<Arguments&&>(arguments)...);
    }

    /// Runs a SELECT that was composed at run time. Needs `<tenon/dynamic.hpp>`.
    template <class Query, class... Arguments>
    auto operator()(const dynamic_query<Query>& composed, Arguments&&... arguments) {
        return detail::run_dynamic<detail::no_module>(connection_, composed,
                                                      static_cast<Arguments&&>(arguments)...);
    }

    /// Runs SQL whose text is known only at run time. Needs `<tenon/raw_sql.hpp>`.
    template <class Row, class... Arguments>
    auto operator()(const raw_sql<Row>& sql, Arguments&&... arguments) {
        return detail::run_raw<true>(connection_, sql, static_cast<Arguments&&>(arguments)...);
    }

    /// Runs all statements of a script, CREATE, ALTER and DROP among them. Throws NOT_ALLOWED for what
    /// attaches files, controls transactions, vacuums or has pragmas, and what the database reports.
    void execute(std::string_view script) { connection_.execute_raw(script); }

    /// Tells whoever watches the migration how many rows are done; throws INTERRUPTED where it shall stop.
    void report(std::size_t rows, std::size_t of) {
        if (watch_ != nullptr) watch_->report_rows(rows, of);
    }

    /// The connection underneath, for what the library does not cover.
    sqlite::connection& connection() { return connection_; }

private:
    sqlite::connection& connection_;
    schema::detail::watch* watch_;
};

}  // namespace tenon::inline v0
