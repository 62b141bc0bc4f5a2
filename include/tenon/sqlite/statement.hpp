// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection_state.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/row_reader.hpp>
#include <tenon/sqlite/value_list.hpp>
#include <tenon/sqlite/violation.hpp>
#include <tenon/statement/statement_data.hpp>
#include <tenon/types/lifetime.hpp>
#include <tenon/types/list.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::sqlite {

/// A prepared statement on lease from a connection's cache; goes back, reset, in the destructor, and may
/// outlive the connection.
class statement {
public:
    statement(statement&& other) noexcept
        : entry_(std::exchange(other.entry_, nullptr)), checked_(other.checked_) {}
    statement& operator=(statement&& other) noexcept {
        std::swap(entry_, other.entry_);
        std::swap(checked_, other.checked_);
        return *this;
    }
    [[gnu::always_inline]] ~statement() {
        if (entry_ != nullptr) detail::connection_state::give_back(entry_);
    }

    /// Binds NULL to parameter `index` (from 1); all binds throw MISUSE for a wrong index or a running
    /// statement.
    [[gnu::always_inline]] void bind_null(int index) {
        check_bind(sqlite3_bind_null(entry_->handle, index), index);
    }
    /// Binds an INTEGER.
    [[gnu::always_inline]] void bind_integer(int index, std::int64_t value) {
        check_bind(sqlite3_bind_int64(entry_->handle, index, value), index);
    }
    /// Binds a REAL; SQLite would store a NaN as NULL.
    [[gnu::always_inline]] void bind_real(int index, double value) {
        check_bind(sqlite3_bind_double(entry_->handle, index, value), index);
    }
    /// Binds a TEXT, NUL bytes included, a null view as an empty one; throws VALUE_TOO_LARGE beyond SQLite's
    /// limit.
    [[gnu::always_inline]] void bind_text(int index, std::string_view value, lifetime keep) {
        const char* const data = value.data() != nullptr ? value.data() : "";
        note_copy(value.size(), keep);
        check_bind(
            sqlite3_bind_text64(entry_->handle, index, data, value.size(), destructor(keep), SQLITE_UTF8),
            index);
    }
    /// Binds a BLOB, a null span as one of no bytes; throws VALUE_TOO_LARGE beyond SQLite's limit.
    void bind_blob(int index, std::span<const std::byte> value, lifetime keep) {
        const void* const data = value.data() != nullptr ? static_cast<const void*>(value.data()) : "";
        note_copy(value.size(), keep);
        check_bind(sqlite3_bind_blob64(entry_->handle, index, data, value.size(), destructor(keep)), index);
    }

    /// Binds a range as one list: `x IN tenon_values(?)` finds its elements, `SELECT value FROM
    /// tenon_values(?)` yields them, in order; the same statement takes every length. Elements are encoded
    /// now, as `bind_value` encodes; with `lifetime::outlives` texts and blobs are referred to until the
    /// statement is bound anew or given back. Throws `value_error` for what can't be stored.
    template <class Range>
    void bind_list(int index, const Range& range, lifetime keep) {
        static_assert(tenon::detail::accept<tenon::detail::list_refusal<Range>>());
        if constexpr (bindable_list<Range>) {
            owned_list owned;
            detail::fill(*owned.list, range, keep);
            bind_list(index, owned);
        }
    }

    /// Runs to the next row: true, or false when there is none (and again false from then on, until
    /// `rewind`). Throws the database's error, or SESSION_ENDED when the transaction or connection that it
    /// ran in is over.
    bool step() {
        detail::cached_statement* const entry = entry_;
        if (entry->stop != detail::stop::none) [[unlikely]]
            return stopped(entry);
        const int code = detail::connection_state::step(entry);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) [[unlikely]]
            failed(entry, code);
        entry->stop = detail::stop::done;
        return false;
    }
    /// Goes back before the first row, so that values may be bound and the statement stepped anew.
    void rewind() {
        if (entry_->stop == detail::stop::ended) [[unlikely]]
            stopped(entry_);
        sqlite3_reset(entry_->handle);
        entry_->stop = entry_->fresh;
    }
    /// A reader of the current row; valid as long as the lease.
    [[nodiscard, gnu::always_inline]] row_reader reader() const noexcept {
        return {entry_->handle, checked_, entry_->owner->context};
    }

    /// Columns of a row; 0: no rows.
    [[nodiscard]] int column_count() const noexcept { return sqlite3_column_count(entry_->handle); }
    /// The name of a column (from 0); valid until the next step.
    [[nodiscard]] std::string_view column_name(int column) const noexcept {
        const char* const name = sqlite3_column_name(entry_->handle, column);
        return name != nullptr ? name : "";
    }
    /// Parameters to bind, the largest number.
    [[nodiscard]] int parameter_count() const noexcept {
        return sqlite3_bind_parameter_count(entry_->handle);
    }
    /// The name of a parameter (from 1), without the sign in front of it.
    [[nodiscard]] std::string_view parameter_name(int index) const noexcept {
        const char* const name = sqlite3_bind_parameter_name(entry_->handle, index);
        return name != nullptr ? name + 1 : "";
    }
    /// Whether it leaves the database as it is.
    [[nodiscard]] bool read_only() const noexcept { return sqlite3_stmt_readonly(entry_->handle) != 0; }
    /// How often SQLite has prepared it anew because the schema had changed.
    [[nodiscard]] int times_prepared() const noexcept {
        return sqlite3_stmt_status(entry_->handle, SQLITE_STMTSTATUS_REPREPARE, 0);
    }

    /// The text, as it was prepared.
    [[nodiscard]] std::string_view sql() const noexcept { return entry_->text; }
    /// SQLite's own handle; it stays the cache's.
    [[nodiscard]] sqlite3_stmt* handle() const noexcept { return entry_->handle; }
    /// Adds SQL, purpose and module to an error that has none.
    [[gnu::cold, gnu::noinline]] void describe(error& what) const {
        const error_context& context = entry_->owner->context;
        if (what.sql.empty()) what.sql = entry_->text;
        if (what.purpose.empty()) what.purpose = context.purpose;
        if (what.module_name.empty()) what.module_name = context.module_name;
        if (entry_->seen != nullptr) entry_->seen->fail(what);
    }

