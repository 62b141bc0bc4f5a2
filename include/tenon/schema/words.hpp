// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/explain.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/suggestion.hpp>
#include <tenon/schema/constraint.hpp>
#include <tenon/schema/constraint_text.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What the description calls the constraint.
constexpr std::string_view constraint_name(constraint_kind kind) {
    switch (kind) {
    case constraint_kind::column: return "column";
    case constraint_kind::primary_key: return "primary_key";
    case constraint_kind::unique: return "unique";
    case constraint_kind::foreign_key: return "foreign_key";
    case constraint_kind::check: return "check";
    case constraint_kind::default_value: return "default_";
    case constraint_kind::index: return "index";
    case constraint_kind::max_length: return "max_length";
    case constraint_kind::generated: return "generated";
    case constraint_kind::without_rowid: return "without_rowid";
    case constraint_kind::autoincrement: return "autoincrement";
    case constraint_kind::not_strict: return "not_strict";
    case constraint_kind::renamed: return "renamed_from";
    case constraint_kind::as_written: return "as_written";
    case constraint_kind::tokenize: return "tokenize";
    case constraint_kind::content: return "content";
    case constraint_kind::unindexed: return "unindexed";
    }
    return {};
}

constexpr std::string_view kind_name(table_kind kind) {
    switch (kind) {
    case table_kind::table: return "table";
    case table_kind::view: return "view";
    case table_kind::fts5: return "full-text table";
    }
    return {};
}

constexpr void say_no_column(message& words, const table_info& table, std::string_view name,
                             std::string_view in) {
    words << in << ": " << kind_name(table.kind) << " ";
    words.name(table.name) << " has no column ";
    words.name(name);
    suggestion nearest(name);
    for (int i = 0; i < table.column_count; ++i) nearest.consider(table.columns[i].field);
    suggest(words, nearest);
}

constexpr void say_no_description(message& words, std::string_view in, std::string_view of) {
    words << in << ": the struct that ";
    words.name(of) << " refers to describes no table";
}

/// Says what is wrong with a text of the description, if anything is.
constexpr void validate_text(message& words, const constraint_text& parsed, std::string_view sql,
                             std::string_view in) {
    if (!parsed.storage.failure) return;
    words << in << "(\"" << sql << "\"): ";
    if (parsed.storage.failure.position >= 0)
        words << "character " << static_cast<std::uint64_t>(parsed.storage.failure.position) + 1 << ": ";
    constraint_text copy = parsed;
    words << explain(copy.storage.open()).view();
}

constexpr void validate_text(message& words, const table_info& table, std::string_view sql, bool order_term,
                             std::string_view in) {
    validate_text(words, constraint_text(table, sql, order_term), sql, in);
}

}  // namespace tenon::inline v0::detail
