// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/find_field.hpp>
#include <tenon/schema/words.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

/// Whether a description of that kind may say it.
constexpr bool may_say(table_kind table, constraint_kind said) {
    switch (said) {
    case constraint_kind::column: return true;
    case constraint_kind::renamed: return table != table_kind::view;
    case constraint_kind::tokenize:
    case constraint_kind::content:
    case constraint_kind::unindexed: return table == table_kind::fts5;
    default: return table == table_kind::table;
    }
}

/// A view or a full-text table takes little of what a table takes.
constexpr void validate_said(message& words, const table_info& table, const constraint* from,
                             std::size_t count) {
    for (std::size_t i = 0; i < count && words.empty(); ++i)
        if (!may_say(table.kind, from[i].kind) ||
            (table.kind != table_kind::table && from[i].kind == constraint_kind::column &&
             !from[i].text.empty()))
            (words << kind_name(table.kind) << " ").name(table.name)
                << " can't have " << constraint_name(from[i].kind)
                << (from[i].kind == constraint_kind::column ? "().collate()" : "");
}

constexpr bool is_unindexed(const table_info& table, int column, const constraint* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        for (int k = 0; from[i].kind == constraint_kind::unindexed && k < from[i].size; ++k)
            if (find_field(table, from[i].columns[k]) == column) return true;
    return false;
}

constexpr void validate_fts5_column(message& words, const table_info& table, int index,
                                    const constraint* from, std::size_t count) {
    const column_info& column = table.columns[index];
    const auto say = [&](std::string_view what) {
        (words << "full-text table ").name(table.name) << ": column ";
        words.name(column.name) << what;
    };
    if (index == find_rowid(table)) {
        if (column.type != sql_type{kind::integer, false, nullptr} || column.limits != integer_limits{})
            say(" is the row's number and must be a std::int64_t");
        return;
    }
    if (same_name(column.name, "rank") || same_name(column.name, table.name))
        return say(" has a name that FTS5 keeps for itself");
    const bool text = column.type.storage == kind::text && column.type.meaning == nullptr;
    if (!text && !is_unindexed(table, index, from, count))
        say(" must be text: declare others unindexed(...)");
}

constexpr void validate_content(message& words, const table_info& table, const constraint& c) {
    const table_info& target = *c.target;
    if (target.name.empty()) return say_no_description(words, "content", table.name);
    const int key = find_field(target, c.targets[0]);
    if (key < 0) return say_no_column(words, target, c.targets[0], "content");
    if (target.kind != table_kind::table || key != target.integer_key) {
        (words << "content: column ").name(c.targets[0]) << " of ";
        words.name(target.name) << " is no single integer primary key";
        return;
    }
    for (int i = 0; i < table.column_count; ++i) {
        const column_info& column = table.columns[i];
        if (i == find_rowid(table)) continue;
        const int there = target.find(column.name);
        if (there < 0) return say_no_column(words, target, column.name, "content");
        const sql_type &here = column.type, &held = target.columns[there].type;
        if (here.storage == held.storage && here.meaning == held.meaning && (here.nullable || !held.nullable))
            continue;
        (words << "content: column ").name(column.name) << " of ";
        words.name(target.name) << (held.nullable && !here.nullable
                                        ? " may be NULL: make it optional here, too"
                                        : " has another type");
        return;
    }
}

constexpr void validate_fts5(message& words, const table_info& table, const constraint* from,
                             std::size_t count) {
    int searched = 0;
    for (int i = 0; i < table.column_count && words.empty(); ++i) {
        validate_fts5_column(words, table, i, from, count);
        if (i != find_rowid(table) && !is_unindexed(table, i, from, count)) ++searched;
    }
    if (words.empty() && searched == 0)
        (words << "full-text table ").name(table.name) << " has no column to search";
    for (std::size_t i = 0; i < count && words.empty(); ++i) {
        if (from[i].kind == constraint_kind::content) validate_content(words, table, from[i]);
        if (from[i].kind == constraint_kind::tokenize && from[i].text.empty())
            words << "tokenize: names no tokenizer";
        for (std::size_t j = 0; j < i && words.empty(); ++j)
            if (from[i].kind == from[j].kind &&
                (from[i].kind == constraint_kind::content || from[i].kind == constraint_kind::tokenize))
                (words << "full-text table ").name(table.name)
                    << " has two of " << constraint_name(from[i].kind);
    }
}

/// What holds for a full-text table only.
constexpr void validate_kind(message& words, const table_info& table, const constraint* from,
                             std::size_t count) {
    if (table.kind == table_kind::fts5) validate_fts5(words, table, from, count);
}

}  // namespace tenon::inline v0::detail
