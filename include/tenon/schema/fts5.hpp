// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/table.hpp>

#include <concepts>
#include <string_view>

namespace tenon::inline v0 {

/// How a full-text table cuts text into words, in SQLite's words: `tokenize("porter unicode61")`.
constexpr detail::constraint tokenize(std::string_view tokenizer) {
    detail::constraint result;
    result.kind = detail::constraint_kind::tokenize;
    result.text = tokenizer;
    return result;
}

/// Columns that are kept but not searched: `UNINDEXED`; they may be of any type.
template <std::convertible_to<std::string_view>... Names>
constexpr detail::constraint unindexed(Names... columns) {
    detail::constraint result;
    result.kind = detail::constraint_kind::unindexed;
    result.list(columns...);
    return result;
}

/// Where a full-text table has its text from.
template <class Table>
struct content_constraint : detail::constraint {
    using target_type = Table;
};

/// The full-text table holds no text of its own but indexes the columns of that name in the table of another
/// struct, whose single integer key is given: `content='…', content_rowid='…'`. Triggers keep the index up to
/// date, and it can't be written otherwise; rows that are there before it is created are indexed then.
template <class Table>
constexpr content_constraint<Table> content(std::string_view integer_key) {
    content_constraint<Table> result;
    result.kind = detail::constraint_kind::content;
    result.targets[0] = integer_key;
    result.target_size = 1;
    result.has_target = true;
    return result;
}

/// Describes a full-text table, by SQLite's FTS5: `CREATE VIRTUAL TABLE … USING fts5(…)`. The fields are the
/// columns that are searched: texts, perhaps optional. A field `std::int64_t rowid` is the row's number,
/// which works as a single integer key does; all else that stands in the description is `tokenize`,
/// `unindexed`, `content` and `column(…).named(…)`. FTS5 declares no types: columns are checked whenever they
/// are read.
template <class... Constraints>
constexpr table_description<typename Constraints::target_type...> fts5(std::string_view name,
                                                                       const Constraints&... constraints) {
    return {name, {static_cast<const detail::constraint&>(constraints)...}, table_kind::fts5};
}

}  // namespace tenon::inline v0
