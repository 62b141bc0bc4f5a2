// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/error.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite {

/// Reads the columns (from 0) of a statement's current row; views are valid until the statement is stepped or
/// returned.
// Inlined always: where many queries read rows, compilers would share one function, which tests for each
// value what is a constant of the column.
class row_reader {
public:
    /// Bit i of `checked`: column i's storage class is checked before it is read; columns from 63 on always
    /// are.
    [[gnu::always_inline]] row_reader(sqlite3_stmt* statement, std::uint64_t checked,
                                      const error_context& context) noexcept
        : statement_(statement), checked_(checked), context_(&context) {}

    /// Whether the column is NULL.
    [[nodiscard]] bool is_null(int column) const noexcept {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    /// An INTEGER; throws NULL_VALUE or WRONG_STORAGE_CLASS where it is checked and something else.
    [[nodiscard, gnu::always_inline]] std::int64_t integer(int column) const {
        if (is_checked(column)) require(column, SQLITE_INTEGER);
        return sqlite3_column_int64(statement_, column);
    }
    /// A REAL, or an INTEGER as one; throws NULL_VALUE or WRONG_STORAGE_CLASS where it is checked and
    /// something else.
    [[nodiscard, gnu::always_inline]] double real(int column) const {
        if (is_checked(column)) require(column, SQLITE_FLOAT);
        return sqlite3_column_double(statement_, column);
    }
    /// An INTEGER that is 0 or 1, else throws VALUE_OUT_OF_RANGE; otherwise as `integer`.
    [[nodiscard, gnu::always_inline]] bool boolean(int column) const {
        const std::int64_t value = integer(column);
        if (value != 0 && value != 1) [[unlikely]]
            no_boolean(column, value);
        return value != 0;
    }
    /// A TEXT, NUL bytes included; throws NULL_VALUE or WRONG_STORAGE_CLASS where it is checked and something
    /// else.
    [[nodiscard, gnu::always_inline]] std::string_view text(int column) const {
        if (is_checked(column)) require(column, SQLITE_TEXT);
        const unsigned char* const data = sqlite3_column_text(statement_, column);
        if (data == nullptr) [[unlikely]]
            no_text(column);
        return {reinterpret_cast<const char*>(data), size(column)};
    }
    /// A BLOB; throws NULL_VALUE or WRONG_STORAGE_CLASS where it is checked and something else.
    [[nodiscard]] std::span<const std::byte> blob(int column) const {
        if (is_checked(column)) require(column, SQLITE_BLOB);
        const void* const data = sqlite3_column_blob(statement_, column);
        return {static_cast<const std::byte*>(data), data == nullptr ? 0 : size(column)};
    }

private:
    [[nodiscard, gnu::always_inline]] bool is_checked(int column) const noexcept {
        return column >= 63 || (checked_ >> column & 1) != 0;
    }
    [[nodiscard, gnu::always_inline]] std::size_t size(int column) const noexcept {
        return static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    }
    void require(int column, int wanted) const {
        const int found = sqlite3_column_type(statement_, column);
        if (found == wanted) [[likely]]
            return;
        if (wanted == SQLITE_FLOAT && found == SQLITE_INTEGER) return;
        mismatch(column, wanted, found);
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse(int column, std::string_view code,
                                                       std::string_view what) const {
        const char* const name = sqlite3_column_name(statement_, column);
        const char* const sql = sqlite3_sql(statement_);
        std::string message = "column ";
        message += name != nullptr ? '`' + std::string(name) + '`' : std::to_string(column);
        message += ' ';
        message += what;
        fail(category::value, code, std::move(message), sql != nullptr ? sql : "", *context_);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void mismatch(int column, int wanted, int found) const {
        const auto name = [](int type) -> std::string {
            switch (type) {
            case SQLITE_INTEGER: return "INTEGER";
            case SQLITE_FLOAT: return "REAL";
            case SQLITE_TEXT: return "TEXT";
            case SQLITE_BLOB: return "BLOB";
            default: return "NULL";
            }
        };
        if (found == SQLITE_NULL) refuse(column, "NULL_VALUE", "is NULL; read it as a std::optional");
        refuse(column, "WRONG_STORAGE_CLASS",
               "holds " + name(found) + " where " + name(wanted) + " is expected");
    }
    [[noreturn, gnu::cold, gnu::noinline]] void no_boolean(int column, std::int64_t value) const {
        refuse(column, "VALUE_OUT_OF_RANGE", "holds " + std::to_string(value) + " where 0 or 1 is expected");
    }
    [[noreturn, gnu::cold, gnu::noinline]] void no_text(int column) const {
        if (is_null(column)) mismatch(column, SQLITE_TEXT, SQLITE_NULL);
        fail(sqlite3_db_handle(statement_), SQLITE_NOMEM, {}, *context_);
    }

    sqlite3_stmt* statement_;
    std::uint64_t checked_;
    const error_context* context_;
};

}  // namespace tenon::inline v0::sqlite
