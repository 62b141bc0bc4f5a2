// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/authorizer.hpp>
#include <tenon/sqlite/busy_wait.hpp>
#include <tenon/sqlite/control_statements.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/observation.hpp>
#include <tenon/sqlite/prepare.hpp>
#include <tenon/sqlite/statement_cache.hpp>
#include <tenon/sqlite/step_watch.hpp>
#include <tenon/sqlite/verified_tables.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::sqlite::detail {

/// What a connection, its leased statements and its transactions share; lives until the last of them is gone.
struct connection_state {
    sqlite3* handle = nullptr;       ///< null once the connection object is gone
    std::uint32_t references = 1;    ///< leases not counted
    std::uint32_t verification = 1;  ///< changes whenever `verified` does
    std::uint32_t savepoints = 0;    ///< open ones
    std::uint64_t transactions = 0;  ///< begun so far: the open one's number
    bool transaction_open = false;
    bool schema_uncertain = false;  ///< the open transaction may have changed the schema
    bool one_file = false;          ///< tables of other modules are in the main file, too
    step_watch watch;
    busy_wait waits;
    raw_sql raw;
    std::uint64_t generation = 0;
    error_context context;
    detail::observer observer;
    verified_tables verified;
    statement_cache cache;
    control_statements controls;

    explicit connection_state(std::uint32_t capacity) noexcept : cache(capacity) {}

    [[nodiscard]] bool in_transaction() const noexcept {
        return handle != nullptr && sqlite3_get_autocommit(handle) == 0;
    }

    /// Finds or prepares the statement and leases it; trusted readers are decided here, once for each entry.
    [[nodiscard, gnu::noinline]] cached_statement* lease(const statement_data& data) {
        if (watch.alone()) [[likely]]
            if (cached_statement* const found = cache.lease_first(data, verification)) [[likely]]
                return found;
        return find_or_prepare(data);
    }

    /// The same for SQL that was not written by the library: named parameters only, see `authorize`.
    [[nodiscard]] cached_statement* lease_raw(statement_data data) {
        check_alone();
        data.hash ^= 0x9E3779B97F4A7C15u;  // never the entry of trusted SQL with the same text
        cached_statement* entry = cache.lease(data);
        if (entry == nullptr) entry = prepare(data, true);
        if (entry->changes_schema) forget_verified();
        entry->trusted = false;
        entry->verification = 0;
        observe(*entry);
        return entry;
    }

    /// Throws USED_BY_TWO_THREADS while another thread runs a statement.
    void check_alone() const { watch.check_alone(); }

    /// `sqlite3_step`, watched. Behind the call the owner is asked for anew: keeping it costs more.
    [[gnu::always_inline]] static int step(cached_statement* entry) {
        if (!entry->owner->watch.alone()) [[unlikely]]
            return entry->owner->step_inside(entry->handle);
        entry->owner->watch.begin();
        const int code = sqlite3_step(entry->handle);
        entry->owner->watch.end();
        return code;
    }

    /// The same of a statement that is in no cache.
    int step(sqlite3_stmt* statement) {
        if (!watch.alone()) [[unlikely]]
            return step_inside(statement);
        watch.begin();
        const int code = sqlite3_step(statement);
        watch.end();
        return code;
    }

    /// Takes a statement back from a lease.
    [[gnu::noinline]] static void give_back(cached_statement* entry) noexcept {
        sqlite3_reset(entry->handle);
        if (entry->heavy) [[unlikely]]
            return entry->owner->give_back_heavy(*entry);
        entry->owner->cache.give_back(*entry);
        if (entry->owner->references == 0) [[unlikely]]
            entry->owner->destroy();
    }

    void release() noexcept {
        if (--references == 0) [[unlikely]]
            destroy();
    }

    /// Ends every lease: a transaction is over.
    void end_reads() noexcept {
        if (observer.active()) [[unlikely]]
            tell_all();
        cache.end_leased();
        ++generation;
    }

    /// A transaction was begun.
    void begun() noexcept {
        transaction_open = true;
        savepoints = 0;
        ++transactions;
    }

    /// A transaction was committed.
    void committed() noexcept {
        transaction_open = false;
        schema_uncertain = false;
    }

    /// To be called where SQLite may have ended (or begun) a transaction by itself: ends what reads in one
    /// that is gone.
    void follow_transaction() noexcept {
        const bool open = in_transaction();
        if (transaction_open && !open) {
            end_reads();
            rolled_back();
            schema_uncertain = false;
            transaction_open = false;
        } else if (open && !transaction_open) {
            begun();
        }
    }

    /// From now on what happens is told, or no longer. Statements are verified at each lease while it is, so
    /// that they cost nothing while it is not.
    void log_to(const logging* log) noexcept {
        observer.log_to(log);
        ++verification;
    }

