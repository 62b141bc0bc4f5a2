// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/constraint.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0 {

/// A text of at most that many characters: `CONSTRAINT "max_length 50 of name" CHECK (length("name") <= 50)`;
/// NULL is allowed where the column is optional. Characters are Unicode code points, counted as SQLite's
/// length() does: up to a NUL. A longer text is a `constraint_error` TEXT_TOO_LONG.
constexpr detail::constraint max_length(std::string_view column, std::uint64_t characters) {
    detail::constraint result;
    result.kind = detail::constraint_kind::max_length;
    result.list(column);
    result.length = characters;
    return result;
}

/// A column that the database computes from the row's other columns: `GENERATED ALWAYS AS (…) VIRTUAL`.
struct generated_constraint : detail::constraint {
    /// Computed when the row is written and kept in the file, instead of whenever it is read: `STORED`.
    constexpr generated_constraint stored() const {
        generated_constraint result = *this;
        result.constraint::stored = true;
        return result;
    }
};

/// Computes the column from others of the row; the expression is parsed and checked while compiling and must
/// have the column's type, and not be NULL where the column is not optional. Nothing can be put into such a
/// column: an INSERT of the table's struct leaves the field out, whatever it holds.
constexpr generated_constraint generated(std::string_view column, std::string_view expression) {
    generated_constraint result;
    result.kind = detail::constraint_kind::generated;
    result.list(column);
    result.text = expression;
    return result;
}

}  // namespace tenon::inline v0
