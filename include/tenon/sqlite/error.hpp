// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/error/error.hpp>
#include <tenon/error/system_reason.hpp>
#include <tenon/sqlite/label.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::sqlite {

/// Where an error happened: what a connection adds to every error that it raises.
struct error_context {
    label purpose;
    label module_name;
};

namespace detail {

/// How a function of the program makes its statement fail: an extended code that SQLite itself does not use.
inline constexpr int function_failed = SQLITE_ERROR | (0xF0 << 8);

/// What a result code stands for, and what to do about it.
struct known_code {
    int native;
    const char* code;
    tenon::category category;
    const char* advice;  // may be null
    bool retryable = false;
};

/// Extended codes first: a primary code stands for those that are not listed.
inline constexpr known_code known_codes[] = {
    {SQLITE_CONSTRAINT_UNIQUE, "UNIQUE_VIOLATION", category::constraint,
     "another row already has this value"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, "PRIMARY_KEY_VIOLATION", category::constraint,
     "another row already has this key"},
    {SQLITE_CONSTRAINT_ROWID, "PRIMARY_KEY_VIOLATION", category::constraint,
     "another row already has this key"},
    {SQLITE_CONSTRAINT_FOREIGNKEY, "FOREIGN_KEY_VIOLATION", category::constraint,
     "the row that is referred to does not exist, or rows still refer to the one that is changed or deleted"},
    {SQLITE_CONSTRAINT_CHECK, "CHECK_VIOLATION", category::constraint,
     "the values do not meet the table's condition"},
    {SQLITE_CONSTRAINT_NOTNULL, "NOT_NULL_VIOLATION", category::constraint, "the column needs a value"},
    {SQLITE_CONSTRAINT_DATATYPE, "WRONG_STORAGE_CLASS", category::constraint, "the table is STRICT"},
    {SQLITE_CONSTRAINT_TRIGGER, "TRIGGER_VIOLATION", category::constraint, "a trigger refused the change"},
    {SQLITE_CONSTRAINT, "CONSTRAINT_VIOLATION", category::constraint, nullptr},
    {SQLITE_BUSY_SNAPSHOT, "BUSY", category::query,
     "another connection has written since this transaction first read; run the whole transaction again, "
     "begun as immediate",
     true},
    {SQLITE_BUSY, "BUSY", category::query,
     "another connection holds the lock; run the whole transaction again, or raise busy_timeout", true},
    {SQLITE_LOCKED, "LOCKED", category::query,
     "a statement of this connection still reads what is to be changed; finish or drop its rows first"},
    {SQLITE_READONLY, "READ_ONLY", category::query,
     "the connection was opened for reading only, or there is no write permission for the file and its "
     "directory"},
    {SQLITE_CORRUPT, "CORRUPT", category::connection, "the file is damaged; restore a backup"},
    {SQLITE_NOTADB, "NOT_A_DATABASE", category::connection,
     "the file is no SQLite database, or it is encrypted"},
    {SQLITE_CANTOPEN, "CANNOT_OPEN", category::connection,
     "check that the file and its directory exist and may be accessed"},
    {SQLITE_PERM, "CANNOT_OPEN", category::connection, "check the file's permissions"},
    {SQLITE_FULL, "DISK_FULL", category::connection, "free space on the disk, or raise max_page_count"},
    {SQLITE_IOERR, "IO_ERROR", category::connection, "the disk or the file system failed"},
    {SQLITE_PROTOCOL, "BUSY", category::query,
     "too many connections compete for the lock; run the transaction again", true},
    {SQLITE_INTERRUPT, "INTERRUPTED", category::cancelled, nullptr},
    {SQLITE_NOMEM, "OUT_OF_MEMORY", category::connection, nullptr},
    {SQLITE_TOOBIG, "VALUE_TOO_LARGE", category::value, "a text or blob is longer than SQLite allows"},
    {SQLITE_MISMATCH, "WRONG_STORAGE_CLASS", category::value, "an integer key takes integers only"},
    {SQLITE_RANGE, "MISUSE", category::usage, "the statement has no parameter or column of this number"},
    {SQLITE_MISUSE, "MISUSE", category::usage, nullptr},
    {SQLITE_AUTH, "NOT_ALLOWED", category::usage,
     "raw SQL must not attach, control transactions or set pragmas"},
    {SQLITE_ABORT, "SESSION_ENDED", category::usage,
     "the transaction was rolled back while rows were being read"},
    {SQLITE_SCHEMA, "SCHEMA_MISMATCH", category::schema, "the schema was changed meanwhile"},
};

inline bool starts_with(std::string_view text, std::string_view start) noexcept {
    return text.substr(0, start.size()) == start;
}

/// Says which column's `max_length` a text exceeds, if that is what failed: the constraint's name tells it.
[[gnu::cold, gnu::noinline]] inline bool explain_max_length(error& what) {
    constexpr std::string_view start = "CHECK constraint failed: max_length ";
    if (!starts_with(what.message, start)) return false;
    const std::size_t of = what.message.find(" of ", start.size());
    if (of == std::string::npos) return false;
    what.code = "TEXT_TOO_LONG";
    what.category = category::constraint;
    what.message = "column `" + what.message.substr(of + 4) + "` takes at most " +
                   what.message.substr(start.size(), of - start.size()) + " characters";
    return true;
}

/// Takes the table and its columns from SQLite's words, which end in `table.column, table.column`, and says
/// which kind of rule it was.
[[gnu::cold, gnu::noinline]] inline void name_constraint(error& what, std::string_view words) {
    const std::size_t failed = words.find(" constraint failed: ");
    const std::size_t cannot = words.rfind(" column ");
    const bool strict = what.native_code == SQLITE_CONSTRAINT_DATATYPE && cannot != std::string_view::npos;
    if (failed == std::string_view::npos && !strict) return;
    std::string_view list = strict ? words.substr(cannot + 8) : words.substr(failed + 20);
    if (what.native_code == SQLITE_CONSTRAINT_CHECK) {
        what.constraint = list;
        return;
    }
    if (starts_with(list, "index '")) {  // of expressions
        what.constraint = list.substr(7, list.size() - 8);
        return;
    }
    while (!list.empty()) {
        const std::string_view one = list.substr(0, list.find(", "));
        const std::size_t dot = one.find('.');
        if (dot == std::string_view::npos) return;
        what.table = one.substr(0, dot);
        (what.columns += what.columns.empty() ? "" : ", ") += one.substr(dot + 1);
        list.remove_prefix(one.size() < list.size() ? one.size() + 2 : one.size());
    }
    const char* const kind = what.native_code == SQLITE_CONSTRAINT_UNIQUE       ? "UNIQUE"
                             : what.native_code == SQLITE_CONSTRAINT_NOTNULL    ? "NOT NULL"
                             : what.native_code == SQLITE_CONSTRAINT_DATATYPE   ? "STRICT"
                             : what.native_code == SQLITE_CONSTRAINT_PRIMARYKEY ? "PRIMARY KEY"
                             : what.native_code == SQLITE_CONSTRAINT_ROWID      ? "PRIMARY KEY"
                                                                                : nullptr;
    if (kind != nullptr) what.constraint = std::string(kind) + " (" + what.columns + ')';
}

/// What SQLite itself says about a result code, with the operating system's reason where there is one.
inline std::string native_message(sqlite3* database, int code) {
    const bool latest = database != nullptr && (sqlite3_errcode(database) & 0xFF) == (code & 0xFF);
    const char* text = latest ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    std::string message = text != nullptr ? text : "unknown error";
    const int primary = code & 0xFF;
    if (latest && (primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR)) {
        if (const int reason = sqlite3_system_errno(database); reason != 0) {
            message += " (" + tenon::detail::system_reason(reason) + ')';
        }
    }
    return message;
}

}  // namespace detail