    /// Tells of a statement on lease: it is over.
    static void tell(cached_statement& entry) noexcept {
        const observation* const seen = std::exchange(entry.seen, nullptr);
        connection_state& owner = *entry.owner;
        if (seen != nullptr) owner.observer.tell(*seen, entry.text, owner.context, owner.handle);
        entry.fresh = stop::none;
        delete seen;
    }

    void mark_verified(std::string_view table) {
        verified.add(table);
        ++verification;
    }

    void forget_verified() noexcept {
        verified.clear();
        ++verification;
        schema_uncertain = schema_uncertain || in_transaction();
    }

    /// To be called when changes are rolled back: the schema may be the older one again.
    void rolled_back() noexcept {
        if (!schema_uncertain) return;
        verified.clear();
        ++verification;
    }

    /// Closes the database; leases stay valid, but cannot be stepped on.
    [[gnu::cold]] void close() noexcept {
        end_reads();
        observer.log_to(nullptr);
        if (in_transaction())
            sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);  // a lease delays the rest
        controls.finalize();
        cache.set_capacity(0);
        sqlite3_close_v2(handle);
        handle = nullptr;
        release();
    }

    [[noreturn, gnu::cold, gnu::noinline]] void closed() const {
        fail(category::usage, "SESSION_ENDED", "the connection has been closed", {}, context);
    }

    struct restriction {
        raw_sql& raw;
        ~restriction() { raw.active = false; }
    };

    void refuse_vacuum(std::string_view sql) const {
        if (!raw.seen)
            fail(category::usage, "NOT_ALLOWED", "raw SQL must not vacuum", sql, context, SQLITE_AUTH);
    }

private:
    ~connection_state() = default;

    [[nodiscard, gnu::noinline]] cached_statement* find_or_prepare(const statement_data& data) {
        check_alone();
        cached_statement* entry = cache.lease(data);
        if (entry == nullptr) [[unlikely]]
            entry = prepare(data, false);
        if (entry->verification != verification || entry->tables != data.tables) [[unlikely]] {
            verify(*entry, data);
            observe(*entry);
        }
        return entry;
    }

    // A function of the program may run statements of its own.
    [[gnu::cold, gnu::noinline]] int step_inside(sqlite3_stmt* statement) {
        check_alone();
        const bool inside = !watch.alone();
        watch.begin();
        const int code = sqlite3_step(statement);
        if (!inside) watch.end();
        return code;
    }

    [[gnu::cold, gnu::noinline]] void give_back_heavy(cached_statement& entry) noexcept {
        cache.give_back_heavy(entry);
        if (references == 0) destroy();
    }

    // Unless a statement is on lease.
    [[gnu::cold, gnu::noinline]] void destroy() noexcept {
        if (!cache.leased()) delete this;
    }

    [[gnu::cold, gnu::noinline]] cached_statement* prepare(const statement_data& data, bool as_raw) {
        if (handle == nullptr) closed();
        fresh_statement fresh = prepare_or_tell(data, as_raw);
        std::string text(data.sql());
        auto* const entry = new cached_statement;
        entry->text = std::move(text);
        entry->hash = data.hash;
        entry->address = as_raw ? nullptr : data.text;
        entry->restricted = as_raw;
        entry->changes_schema = as_raw && raw.changes_schema;
        entry->owner = this;
        entry->writes = as_raw ? sqlite3_stmt_readonly(fresh.get()) == 0 : data.writes;
        entry->handle = fresh.release();
        cache.adopt(entry);
        return entry;
    }

    fresh_statement prepare_or_tell(const statement_data& data, bool as_raw) {
        try {
            return as_raw ? prepare_raw(data) : prepare_one(handle, data, context);
        } catch (const exception& refused) {
            observation seen;
            seen.fail(refused.details());
            observer.tell(seen, data.sql(), context, handle);
            throw;
        }
    }

    [[gnu::cold, gnu::noinline]] void observe(cached_statement& entry) const noexcept {
        if (!observer.active()) return;
        entry.seen = observer.observe(entry.text);
        if (entry.seen == nullptr) return;
        entry.stop = entry.fresh = stop::observed;
        entry.heavy = true;
        entry.tell = &tell;
    }

    [[gnu::cold, gnu::noinline]] void tell_all() noexcept {
        cache.for_each_leased([](auto* it) { tell(*it); });
    }

    fresh_statement prepare_raw(const statement_data& data) {
        raw = {.active = true};
        const restriction until_return{raw};
        fresh_statement fresh = prepare_one(handle, data, context);
        check_names(fresh.get(), data.sql(), context);
        refuse_vacuum(data.sql());
        return fresh;
    }

    [[gnu::cold, gnu::noinline]] void verify(cached_statement& entry,
                                             const statement_data& data) const noexcept {
        bool all = true;
        for (std::uint16_t i = 0; i < data.table_count; ++i) all = all && verified.has(data.tables[i]);
        entry.trusted = all;
        entry.tables = data.tables;
        entry.verification = observer.active() ? 0 : verification;
    }
};

}  // namespace tenon::inline v0::sqlite::detail
