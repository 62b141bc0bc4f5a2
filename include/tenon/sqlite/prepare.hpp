// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/error.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite::detail {

/// Throws SCHEMA_MISMATCH where the prepared statement has not the parameters and columns that were declared.
[[gnu::cold, gnu::noinline]] inline void check_counts(sqlite3_stmt* statement, const statement_data& data,
                                                      const error_context& context) {
    const auto check = [&](int found, std::uint16_t declared, std::string_view what) {
        if (declared == unknown_count || found == declared) return;
        fail(category::schema, "SCHEMA_MISMATCH",
             "the statement has " + std::to_string(found) + ' ' + std::string(what) + ", but " +
                 std::to_string(declared) + " were declared for it",
             data.sql(), context);
    };
    check(sqlite3_bind_parameter_count(statement), data.parameters, "parameters");
    check(sqlite3_column_count(statement), data.columns, "columns");
}

/// Throws UNNAMED_PARAMETER where a parameter of raw SQL has no name.
[[gnu::cold, gnu::noinline]] inline void check_names(sqlite3_stmt* statement, std::string_view sql,
                                                     const error_context& context) {
    const int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= count; ++i) {
        const char* name = sqlite3_bind_parameter_name(statement, i);
        if (name != nullptr && *name != '?') continue;
        fail(category::usage, "UNNAMED_PARAMETER",
             "parameter " + std::to_string(i) + " has no name; write :name instead of ?", sql, context);
    }
}

/// A prepared statement until somebody takes it over.
class fresh_statement {
public:
    explicit fresh_statement(sqlite3_stmt* handle) noexcept : handle_(handle) {}
    fresh_statement(fresh_statement&& other) noexcept : handle_(other.release()) {}
    fresh_statement& operator=(fresh_statement&&) = delete;
    ~fresh_statement() { sqlite3_finalize(handle_); }

    [[nodiscard]] sqlite3_stmt* get() const noexcept { return handle_; }
    sqlite3_stmt* release() noexcept {
        sqlite3_stmt* const handle = handle_;
        handle_ = nullptr;
        return handle;
    }

private:
    sqlite3_stmt* handle_;
};

/// Prepares the first statement of `sql` and moves `sql` behind it; null where only space and comments are
/// left.
[[gnu::cold, gnu::noinline]] inline fresh_statement prepare_next(sqlite3* database, std::string_view& sql,
                                                                 unsigned flags,
                                                                 const error_context& context) {
    sqlite3_stmt* handle = nullptr;
    const char* rest = nullptr;
    if (sql.size() > 0x7FFFFFFF) fail(category::usage, "MISUSE", "the SQL is longer than 2 GB", {}, context);
    const int code =
        sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), flags, &handle, &rest);
    if (code != SQLITE_OK) fail(database, code, sql, context);
    sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
    return fresh_statement(handle);
}

/// Throws where SQL holds a NUL byte, at which SQLite would stop reading without a word.
inline void refuse_nul(std::string_view sql, const error_context& context) {
    if (sql.find('\0') == std::string_view::npos) return;
    fail(category::usage, "MISUSE", "the SQL holds a NUL byte; bind such a value",
         sql.substr(0, sql.find('\0')), context);
}

/// Prepares text that must be exactly one statement; throws MISUSE where it is none or more.
[[gnu::cold, gnu::noinline]] inline fresh_statement prepare_one(sqlite3* database, const statement_data& data,
                                                                const error_context& context) {
    refuse_nul(data.sql(), context);
    std::string_view rest = data.size == 0 ? std::string_view("") : data.sql();
    fresh_statement statement = prepare_next(database, rest, SQLITE_PREPARE_PERSISTENT, context);
    if (statement.get() == nullptr) {
        fail(category::usage, "MISUSE", "the SQL holds no statement", data.sql(), context);
    }
    sqlite3_stmt* second = nullptr;
    const int code =
        sqlite3_prepare_v3(database, rest.data(), static_cast<int>(rest.size()), 0, &second, nullptr);
    sqlite3_finalize(second);
    if (code != SQLITE_OK || second != nullptr) {
        fail(category::usage, "MISUSE", "the SQL holds more than one statement", data.sql(), context);
    }
    check_counts(statement.get(), data, context);
    return statement;
}

}  // namespace tenon::inline v0::sqlite::detail
