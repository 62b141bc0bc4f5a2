// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/error/system_reason.hpp>
#include <tenon/sqlite/connection_options.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/prepare.hpp>
#include <tenon/sqlite/uri.hpp>
#include <tenon/sqlite/values_table.hpp>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::sqlite::detail {

/// A database handle until a connection takes it over.
class open_handle {
public:
    explicit open_handle(sqlite3* handle) noexcept : handle_(handle) {}
    open_handle(open_handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    open_handle& operator=(open_handle&&) = delete;
    ~open_handle() { sqlite3_close_v2(handle_); }

    [[nodiscard]] sqlite3* get() const noexcept { return handle_; }
    sqlite3* release() noexcept { return std::exchange(handle_, nullptr); }

private:
    sqlite3* handle_;
};

[[noreturn, gnu::cold]] inline void cannot_open(const std::string& path, std::string_view reason, int code) {
    fail(category::connection, "CANNOT_OPEN",
         "cannot open the database `" + path + "`: " + std::string(reason), {}, {}, code);
}

/// Throws where the SQLite that is linked cannot do what the library relies on.
inline void check_library(int version, bool thread_safe) {
    if (version < 3'040'000) {
        fail(category::configuration, "OLD_SQLITE",
             "SQLite 3.40 or newer is needed, but " + std::to_string(version / 1'000'000) + '.' +
                 std::to_string(version / 1'000 % 1'000) + '.' + std::to_string(version % 1'000) +
                 " is linked");
    }
    if (!thread_safe) {
        fail(category::configuration, "NOT_THREAD_SAFE", "this SQLite was built with SQLITE_THREADSAFE=0");
    }
}

/// Makes an empty file with the wanted permissions, or returns false where there is one.
/// Only a file that is new is ever opened here: closing one that SQLite has open would drop its locks.
inline bool create_file(const std::string& path, unsigned mode) {
    int file = -1;
    do {
        file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode));
    } while (file < 0 && errno == EINTR);
    if (file < 0) {
        if (errno == EEXIST) return false;
        cannot_open(path, tenon::detail::system_reason(errno), SQLITE_CANTOPEN);
    }
    ::close(file);
    return true;
}

inline open_handle open_file(const std::string& path, const connection_options& options) {
    const std::string name = is_transient(path) ? path : uri_of(path);
    if (!is_transient(path) && options.access == access_mode::create) create_file(path, options.file_mode);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    flags |= options.access == access_mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
    open_handle handle(raw);
    if (code != SQLITE_OK) cannot_open(path, native_message(raw, code), code);
    return handle;
}

inline void switch_on(sqlite3* database, int option, bool on) {
    if (const int code = sqlite3_db_config(database, option, on ? 1 : 0, nullptr); code != SQLITE_OK) {
        fail(database, code);
    }
}

/// Runs a statement to its first row and returns that row's first column as text.
inline std::string first_text(sqlite3* database, std::string_view sql) {
    std::string_view rest = sql;
    const fresh_statement statement = prepare_next(database, rest, 0, {});
    const int code = sqlite3_step(statement.get());
    if (code != SQLITE_ROW) {
        if (code != SQLITE_DONE) fail(database, code, sql);
        return {};
    }
    const unsigned char* const text = sqlite3_column_text(statement.get(), 0);
    return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

/// Switches to WAL; SQLite does not wait for a writer here, so it is asked again until the busy timeout is
/// over.
inline void use_wal(sqlite3* database, const connection_options& options) {
    auto left = options.busy_timeout.count();
    for (int wait = 1;; wait = wait < 32 ? 2 * wait : wait) {
        try {
            const std::string mode = first_text(database, "PRAGMA journal_mode=wal");
            if (mode == "wal") return;
            fail(category::configuration, "WAL_UNAVAILABLE",
                 "the file cannot use write-ahead logging (its journal mode stays " + mode +
                     "); put it on a local disk, or open it with journal_mode::unchanged");
        } catch (const query_error& busy) {
            if (!busy.details().retryable || left <= 0) throw;
        }
        sqlite3_sleep(wait);
        left -= wait;
    }
}

/// Opens and configures a database; throws a typed error that names the path.
[[gnu::cold, gnu::noinline]] inline open_handle open_database(const std::string& path,
                                                              const connection_options& options) {
    check_library(sqlite3_libversion_number(), sqlite3_threadsafe() != 0);
    open_handle handle = open_file(path, options);
    sqlite3* const database = handle.get();
    try {
        const auto wait = options.busy_timeout.count();
        sqlite3_busy_timeout(database, wait < 0x7FFFFFFF ? static_cast<int>(wait) : 0x7FFFFFFF);
        switch_on(database, SQLITE_DBCONFIG_DQS_DML, false);
        switch_on(database, SQLITE_DBCONFIG_DQS_DDL, false);
        switch_on(database, SQLITE_DBCONFIG_DEFENSIVE, options.defensive);
        switch_on(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, options.trusted_schema);
        switch_on(database, SQLITE_DBCONFIG_ENABLE_FKEY, options.foreign_keys);
        add_values_table(database);
        first_text(database, "SELECT count(*) FROM sqlite_schema");  // tells at once what is no database
        if (options.journal == journal_mode::wal && options.access != access_mode::read_only &&
            !is_transient(path)) {
            use_wal(database, options);
        }
        first_text(database, options.synchronous == synchronous_mode::full ? "PRAGMA synchronous=full"
                                                                           : "PRAGMA synchronous=normal");
    } catch (const exception& problem) {
        error what = problem.details();
        what.message = what.message.substr(0, what.message.find(" (file `"));  // which is named in front
        if (what.code == "BUSY")  // no transaction is to be run again
            what.message = what.message.substr(0, what.message.find(';')) +
                           "; another connection holds the lock: let it end, or raise busy_timeout, and of a "
                           "registry's settings connect_timeout";
        what.message = "cannot open the database `" + path + "`: " + what.message;
        what.sql.clear();
        raise(std::move(what));
    }
    return handle;
}

}  // namespace tenon::inline v0::sqlite::detail
