// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/renaming_connection.hpp>
#include <tenon/migrate/table_names.hpp>
#include <tenon/migrate/watch.hpp>
#include <tenon/migrate/written_migration.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/statement_calls.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// What a step of a migration works with: the transaction of its migration, on all tables of the file, those
/// of structs that describe older versions too. Where the module's tables have a prefix in this file, typed
/// statements find them under it. Foreign keys are checked at the end of the migration, and their actions
/// don't happen meanwhile.
class migration_session : public detail::statement_calls<migration_session> {
public:
    /// Works on a connection whose transaction has begun; `watched` is told of progress, if it is not null.
    explicit migration_session(sqlite::connection& on, schema::detail::watch* watched = nullptr,
                               schema::detail::table_names names = {})
        : connection_(on), watch_(watched), names_(std::move(names)) {}
    migration_session(const migration_session&) = delete;
    migration_session& operator=(const migration_session&) = delete;

    /// Runs all statements of a script, CREATE, ALTER and DROP among them. Throws NOT_ALLOWED for what
    /// attaches files, controls transactions, vacuums or has pragmas, and what the database reports.
    void execute(std::string_view script) { connection_.execute_raw(script); }

    /// What a table of a struct is called in this file: with a prefix, where its module has one. For raw SQL
    /// and scripts.
    [[nodiscard]] std::string table_name(std::string_view table) const { return names_(table); }

    /// Tells whoever watches the migration how many rows are done; throws INTERRUPTED where it shall stop.
    void report(std::size_t rows, std::size_t of) {
        if (watch_ != nullptr) watch_->report_rows(rows, of);
    }

    /// How the tables of structs are called in this file.
    [[nodiscard]] const schema::detail::table_names& names() const { return names_; }

    /// The connection underneath, for what the library does not cover.
    sqlite::connection& connection() { return connection_; }

private:
    friend class detail::statement_calls<migration_session>;

    template <class Query, class... Arguments>
    using runs_on = schema::detail::renaming_connection<
        typename schema::detail::run_query<Query, std::remove_cvref_t<Arguments>...>::type>;

    schema::detail::renamed_tables running() { return {connection_, names_}; }

    sqlite::connection& plain_connection() {
        if (!names_.plain())
            sqlite::fail(
                category::usage, "MISUSE",
                "a query that is composed at run time can't run in a step of a module whose tables have a "
                "prefix: write it as SQL, with the names that table_name() gives",
                {}, connection_.context());
        return connection_;
    }

    sqlite::connection& connection_;
    schema::detail::watch* watch_;
    schema::detail::table_names names_;
};

}  // namespace tenon::inline v0
