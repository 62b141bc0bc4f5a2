// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workloads.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

// The other side of each comparison, as a careful programmer writes it by hand on SQLite's C API: the
// statement is prepared once and kept, what binding, stepping and resetting return is checked, text read is
// checked for a null pointer and taken with its length, text bound is not copied. Not checked: the storage
// class of columns, since the tables are STRICT, and whether there is a second row where a key allows one
// only.
namespace benchmark {

[[noreturn, gnu::cold, gnu::noinline]] inline void fail(sqlite3* database) {
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database));
    std::abort();
}

inline sqlite3_stmt* prepare(sqlite3* database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        fail(database);
    return statement;
}

inline std::string read_text(sqlite3* database, sqlite3_stmt* statement, int column) {
    const unsigned char* text = sqlite3_column_text(statement, column);
    if (text == nullptr) fail(database);
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

/// Builds the strings in their places: assigning them to an empty user's costs a scan 7 % more instructions.
inline user read_user(sqlite3* database, sqlite3_stmt* statement) {
    user it{sqlite3_column_int64(statement, 0),
            read_text(database, statement, 1),
            read_text(database, statement, 2),
            sqlite3_column_int64(statement, 3),
            sqlite3_column_double(statement, 4),
            sqlite3_column_int(statement, 5) != 0,
            std::nullopt,
            sqlite3_column_int64(statement, 7)};
    if (sqlite3_column_type(statement, 6) != SQLITE_NULL) it.note = read_text(database, statement, 6);
    return it;
}

inline void bind_text(sqlite3* database, sqlite3_stmt* statement, int index, const std::string& text) {
    if (sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK)
        fail(database);
}

/// Binds all columns but the key, from parameter `first` on.
inline void bind_user(sqlite3* database, sqlite3_stmt* statement, int first, const user& from) {
    bind_text(database, statement, first, from.name);
    bind_text(database, statement, first + 1, from.email);
    if (sqlite3_bind_int64(statement, first + 2, from.age) != SQLITE_OK) fail(database);
    if (sqlite3_bind_double(statement, first + 3, from.score) != SQLITE_OK) fail(database);
    if (sqlite3_bind_int(statement, first + 4, from.active ? 1 : 0) != SQLITE_OK) fail(database);
    if (from.note)
        bind_text(database, statement, first + 5, *from.note);
    else if (sqlite3_bind_null(statement, first + 5) != SQLITE_OK)
        fail(database);
    if (sqlite3_bind_int64(statement, first + 6, from.created) != SQLITE_OK) fail(database);
}

/// Runs a statement without rows, and makes it ready for the next run.
inline void run(sqlite3* database, sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(database);
    if (sqlite3_reset(statement) != SQLITE_OK) fail(database);
}

}  // namespace benchmark