/// The error for a result code just returned on `database` (may be null), with SQLite's own words and what to
/// do.
[[gnu::cold, gnu::noinline]] inline error error_of(sqlite3* database, int code, std::string_view sql = {},
                                                   const error_context& context = {}) {
    error result{.code = "QUERY_FAILED",
                 .message = detail::native_message(database, code),
                 .purpose = std::string(context.purpose),
                 .module_name = std::string(context.module_name),
                 .sql = std::string(sql),
                 .native_code = code};
    const auto apply = [&](int native) {
        for (const detail::known_code& known : detail::known_codes) {
            if (known.native != native) continue;
            result.code = known.code;
            result.category = known.category;
            result.retryable = known.retryable;
            if (code == SQLITE_READONLY && database != nullptr &&
                sqlite3_db_readonly(database, "main") == 0) {
                result.message +=
                    "; what is attached can only be read: write another module's tables in a "
                    "session of that module";
                return true;
            }
            if (known.advice != nullptr) (result.message += "; ") += known.advice;
            const bool of_file = known.category == category::connection || native == SQLITE_READONLY;
            const char* const path = of_file && !sql.empty() && database != nullptr
                                         ? sqlite3_db_filename(database, "main")
                                         : nullptr;
            if (path != nullptr && *path != '\0') ((result.message += " (file `") += path) += "`)";
            return true;
        }
        return false;
    };
    if (code == detail::function_failed) {
        result.code = "FUNCTION_FAILED";
        result.native_code = SQLITE_ERROR;
        return result;
    }
    if ((code & 0xFF) == SQLITE_CONSTRAINT) detail::name_constraint(result, result.message);
    if (code == SQLITE_CONSTRAINT_CHECK && detail::explain_max_length(result)) return result;
    if (apply(code) || apply(code & 0xFF)) return result;
    const auto schema = [&](std::string_view start, std::string_view word, std::string_view advice) {
        if (!detail::starts_with(result.message, start)) return;
        result.code = word;
        result.category = category::schema;
        (result.message += "; ") += advice;
    };
    schema("no such table", "NO_SUCH_TABLE", "create or migrate the database first");
    schema("no such column", "NO_SUCH_COLUMN",
           "the database is older than the program, or the name is wrong");
    return result;
}

