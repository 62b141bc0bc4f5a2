// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/refuse.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite::detail {

/// What SQLite calls a storage class.
inline const char* storage_name(int type) noexcept {
    switch (type) {
    case SQLITE_INTEGER: return "INTEGER";
    case SQLITE_FLOAT: return "REAL";
    case SQLITE_TEXT: return "TEXT";
    case SQLITE_BLOB: return "BLOB";
    default: return "NULL";
    }
}

/// Reads the arguments (from 0) of a function that SQL calls; views are valid during the call. Each throws
/// `value_error` where the argument is something else.
class value_reader {
public:
    explicit value_reader(sqlite3_value** values) noexcept : values_(values) {}

    [[nodiscard]] bool is_null(int index) const noexcept {
        return sqlite3_value_type(values_[index]) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t integer(int index) const {
        require(index, SQLITE_INTEGER);
        return sqlite3_value_int64(values_[index]);
    }
    [[nodiscard]] double real(int index) const {
        require(index, SQLITE_FLOAT);
        return sqlite3_value_double(values_[index]);
    }
    [[nodiscard]] bool boolean(int index) const {
        const std::int64_t value = integer(index);
        if (value != 0 && value != 1) {
            refuse("VALUE_OUT_OF_RANGE", "argument " + std::to_string(index + 1) + " is " +
                                             std::to_string(value) + " where 0 or 1 is expected");
        }
        return value != 0;
    }
    [[nodiscard]] std::string_view text(int index) const {
        require(index, SQLITE_TEXT);
        const unsigned char* const data = sqlite3_value_text(values_[index]);
        if (data == nullptr) throw std::bad_alloc();
        return {reinterpret_cast<const char*>(data), size(index)};
    }
    [[nodiscard]] std::span<const std::byte> blob(int index) const {
        require(index, SQLITE_BLOB);
        const void* const data = sqlite3_value_blob(values_[index]);
        return {static_cast<const std::byte*>(data), data == nullptr ? 0 : size(index)};
    }

private:
    [[nodiscard]] std::size_t size(int index) const noexcept {
        return static_cast<std::size_t>(sqlite3_value_bytes(values_[index]));
    }
    void require(int index, int wanted) const {
        const int found = sqlite3_value_type(values_[index]);
        if (found == wanted || (wanted == SQLITE_FLOAT && found == SQLITE_INTEGER)) [[likely]]
            return;
        refuse("WRONG_STORAGE_CLASS", "argument " + std::to_string(index + 1) + " is " + storage_name(found) +
                                          " where " + storage_name(wanted) + " is expected");
    }

    sqlite3_value** values_;
};

}  // namespace tenon::inline v0::sqlite::detail
