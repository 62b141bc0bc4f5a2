// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/meta/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0 {

/// A count of parameters or columns that is known only when the statement is prepared.
inline constexpr std::uint16_t unknown_count = 0xFFFF;

/// What a backend needs to know of a statement: its text, and what was proved of it while compiling.
struct statement_data {
    /// The SQL, exactly one statement; the text at this address never changes.
    const char* text = nullptr;
    /// Bytes of `text`.
    std::uint32_t size = 0;
    /// `hash_of_statement(text)`.
    std::uint64_t hash = 0;
    /// Parameters to bind, or `unknown_count`.
    std::uint16_t parameters = 0;
    /// Columns of a row (0: no rows), or `unknown_count`.
    std::uint16_t columns = 0;
    /// Whether running it may change the database.
    bool writes = false;
    /// Whether at most one row can come.
    bool single_row = false;
    /// Bit i: the storage class of column i is checked even where `tables` are verified; columns from 63 on
    /// always are.
    std::uint64_t checked = ~std::uint64_t{0};
    /// SQL names of the STRICT tables that the unchecked columns come from.
    const std::string_view* tables = nullptr;
    /// Number of `tables`.
    std::uint16_t table_count = 0;

    /// The SQL as a view.
    [[nodiscard]] constexpr std::string_view sql() const noexcept { return {text, std::size_t{size}}; }
};

/// The data of a plain statement that returns no rows, takes no parameters and is not checked further.
constexpr statement_data plain_statement(std::string_view sql, bool writes = true) noexcept {
    return {.text = sql.data(),
            .size = static_cast<std::uint32_t>(sql.size()),
            .hash = hash_of_statement(sql),
            .writes = writes};
}

}  // namespace tenon::inline v0
