// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/meta/clocks.hpp>
#include <tenon/sqlite/authorizer.hpp>
#include <tenon/sqlite/connection_options.hpp>
#include <tenon/sqlite/connection_state.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/open.hpp>
#include <tenon/sqlite/prepare.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/sqlite/statement.hpp>
#include <tenon/sqlite/uri.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::sqlite {

/// An open SQLite database with its cache of prepared statements; may move between threads, never be used by
/// two at once.
class connection {
public:
    /// Opens the file at `path` (`:memory:` for one in memory).
    /// Throws CANNOT_OPEN, NOT_A_DATABASE, BUSY, READ_ONLY, WAL_UNAVAILABLE or OLD_SQLITE.
    explicit connection(const std::string& path, const connection_options& options = {}) {
        detail::open_handle handle = detail::open_database(path, options);
        state_ = new detail::connection_state(options.cache_capacity);
        state_->handle = handle.release();
        set_busy_timeout(options.busy_timeout);
        sqlite3_set_authorizer(state_->handle, &detail::authorize, &state_->raw);
    }
    connection(connection&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
    connection& operator=(connection&& other) noexcept {
        std::swap(state_, other.state_);
        return *this;
    }
    /// Closes the database; statements still on lease can only be dropped from now on.
    ~connection() {
        if (state_ != nullptr) state_->close();
    }

    /// SQLite's own handle; it stays the connection's.
    [[nodiscard]] sqlite3* handle() const noexcept { return state_->handle; }

    /// Leases the prepared statement from the cache, or prepares it.
    /// Throws what the database says, MISUSE unless it is one statement, SCHEMA_MISMATCH for another count of
    /// columns.
    [[nodiscard]] statement lease(const statement_data& data) { return statement::lease(*state_, data); }

    /// The same for SQL from elsewhere: all columns are checked, parameters must have names, and what
    /// attaches files, controls transactions, vacuums or sets pragmas throws NOT_ALLOWED.
    [[nodiscard]] statement lease_raw(const statement_data& data) {
        return statement::lease_raw(*state_, data);
    }

    /// Runs all statements of a script that can be trusted, dropping their rows; tables are no longer
    /// verified then.
    void execute(std::string_view script) { run_script(script, false); }

    /// The same for a script from elsewhere: what attaches files, controls transactions, vacuums or has
    /// pragmas throws NOT_ALLOWED, and what stands before it has been done. The error's SQL is the script
    /// from the statement on that failed.
    void execute_raw(std::string_view script) { run_script(script, true); }

    /// Lets SQL of this connection call a function, function object or lambda of the program as `name`.
    /// Arguments and result go through codecs; views among the arguments are valid during the call. A
    /// parameter that is no `std::optional` never sees NULL: the result is then NULL, without a call. An
    /// exception makes the statement fail with `query_error` FUNCTION_FAILED and its what(), `std::bad_alloc`
    /// with OUT_OF_MEMORY. It is called by whichever thread uses the connection.
    /// Throws MISUSE for a name that is empty, too long, or there already for as many arguments.
    /// Needs `<tenon/functions.hpp>`.
    template <class F, class Options = function_options>
    void add_function(std::string_view name, F&& call, const std::type_identity_t<Options>& options = {}) {
        if constexpr (detail::sees_functions<Options>())
            detail::add_scalar_function(*this, name, static_cast<F&&>(call), options);
    }

    /// The same for an aggregate: a default constructible class with `void step(arguments…)`, called for each
    /// row of a group, and `result() const`; for a group without rows the result is that of a new object. A
    /// row with NULL for a parameter that is no `std::optional` is left out. With `void inverse(arguments…)`,
    /// which takes a row back, and `value() const` it is a window function too.
    /// Needs `<tenon/functions.hpp>`.
    template <class Aggregate, class Options = function_options>
    void add_aggregate(std::string_view name, const std::type_identity_t<Options>& options = {}) {
        if constexpr (detail::sees_functions<Options>())
            detail::add_aggregate_function<Aggregate>(*this, name, options);
    }

    /// Attaches another file for reading only; throws CANNOT_OPEN where it is missing (it is never created),
    /// MISUSE for a name with a NUL byte, at which SQLite would cut it.
    [[gnu::cold, gnu::noinline]] void attach_read_only(const std::string& path,
                                                       std::string_view schema_name) {
        if (schema_name.find('\0') != std::string_view::npos)
            fail(category::usage, "MISUSE", "the name for an attached database holds a NUL byte", {},
                 state_->context);
        const std::string uri = detail::uri_of(path, "?mode=ro");
        std::string_view sql = "ATTACH ?1 AS ?2";
        const std::string_view text = sql;
        const detail::fresh_statement attach = detail::prepare_next(handle(), sql, 0, state_->context);
        sqlite3_bind_text64(attach.get(), 1, uri.data(), uri.size(), SQLITE_STATIC, SQLITE_UTF8);
        sqlite3_bind_text64(attach.get(), 2, schema_name.data(), schema_name.size(), SQLITE_STATIC,
                            SQLITE_UTF8);
        const int code = sqlite3_step(attach.get());
        if (code == SQLITE_DONE) return;
        error what = error_of(handle(), code, {}, state_->context);  // without a text it names no file
        what.sql = text;
        what.message = "cannot attach the database `" + path + "`: " + what.message;
        raise(std::move(what));
    }

    /// Rows changed by the statement that ran last; cascades and triggers not counted.
    [[nodiscard]] std::int64_t changes() const noexcept { return sqlite3_changes64(state_->handle); }
    /// Rows changed since it was opened, those by cascades and triggers too.
    [[nodiscard]] std::int64_t total_changes() const noexcept {
        return sqlite3_total_changes64(state_->handle);
    }
    /// The key of the row that was inserted last.
    [[nodiscard]] std::int64_t last_insert_rowid() const noexcept {
        return sqlite3_last_insert_rowid(state_->handle);
    }
    /// Whether a transaction is open.
    [[nodiscard]] bool in_transaction() const noexcept { return state_->in_transaction(); }
    /// A count of the transactions and sessions that have ended on this connection.
    [[nodiscard]] std::uint64_t generation() const noexcept { return state_->generation; }
    /// Ends all reading: statements on lease throw SESSION_ENDED when they are stepped.
    void end_reads() noexcept { state_->end_reads(); }
    /// Whether a range of rows, a transaction or a savepoint still refers to it.
    [[nodiscard]] bool in_use() const noexcept { return state_->references > 1 || state_->cache.leased(); }
    /// Makes the statement that runs now fail with INTERRUPTED; the one member that another thread may call.
    void interrupt() const noexcept { sqlite3_interrupt(state_->handle); }

    /// From now on statements and transactions are told to `log`, which must live as long as the connection
    /// or until null is given; null: no longer.
    void log_to(const logging* log) noexcept { state_->log_to(log); }
    /// How long statements wait for another connection's lock from now on.
    void set_busy_timeout(std::chrono::milliseconds longest) noexcept {
        state_->waits.set(state_->handle, longest);
    }
    /// Asks a function, before a transaction waits for a lock, whether it would wait in vain, for its own
    /// thread: SECOND_WRITER is thrown then. It must not throw, and what it is given must outlive the
    /// connection.
    void give_up_where(bool (*in_vain)(const void*), const void* asked) noexcept {
        state_->waits.in_vain = in_vain;
        state_->waits.asked = asked;
    }
    /// Stops a statement with `query_error` STATEMENT_TIMEOUT when one step of it has run for so long; 0:
    /// never. Waiting for another connection's lock does not count, nor what a function of the program does.
    void set_statement_timeout(std::chrono::nanoseconds longest) noexcept {
        state_->watch.set_limit(state_->handle, longest);
    }
    /// How long a statement may run; 0: without end.
    [[nodiscard]] std::chrono::nanoseconds statement_timeout() const noexcept {
        return std::chrono::nanoseconds(state_->watch.limit);
    }
    /// Declares that tables of other modules are in the main file too, instead of in files attached.
    void set_one_file(bool one) noexcept { state_->one_file = one; }
    /// Whether they are.
    [[nodiscard]] bool one_file() const noexcept { return state_->one_file; }

    /// The label that every error carries from now on.
    void set_purpose(std::string_view purpose) { state_->context.purpose = purpose; }
    /// The module that every error names from now on.
    void set_module_name(std::string_view name) { state_->context.module_name = name; }
    /// What every error of this connection carries.
    [[nodiscard]] const error_context& context() const noexcept { return state_->context; }

    /// Declares that the live table is STRICT and as the program describes it: its columns are read without a
    /// check.
    void mark_verified(std::string_view table) { state_->mark_verified(table); }
    /// Takes `mark_verified` back for all tables.
    void forget_verified() noexcept { state_->forget_verified(); }

    /// Hits, misses and evictions of the statement cache.
    [[nodiscard]] cache_counts cache() const noexcept { return state_->cache.counts(); }
    /// Prepared statements held, those on lease included.
    [[nodiscard]] std::uint32_t cache_size() const noexcept { return state_->cache.size(); }

private:
    friend class transaction;
    friend class savepoint;

    // Prepares the next statement of a script and moves the script behind it; null where there is none. One
    // from elsewhere may not do what `authorize` refuses, nor have pragmas.
    static detail::fresh_statement prepare_of_script(detail::connection_state& state,
                                                     std::string_view& script, bool from_elsewhere) {
        if (!from_elsewhere) return detail::prepare_next(state.handle, script, 0, state.context);
        state.raw = {.active = true, .script = true};
        const detail::connection_state::restriction until_return{state.raw};
        const std::string_view sql = script;
        detail::fresh_statement fresh = detail::prepare_next(state.handle, script, 0, state.context);
        if (fresh.get() == nullptr) return fresh;
        state.refuse_vacuum(sql);
        if (sqlite3_bind_parameter_count(fresh.get()) > 0)
            fail(category::usage, "MISUSE", "a script has no parameters, and this one's would be NULL", sql,
                 state.context);
        return fresh;
    }

    [[gnu::cold, gnu::noinline]] void run_script(std::string_view script, bool from_elsewhere) {
        detail::connection_state& state = *state_;
        detail::refuse_nul(script, state.context);
        while (!script.empty()) {
            const std::string_view from = script;
            const detail::fresh_statement statement = prepare_of_script(state, script, from_elsewhere);
            if (statement.get() == nullptr) break;
            state.forget_verified();
            const std::string_view sql = from.substr(0, from.size() - script.size());
            detail::observation seen;
            int code = SQLITE_ROW;
            while (code == SQLITE_ROW)
                code = detail::observed_step(statement.get(), seen,
                                             [&] { return sqlite3_step(statement.get()); });
            if (code != SQLITE_DONE) {
                error what = error_of(state.handle, code, sql, state.context);
                sqlite3_reset(statement.get());
                if (what.category == category::constraint)
                    detail::explain_violation(what, state.handle, state.raw, sql, statement.get());
                if (from_elsewhere) what.sql = from;
                state.follow_transaction();
                seen.fail(what);
                state.observer.tell(seen, sql, state.context, state.handle);
                raise(std::move(what));
            }
            state.observer.tell(seen, sql, state.context, state.handle);
            state.follow_transaction();
            state.forget_verified();
        }
    }

    detail::connection_state* state_ = nullptr;
};

}  // namespace tenon::inline v0::sqlite