private:
    friend class connection;
    friend class transaction;
    friend class savepoint;

    [[gnu::always_inline]] statement(detail::cached_statement* entry, std::uint64_t checked) noexcept
        : entry_(entry), checked_(checked) {}
    [[gnu::always_inline]] static statement lease(detail::connection_state& state,
                                                  const statement_data& data) {
        detail::cached_statement* const entry = state.lease(data);
        return {entry, entry->trusted ? data.checked : ~std::uint64_t{0}};
    }
    static statement lease_raw(detail::connection_state& state, const statement_data& data) {
        return {state.lease_raw(data), ~std::uint64_t{0}};
    }

    [[gnu::always_inline]] static sqlite3_destructor_type destructor(lifetime keep) noexcept {
        return keep == lifetime::outlives ? SQLITE_STATIC : SQLITE_TRANSIENT;
    }
    struct owned_list {
        detail::value_list* list;

        owned_list() : list(new detail::value_list) {}
        owned_list(const owned_list&) = delete;
        owned_list& operator=(const owned_list&) = delete;
        ~owned_list() { delete list; }
    };
    // Where binding fails SQLite has destroyed the list too.
    [[gnu::noinline]] void bind_list(int index, owned_list& owned) {
        entry_->heavy = true;  // not to be held by an idle statement
        check_bind(sqlite3_bind_pointer(entry_->handle, index, std::exchange(owned.list, nullptr),
                                        detail::value_list::name, &detail::value_list::destroy),
                   index);
    }
    [[gnu::always_inline]] void note_copy(std::size_t size, lifetime keep) noexcept {
        if (keep == lifetime::copied && size > 4096)
            entry_->heavy = true;  // not to be held by an idle statement
    }
    [[gnu::always_inline]] void check_bind(int code, int index) {
        if (code != SQLITE_OK) [[unlikely]]
            bind_failed(code, index);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void bind_failed(int code, int index) const {
        const detail::connection_state& owner = *entry_->owner;
        error what = error_of(owner.handle, code, entry_->text, owner.context);
        const char* const name = sqlite3_bind_parameter_name(entry_->handle, index);
        what.message =
            "cannot bind parameter " + (name != nullptr ? std::string(name) : std::to_string(index)) +
            (sqlite3_stmt_busy(entry_->handle) != 0 ? " while the statement runs: " : ": ") + what.message;
        raise(std::move(what));
    }
    [[gnu::cold, gnu::noinline]] static bool stopped(detail::cached_statement* entry) {
        if (entry->stop == detail::stop::done) return false;
        if (entry->stop == detail::stop::observed && entry->seen != nullptr) {
            const int code = detail::observed_step(entry->handle, *entry->seen,
                                                   [=] { return detail::connection_state::step(entry); });
            if (code == SQLITE_ROW) return true;
            if (code != SQLITE_DONE) failed(entry, code);
            entry->stop = detail::stop::done;
            return false;
        }
        if (entry->stop == detail::stop::ended) {
            fail(category::usage, "SESSION_ENDED",
                 "the transaction that this range reads in has ended: read all rows before it commits or "
                 "rolls back",
                 entry->text, entry->owner->context);
        }
        fail(category::usage, "MISUSE", "the statement has failed; rewind it before it is stepped again",
             entry->text, entry->owner->context);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void failed(detail::cached_statement* entry, int code) {
        detail::connection_state& owner = *entry->owner;
        error what = error_of(owner.handle, code, entry->text, owner.context);
        owner.watch.explain_late(what);
        if (entry->writes && !owner.transaction_open && detail::may_be_applied(code))
            detail::unknown_outcome(what);
        sqlite3_reset(entry->handle);
        if (what.category == category::constraint)
            detail::explain_violation(what, owner.handle, owner.raw, entry->text, entry->handle);
        if (entry->seen != nullptr) entry->seen->fail(what);
        owner.follow_transaction();
        entry->stop = detail::stop::failed;
        raise(std::move(what));
    }

    detail::cached_statement* entry_;
    std::uint64_t checked_;
};

}  // namespace tenon::inline v0::sqlite
