// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "common.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

// SQLite's C API as a careful programmer uses it by hand: statements are prepared once and kept, what
// binding, stepping and resetting return is checked, text read is checked for a null pointer and taken with
// its length, text bound is not copied. Not checked: the storage class of columns, since the tables are
// STRICT. Functions are inlined without optimisation too, so that they cost what the calls in them do.
namespace peers::by_hand {

[[noreturn, gnu::cold, gnu::noinline]] inline void fail(sqlite3* database) {
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

inline void execute(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

inline sqlite3* open(const char* path, int flags = SQLITE_OPEN_READWRITE) {
    sqlite3* database = nullptr;
    if (sqlite3_open_v2(path, &database, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) fail(database);
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, 30'000);
    execute(database, "PRAGMA foreign_keys = ON");
    execute(database, "PRAGMA synchronous = NORMAL");
    return database;
}

/// A statement that is prepared once, and the connection that its errors are read from.
class statement {
public:
    statement(sqlite3* database, std::string_view sql) : database_(database) {
        if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &handle_, nullptr) != SQLITE_OK)
            fail(database);
    }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;
    ~statement() {
        reprepared += sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_REPREPARE, 0);
        sqlite3_finalize(handle_);
    }

    /// How often SQLite prepared statements anew that are destroyed by now.
    inline static thread_local std::int64_t reprepared = 0;

    [[gnu::always_inline]] void bind(int index, std::int64_t value) {
        if (sqlite3_bind_int64(handle_, index, value) != SQLITE_OK) fail(database_);
    }
    [[gnu::always_inline]] void bind(int index, double value) {
        if (sqlite3_bind_double(handle_, index, value) != SQLITE_OK) fail(database_);
    }
    [[gnu::always_inline]] void bind(int index, const std::string& text) {
        if (sqlite3_bind_text64(handle_, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8) !=
            SQLITE_OK)
            fail(database_);
    }
    [[gnu::always_inline]] void bind(int index, const std::optional<std::string>& text) {
        if (text)
            bind(index, *text);
        else if (sqlite3_bind_null(handle_, index) != SQLITE_OK)
            fail(database_);
    }

    /// Whether there is a row; resets the statement behind the last one.
    [[gnu::always_inline]] bool step() {
        const int code = sqlite3_step(handle_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) fail(database_);
        reset();
        return false;
    }
    [[gnu::always_inline]] void reset() {
        if (sqlite3_reset(handle_) != SQLITE_OK) fail(database_);
    }

    [[gnu::always_inline]] std::int64_t integer(int column) { return sqlite3_column_int64(handle_, column); }
    [[gnu::always_inline]] double real(int column) { return sqlite3_column_double(handle_, column); }
    [[gnu::always_inline]] bool is_null(int column) {
        return sqlite3_column_type(handle_, column) == SQLITE_NULL;
    }
    [[gnu::always_inline]] std::string_view view(int column) {
        const unsigned char* text = sqlite3_column_text(handle_, column);
        if (text == nullptr) fail(database_);
        return {reinterpret_cast<const char*>(text),
                static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
    }
    [[gnu::always_inline]] std::string text(int column) { return std::string(view(column)); }
    [[gnu::always_inline]] std::optional<std::string> optional_text(int column) {
        if (is_null(column)) return std::nullopt;
        return text(column);
    }

private:
    sqlite3* database_;
    sqlite3_stmt* handle_ = nullptr;
};

}  // namespace peers::by_hand
