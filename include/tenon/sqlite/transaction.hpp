// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/state_reference.hpp>
#include <tenon/sqlite/statement.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <utility>

namespace tenon::inline v0::sqlite {

/// When a transaction takes the write lock: with its first write, or at once.
enum class transaction_kind : std::uint8_t { deferred, immediate };

namespace detail {
inline constexpr statement_data begin_deferred = plain_statement("BEGIN");
inline constexpr statement_data begin_immediate = plain_statement("BEGIN IMMEDIATE");
inline constexpr statement_data commit_transaction = plain_statement("COMMIT");
inline constexpr statement_data rollback_transaction = plain_statement("ROLLBACK");
}  // namespace detail

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
            statement::lease(*state_, detail::rollback_transaction).step();
            state_->follow_transaction();
        }
        number_ = 0;
        tell(session_action::rolled_back);
    }

    /// Ends a transaction that has only read: as `rollback`, at less cost.
    void end_reading() {
        state_->end_reads();
        statement::lease(*state_, detail::commit_transaction).step();
        state_->committed();
        number_ = 0;
        tell(session_action::rolled_back);
    }

private:
    friend class atomic_scope;

    void begin(transaction_kind kind) {
        statement::lease(
            *state_, kind == transaction_kind::immediate ? detail::begin_immediate : detail::begin_deferred)
            .step();
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
        const statement commit = statement::lease(*state_, detail::commit_transaction);
        if (const int code = sqlite3_step(commit.handle()); code != SQLITE_DONE) [[unlikely]]
            commit_failed(code);
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
        error what = error_of(state_->handle, code, detail::commit_transaction.sql(), state_->context);
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
