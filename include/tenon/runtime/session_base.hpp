// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/pool_loan.hpp>
#include <tenon/sqlite/atomic_scope.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/statement/refused.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// A transaction on a connection on loan, and what it can do without knowing its module while compiling.
template <bool Writes>
class session_base {
public:
    /// Begins it on a connection that a registry's core lends.
    template <class Core>
    session_base(Core& core, std::size_t module_position, std::string_view purpose)
        : loan_(core.template lend<Writes>(module_position, purpose)),
          transaction_(loan_.connection(), kind) {}

    /// Begins it on a connection that is on loan already.
    explicit session_base(loan&& connection)
        : loan_(std::move(connection)), transaction_(loan_.connection(), kind) {
        loan_.used_by(thread_number());
    }

    session_base(session_base&&) noexcept = default;
    session_base& operator=(session_base&&) noexcept = default;
    ~session_base() {
        if constexpr (!Writes) {
            if (loan_.empty() || !transaction_.begun()) return;
            try {
                transaction_.end_reading();
            } catch (...) {  // the transaction's own end takes more pains
            }
        }
    }

    /// Goes on with a transaction that is open.
    session_base(loan&& connection, sqlite::transaction&& open)
        : loan_(std::move(connection)), transaction_(std::move(open)) {
        loan_.used_by(thread_number());
    }

    /// Runs SQL whose text is known only at run time, with named arguments, as `database` does. It may name
    /// every table of the file, and those of dependencies after their file's name; what writes throws
    /// NOT_ALLOWED in a read session.
    template <class Row, class... Arguments>
    auto operator()(const raw_sql<Row>& sql, Arguments&&... arguments) & {
        check_open();
        return run_raw<Writes>(loan_.connection(), sql, static_cast<Arguments&&>(arguments)...);
    }

    template <class... T>
    auto operator()(T&&...) && {
        static_assert(sizeof...(T) == ~std::size_t{},
                      "a temporary session ends before its rows are read: give the session a name");
        return refused{};
    }

    /// Makes everything done in the session permanent; ranges of rows that are still open end. Throws
    /// `constraint_error` for a deferred foreign key, `unknown_outcome_error` when the file does not tell
    /// whether the commit is in it.
    void commit()
        requires Writes
    {
        check_open();
        transaction_.commit_active();
    }

    /// Takes back everything done in the session.
    void rollback()
        requires Writes
    {
        check_open();
        transaction_.rollback();
    }

    /// Begins a part of the session that can be taken back alone; they nest.
    sqlite::savepoint savepoint()
        requires Writes
    {
        check_open();
        return sqlite::savepoint(loan_.connection());
    }

    /// The connection underneath, for what the library does not cover.
    sqlite::connection& connection()
        requires Writes
    {
        return loan_.connection();
    }

    /// Whether its transaction is open: neither committed nor rolled back, nor moved away.
    [[nodiscard]] bool active() const noexcept { return !loan_.empty() && transaction_.active(); }

    /// Whether a module is part of the program: one that this one may depend on can be read only then.
    template <class Module>
    [[nodiscard]] bool has() const noexcept {
        return loan_.knows_module(Module::name());
    }

protected:
    friend struct session_connection;

    static constexpr sqlite::transaction_kind kind =
        Writes ? sqlite::transaction_kind::immediate : sqlite::transaction_kind::deferred;

    void check_open() {
        if (!transaction_.active()) [[unlikely]]
            refuse_ended();
        if constexpr (Writes) loan_.used_by(thread_number());
    }

    void give_back(loan& connection, sqlite::transaction& open) noexcept {
        connection = std::move(loan_);
        open = std::move(transaction_);
        connection.used_by(thread_number());
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_ended() {
        error what;
        what.category = category::usage;
        what.code = "SESSION_ENDED";
        what.message = "the session has been committed, rolled back or moved away: open another one";
        if (!loan_.empty()) {
            what.purpose = loan_.connection().context().purpose;
            what.module_name = loan_.connection().context().module_name;
        }
        raise(std::move(what));
    }

    loan loan_;
    sqlite::transaction transaction_;
};

/// The connection of a session of any kind, for the library itself.
struct session_connection {
    template <bool Writes>
    static sqlite::connection& of(session_base<Writes>& session) {
        session.check_open();
        return session.loan_.connection();
    }
    /// Whether the program has ended it, or moved it away.
    template <bool Writes>
    static bool ended(const session_base<Writes>& session) noexcept {
        return session.loan_.empty() || !session.transaction_.begun();
    }
    template <bool Writes, class Result>
    static void complete(session_base<Writes>& session, Result& result);
};

/// Whether what a callable returned says by itself that it failed.
template <class Result>
bool says_failed(const Result& result) {
    if constexpr (requires { result.has_error(); })
        return result.has_error();
    else
        return false;
}

/// Names the purpose and the module of a `result` with an error of the program's own, which knows neither.
template <class Result>
void complete_failure(Result& result, sqlite::connection& on) {
    if constexpr (requires { Result(result.error()); })
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(result.error())>, error>)
            if (result.has_error()) {
                error what = result.error();
                if (what.purpose.empty()) what.purpose = on.context().purpose;
                if (what.module_name.empty()) what.module_name = on.context().module_name;
                result = Result(std::move(what));
            }
}

template <bool Writes, class Result>
void session_connection::complete(session_base<Writes>& session, Result& result) {
    if (!session.loan_.empty()) complete_failure(result, session.loan_.connection());
}

/// Calls a function with a session and commits when it returns, unless it has ended the session itself or
/// returns a `result` with an error.
template <class Session, class Work>
auto run_and_commit(Session session, Work&& work) {
    using returned = decltype(work(session));
    if constexpr (std::is_void_v<returned>) {
        work(session);
        if (session.active()) session.commit();
    } else {
        constexpr bool kept = std::is_move_constructible_v<std::decay_t<returned>>;
        static_assert(kept, "rows end with the session: return what is read from them, by all() or one()");
        if constexpr (kept) {
            std::decay_t<returned> result = work(session);
            if (session.active() && !says_failed(result)) session.commit();
            session_connection::complete(session, result);
            return result;
        }
    }
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A transaction on a database that was named at run time, for raw SQL: what it did stands after `commit`.
class raw_session : public detail::session_base<true> {
public:
    using session_base::session_base;
};

/// The same for reading only.
class raw_read_session : public detail::session_base<false> {
public:
    using session_base::session_base;
};

}  // namespace tenon::inline v0
