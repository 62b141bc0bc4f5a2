// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/constraint.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

constexpr constraint table_option(constraint_kind kind) {
    constraint result;
    result.kind = kind;
    return result;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Rows are kept by their primary key, which the table must have, instead of by a number: `WITHOUT ROWID`.
/// A single integer key is a column like others then: every INSERT gives it.
inline constexpr detail::constraint without_rowid =
    detail::table_option(detail::constraint_kind::without_rowid);

/// The numbers of deleted rows are never given again: `AUTOINCREMENT`; for a single integer key.
inline constexpr detail::constraint autoincrement =
    detail::table_option(detail::constraint_kind::autoincrement);

/// SQLite may convert what it stores, or store a value of another type, as it does without `STRICT`. Columns
/// are checked whenever they are read: WRONG_STORAGE_CLASS or NULL_VALUE where something else is found.
inline constexpr detail::constraint not_strict = detail::table_option(detail::constraint_kind::not_strict);

/// The statement that makes the table, in place of what the description amounts to: for tables of other
/// programs that say more than a description can, such as a type of their own for a column. The description
/// says what the program has to know of it: keys, defaults, `not_strict` unless it is STRICT. That both agree
/// is for its author to see to.
constexpr detail::constraint as_written(std::string_view create_table) {
    detail::constraint result = detail::table_option(detail::constraint_kind::as_written);
    result.text = create_table;
    return result;
}

/// The name that the table has in databases that are older: a migration renames it instead of dropping it.
constexpr detail::constraint renamed_from(std::string_view before) {
    detail::constraint result = detail::table_option(detail::constraint_kind::renamed);
    result.text = before;
    return result;
}

}  // namespace tenon::inline v0
