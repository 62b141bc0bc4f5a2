// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/control_statements.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/state_reference.hpp>
#include <tenon/sqlite/violation.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <utility>

namespace tenon::inline v0::sqlite {

/// When a transaction takes the write lock: with its first write, or at once.
enum class transaction_kind : std::uint8_t { deferred, immediate };

/// A transaction that is rolled back at the end of its scope unless it was committed.
class transaction {
public:
    /// Begins it; throws BUSY after the busy timeout, MISUSE inside another transaction.
    explicit transaction(connection& on, transaction_kind kind = transaction_kind::immediate)
        : state_(*on.state_) {
        if (state_->in_transaction()) {
            fail(category::usage, "MISUSE", "a transaction is open already; use a savepoint inside it", {},
                 state_->context);
        }
        if (state_->observer.active()) [[unlikely]]
            begin_observed(kind);
        else
            begin(kind);
        state_->begun();
        number_ = state_->transactions;
    }
    transaction(transaction&& other) noexcept
        : state_(std::move(other.state_)), number_(std::exchange(other.number_, 0)) {}
    transaction& operator=(transaction&& other) noexcept {
        std::swap(state_, other.state_);
        std::swap(number_, other.number_);
        return *this;
    }
    ~transaction() {
        if (!active()) {
            if (number_ != 0) [[unlikely]]  // the database has rolled it back, or the connection is closed
                tell(session_action::rolled_back);
            return;
        }
        try {
            rollback();
        } catch (...) {  // there was no memory for the statement: SQLite's own way needs less
            sqlite3_exec(state_->handle, "ROLLBACK", nullptr, nullptr, nullptr);
            state_->follow_transaction();
            tell(session_action::rolled_back);
        }
    }

    /// Whether it is open: neither committed nor rolled back, by the program or by the database.
    [[nodiscard]] bool active() const noexcept {
        return number_ != 0 && state_->in_transaction() && state_->transactions == number_;
    }

    /// Makes the changes permanent and ends all reading on the connection.
    /// Throws BUSY or FOREIGN_KEY_VIOLATION (it stays open), ROLLED_BACK where the database has rolled it
    /// back before, UNKNOWN_OUTCOME where it may or may not have been applied.
    void commit() {
        state_->check_alone();
        check_active();
        state_->end_reads();
        commit_open();
    }

    /// Takes the changes back and ends all reading; does nothing where the database has done so before.
    void rollback() {
        state_->check_alone();
        check_not_over();
        if (active()) {
            state_->end_reads();
            run(detail::control::rollback);
            state_->follow_transaction();
        }
        number_ = 0;
        tell(session_action::rolled_back);
    }

    /// Whether it was neither committed nor rolled back by the program.
    [[nodiscard]] bool begun() const noexcept { return number_ != 0 && state_->transactions == number_; }

    /// As `commit`, where `active` was asked just now.
    void commit_active() {
        state_->check_alone();
        state_->end_reads();
        commit_open();
    }

    /// Ends a transaction that has only read: as `rollback`, at less cost.
    void end_reading() {
        state_->end_reads();
        run(detail::control::commit);
        state_->committed();
        number_ = 0;
        tell(session_action::rolled_back);
    }

private:
    friend class atomic_scope;

    struct resetting {
        sqlite3_stmt* statement;
        ~resetting() { sqlite3_reset(statement); }
    };

    void begin(transaction_kind kind) {
        run(kind == transaction_kind::immediate ? detail::control::begin_immediate : detail::control::begin);
    }

    [[nodiscard]] sqlite3_stmt* find(detail::control which) {
        sqlite3_stmt* const found = state_->controls.get(which);
        if (found != nullptr) [[likely]]
            return found;
        state_->check_alone();
        if (state_->handle == nullptr) state_->closed();
        return state_->controls.prepare(state_->handle, which, state_->context);
    }

    void run(detail::control which) {
        sqlite3_stmt* const it = find(which);
        if (const int code = state_->step(it); code != SQLITE_DONE) [[unlikely]]
            run_failed(which, code);
        sqlite3_reset(it);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void run_failed(detail::control which, int code) {
        const resetting at_end{state_->controls.get(which)};
        error what =
            error_of(state_->handle, code, detail::control_statements::data(which).sql(), state_->context);
        state_->watch.explain_late(what);
        if (std::exchange(state_->waits.gave_up, false)) explain_in_vain(what);
        sqlite3_reset(at_end.statement);
        state_->follow_transaction();
        raise(std::move(what));
    }

    static void explain_in_vain(error& what) {
        what.category = category::usage;
        what.code = "SECOND_WRITER";
        what.message =
            "this thread has an integrity session on this file already, of another registry or an earlier "
            "start, and would wait for itself: end the scope of that one first";
        what.retryable = false;
    }

    [[gnu::cold, gnu::noinline]] void begin_observed(transaction_kind kind) {
        state_->observer.begin(kind == transaction_kind::immediate);
        try {
            begin(kind);
        } catch (const exception& refused) {
            tell(session_action::begun, &refused.details());
            throw;
        }
        tell(session_action::begun);
    }

    void tell(session_action action, const error* failure = nullptr) noexcept {
        if (state_->observer.active()) [[unlikely]]
            state_->observer.tell(action, state_->context, failure);
    }

    void check_active() {
        check_not_over();
        if (active()) [[likely]]
            return;
        number_ = 0;
        tell(session_action::rolled_back);
        fail(category::query, "ROLLED_BACK",
             "nothing is committed: the database rolled the transaction back after an earlier error, or the "
             "connection was closed",
             {}, state_->context);
    }

    void commit_open() {
        sqlite3_stmt* const commit = find(detail::control::commit);
        if (const int code = sqlite3_step(commit); code != SQLITE_DONE) [[unlikely]]
            commit_failed(code);
        sqlite3_reset(commit);
        state_->committed();
        number_ = 0;
        tell(session_action::committed);
    }

    void check_not_over() const {
        if (number_ != 0) [[likely]]
            return;
        fail(category::usage, "MISUSE", "this transaction has been committed or rolled back before");
    }

    [[noreturn, gnu::cold, gnu::noinline]] void commit_failed(int code) {
        constexpr const statement_data& commit = detail::control_statements::data(detail::control::commit);
        const resetting at_end{state_->controls.get(detail::control::commit)};
        error what = error_of(state_->handle, code, commit.sql(), state_->context);
        if (!active()) {
            number_ = 0;
            if (detail::may_be_applied(code) || (code & 0xFF) == SQLITE_NOMEM) detail::unknown_outcome(what);
            state_->follow_transaction();
        }
        if (what.category == category::constraint)
            detail::explain_violation(what, state_->handle, state_->raw, {}, nullptr);
        tell(active() ? session_action::committed : session_action::rolled_back, &what);
        raise(std::move(what));
    }

    detail::state_reference state_;
    std::uint64_t number_ = 0;  // of the transaction; 0: it is over
};

}  // namespace tenon::inline v0::sqlite
