// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/ddl.hpp>
#include <tenon/sqlite/atomic_scope.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/create.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/sqlite/statement_calls.hpp>

#include <string>
#include <utility>

namespace tenon::inline v0 {

/// One connection to one database, without modules: for tools, tests and small programs. May move between
/// threads, never be used by two at once.
class database : public detail::statement_calls<database> {
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
    friend class detail::statement_calls<database>;

    template <class...>
    using runs_on = sqlite::connection&;

    [[gnu::always_inline]] sqlite::connection& running() { return connection_; }
    sqlite::connection& plain_connection() { return connection_; }

    sqlite::connection connection_;
};

}  // namespace tenon::inline v0
