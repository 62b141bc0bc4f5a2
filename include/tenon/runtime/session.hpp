// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/ownership.hpp>
#include <tenon/runtime/pool.hpp>
#include <tenon/sqlite/atomic_scope.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/sqlite/query_plan.hpp>
#include <tenon/statement/run.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class Module, class Query, bool Writes>
constexpr bool accept_in_session() {
    static_assert(accept<ownership_refusal<Module, Query, Writes>>());
    return may_run<Module, Query, Writes>;
}

/// A transaction on a connection on loan, and the statements that a module may run in it.
template <class Module, bool Writes>
class session {
public:
    explicit session(pool::loan&& loan)
        : loan_(std::move(loan)),
          transaction_(loan_.connection(),
                       Writes ? sqlite::transaction_kind::immediate : sqlite::transaction_kind::deferred) {
        if constexpr (Writes) loan_.used_by(thread_number());
    }

    /// Runs a statement on the module's own tables, or reads those of modules that it depends on: rows come
    /// back as a range, `written` where there are none. Throws `query_error` and `constraint_error` for what
    /// the database refuses, `usage_error` SESSION_ENDED after the transaction has ended.
    template <query_like Query, class... Arguments>
    auto operator()(const Query& query, Arguments&&... arguments) & {
        if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            check_open();
            return run<home_of<Module>>(loan_.connection(), query, static_cast<Arguments&&>(arguments)...);
        }
    }

    template <query_like Query, class... Arguments>
        requires(!std::is_lvalue_reference_v<Query>)
    auto operator()(Query&& query, Arguments&&... arguments) & {
        if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            check_open();
            return run<home_of<Module>>(loan_.connection(), static_cast<Query&&>(query),
                                        static_cast<Arguments&&>(arguments)...);
        }
    }

    /// Runs a SELECT that was composed at run time. Needs `<tenon/dynamic.hpp>`.
    template <class Query, class... Arguments>
    auto operator()(const dynamic_query<Query>& composed, Arguments&&... arguments) & {
        if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            check_open();
            return run_dynamic<home_of<Module>>(loan_.connection(), composed,
                                                static_cast<Arguments&&>(arguments)...);
        }
    }

    /// Runs SQL whose text is known only at run time, with named arguments, as `database` does. It may name
    /// every table of the file, and those of dependencies after their file's name; what writes throws
    /// NOT_ALLOWED in a read session.
    template <class Row, class... Arguments>
    auto operator()(const raw_sql<Row>& sql, Arguments&&... arguments) & {
        check_open();
        return run_raw<Writes>(loan_.connection(), sql, static_cast<Arguments&&>(arguments)...);
    }

    /// How SQLite will run a query that the session may run: EXPLAIN QUERY PLAN as data. Needs
    /// `<tenon/explain.hpp>`.
    template <query_like Query, class Plan = sqlite::query_plan>
    auto explain(const Query&) {
        if constexpr (!accept_query<Query>() || !sees_plans<Plan>()) {
            return refused{};
        } else if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            check_open();
            return explain_for<Query, home_of<Module>>(loan_.connection());
        }
    }

    template <class... T>
    auto operator()(T&&...) && {
        static_assert(sizeof...(T) == ~std::size_t{},
                      "a temporary session ends before its rows are read: give the session a name");
        return refused{};
    }

protected:
    void check_open() {
        if (!transaction_.active()) [[unlikely]]
            refuse_ended();
        if constexpr (Writes) loan_.used_by(thread_number());
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_ended() {
        error what;
        what.category = category::usage;
        what.code = "SESSION_ENDED";
        what.message = "the session has been committed, rolled back or moved away: open another one";
        if (!loan_.empty()) what.purpose = loan_.connection().context().purpose;
        what.module_name = Module::name();
        raise(std::move(what));
    }

    pool::loan loan_;
    sqlite::transaction transaction_;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Reads a module's database as it was when the session's first statement ran; statements that write do not
/// compile. May move between threads, never be used by two at once.
template <module_type Module>
class read_session : public detail::session<Module, false> {
public:
    using detail::session<Module, false>::session;
};

/// One transaction that may write a module's database: what it did stands after `commit`, and is taken back
/// at the end of its scope otherwise. There is one at a time per database; it may move between threads, never
/// be used by two at once.
template <module_type Module>
class integrity_session : public detail::session<Module, true> {
public:
    using detail::session<Module, true>::session;

    /// Makes everything done in the session permanent; ranges of rows that are still open end. Throws
    /// `constraint_error` for a deferred foreign key, `unknown_outcome_error` when the file does not tell
    /// whether the commit is in it.
    void commit() {
        this->check_open();
        this->transaction_.commit();
    }

    /// Takes back everything done in the session.
    void rollback() {
        this->check_open();
        this->transaction_.rollback();
    }

    /// Begins a part of the session that can be taken back alone; they nest.
    sqlite::savepoint savepoint() {
        this->check_open();
        return sqlite::savepoint(this->loan_.connection());
    }

    /// The connection underneath, for what the library does not cover.
    sqlite::connection& connection() { return this->loan_.connection(); }
};

}  // namespace tenon::inline v0
