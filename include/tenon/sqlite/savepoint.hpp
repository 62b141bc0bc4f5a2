// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/state_reference.hpp>
#include <tenon/sqlite/statement.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::sqlite {

/// A part of a transaction that can be taken back alone: rolled back at the end of its scope unless it was
/// released.
class savepoint {
public:
    /// Opens it inside the open transaction or savepoint; throws MISUSE where there is none.
    explicit savepoint(connection& on) : state_(*on.state_) {
        state_->check_alone();
        if (!state_->in_transaction()) {
            fail(category::usage, "MISUSE", "a savepoint needs an open transaction", {}, state_->context);
        }
        if (state_->cache.end_running_writes(true)) {
            fail(
                category::usage, "STATEMENT_OPEN",
                "the rows of a RETURNING clause are still being read; finish or drop them before a savepoint",
                {}, state_->context);
        }
        state_->follow_transaction();
        depth_ = state_->savepoints + 1;
        run("SAVEPOINT ");
        state_->savepoints = depth_;
        transaction_ = state_->transactions;
    }
    savepoint(savepoint&& other) noexcept
        : state_(std::move(other.state_)),
          transaction_(other.transaction_),
          depth_(std::exchange(other.depth_, 0)) {}
    savepoint& operator=(savepoint&& other) noexcept {
        std::swap(state_, other.state_);
        std::swap(transaction_, other.transaction_);
        std::swap(depth_, other.depth_);
        return *this;
    }
    ~savepoint() {
        if (!active()) return;
        try {
            rollback();
        } catch (...) {  // there was no memory for the statements: SQLite's own way needs less
            sqlite3_exec(state_->handle, text("ROLLBACK TO ").begin, nullptr, nullptr, nullptr);
            sqlite3_exec(state_->handle, text("RELEASE ").begin, nullptr, nullptr, nullptr);
            state_->savepoints = depth_ - 1;
        }
    }

    /// Whether it is open: neither released nor rolled back, nor its transaction over.
    [[nodiscard]] bool active() const noexcept {
        return depth_ != 0 && state_->in_transaction() && state_->transactions == transaction_ &&
               state_->savepoints >= depth_;
    }

    /// Keeps the changes, as part of the transaction; open rows can be read on.
    /// Throws MISUSE while a savepoint inside it is open, STATEMENT_OPEN while a change's RETURNING rows are
    /// being read.
    void release() {
        check_open();
        if (state_->savepoints > depth_) {
            fail(category::usage, "MISUSE", "a savepoint inside this one is still open", {}, state_->context);
        }
        if (state_->cache.end_running_writes(true)) {
            fail(category::usage, "STATEMENT_OPEN",
                 "the rows of a RETURNING clause are still being read; finish or drop them before the "
                 "savepoint",
                 {}, state_->context);
        }
        run("RELEASE ");
        close();
    }

    /// Throws FOREIGN_KEY_VIOLATION where a deferred foreign key is broken now, as COMMIT would.
    void check_deferred() const {
        int broken = 0, most = 0;
        sqlite3_db_status(state_->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &most, 0);
        if (broken != 0) [[unlikely]]
            deferred_broken();
    }

    /// Takes back the changes made since it was opened; open rows can be read on, but for those of a
    /// RETURNING clause.
    void rollback() {
        check_open();
        state_->rolled_back();
        run("ROLLBACK TO ");
        state_->cache.end_running_writes(false);  // SQLite refuses to release under them
        run("RELEASE ");
        close();
    }

private:
    struct name_text {
        char begin[32];
        std::size_t size;
    };

    [[noreturn, gnu::cold, gnu::noinline]] void deferred_broken() const {
        error what = error_of(state_->handle, SQLITE_CONSTRAINT_FOREIGNKEY, "COMMIT", state_->context);
        detail::explain_violation(what, state_->handle, state_->raw, {}, nullptr);
        raise(std::move(what));
    }
    void check_open() const {
        state_->check_alone();
        if (active()) [[likely]]
            return;
        fail(category::usage, "MISUSE", "this savepoint or its transaction is over", {}, state_->context);
    }
    void close() noexcept {
        state_->savepoints = depth_ - 1;
        depth_ = 0;
    }

    [[nodiscard]] name_text text(std::string_view verb) const noexcept {
        name_text result{};
        const auto add = [&](char character) { result.begin[result.size++] = character; };
        for (const char character : verb) add(character);
        for (const char character : std::string_view("tenon_")) add(character);
        std::uint32_t unit = 1;
        while (depth_ / unit >= 10) unit *= 10;
        for (; unit != 0; unit /= 10) add(static_cast<char>('0' + depth_ / unit % 10));
        return result;
    }
    void run(std::string_view verb) {
        const name_text sql = text(verb);
        statement::lease(*state_, plain_statement({sql.begin, sql.size})).step();
    }

    detail::state_reference state_;
    std::uint64_t transaction_ = 0;
    std::uint32_t depth_ = 0;  // 0: it is over
};

}  // namespace tenon::inline v0::sqlite