namespace detail {

/// Whether a commit that failed with this code may yet be found applied when the file is opened again.
inline bool may_be_applied(int code) noexcept {
    return (code & 0xFF) == SQLITE_IOERR && code != SQLITE_IOERR_READ && code != SQLITE_IOERR_SHORT_READ;
}

/// Turns the error of a commit into one that says that its outcome is unknown.
inline void unknown_outcome(error& what) {
    what.code = "UNKNOWN_OUTCOME";
    what.category = category::unknown_outcome;
    what.message = "the commit failed and may yet have been applied (" + what.message +
                   "); close all connections to the file, open it again and look";
}

}  // namespace detail

/// Throws `error_of(…)`.
[[noreturn, gnu::cold, gnu::noinline]] inline void fail(sqlite3* database, int code,
                                                        std::string_view sql = {},
                                                        const error_context& context = {}) {
    raise(error_of(database, code, sql, context));
}

/// Throws an error of the library's own about a statement.
[[noreturn, gnu::cold, gnu::noinline]] inline void fail(tenon::category kind, std::string_view code,
                                                        std::string message, std::string_view sql = {},
                                                        const error_context& context = {},
                                                        int native_code = 0) {
    raise({.code = std::string(code),
           .category = kind,
           .message = std::move(message),
           .purpose = std::string(context.purpose),
           .module_name = std::string(context.module_name),
           .sql = std::string(sql),
           .native_code = native_code});
}

}  // namespace tenon::inline v0::sqlite
