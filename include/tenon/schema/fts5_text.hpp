// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/schema/literal.hpp>
#include <tenon/schema/validate_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// Writes CREATE VIRTUAL TABLE.
constexpr void put_fts5(text_writer& out, const table_info& table, const constraint* from,
                        std::size_t count) {
    out.put("CREATE VIRTUAL TABLE ");
    out.put_quoted(table.name);
    out.put(" USING fts5(");
    bool first = true;
    for (int i = 0; i < table.column_count; ++i) {
        if (i == find_rowid(table)) continue;
        if (!first) out.put(", ");
        first = false;
        out.put_quoted(table.columns[i].name);
        if (is_unindexed(table, i, from, count)) out.put(" UNINDEXED");
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (from[i].kind == constraint_kind::content) {
            out.put(", content=");
            put_text(out, from[i].target->name);
            out.put(", content_rowid=");
            put_text(out, from[i].target->columns[find_field(*from[i].target, from[i].targets[0])].name);
        }
        if (from[i].kind == constraint_kind::tokenize) {
            out.put(", tokenize=");
            put_text(out, from[i].text);
        }
    }
    out.put(")");
}

/// What a change of the content does to the full-text table that follows it.
enum class content_change : std::uint8_t { inserted, deleted, updated };

constexpr std::string_view trigger_suffix(content_change change) {
    switch (change) {
    case content_change::inserted: return "_insert";
    case content_change::deleted: return "_delete";
    case content_change::updated: return "_update";
    }
    return {};
}

constexpr std::string_view trigger_event(content_change change) {
    switch (change) {
    case content_change::inserted: return "INSERT";
    case content_change::deleted: return "DELETE";
    case content_change::updated: return "UPDATE";
    }
    return {};
}

// Removing words takes the text that they came from: FTS5 has no copy of it.
constexpr void put_reindex(text_writer& out, const table_info& table, std::string_view key, bool remove) {
    const std::string_view row = remove ? "old." : "new.";
    out.put(" INSERT INTO ");
    out.put_quoted(table.name);
    out.put(" (");
    if (remove) {
        out.put_quoted(table.name);
        out.put(", ");
    }
    out.put("rowid");
    for (int i = 0; i < table.column_count; ++i) {
        if (i == find_rowid(table)) continue;
        out.put(", ");
        out.put_quoted(table.columns[i].name);
    }
    out.put(remove ? ") VALUES ('delete', " : ") VALUES (");
    out.put(row);
    out.put_quoted(key);
    for (int i = 0; i < table.column_count; ++i) {
        if (i == find_rowid(table)) continue;
        out.put(", ");
        out.put(row);
        out.put_quoted(table.columns[i].name);
    }
    out.put(");");
}

/// Writes CREATE TRIGGER on the content's table.
constexpr void put_trigger(text_writer& out, const table_info& table, const constraint& content,
                           content_change change) {
    const table_info& target = *content.target;
    const std::string_view key = target.columns[find_field(target, content.targets[0])].name;
    out.put("CREATE TRIGGER \"");
    out.put_inside_quotes(table.name);
    out.put(trigger_suffix(change));
    out.put("\" AFTER ");
    out.put(trigger_event(change));
    out.put(" ON ");
    out.put_quoted(target.name);
    out.put(" BEGIN");
    if (change != content_change::inserted) put_reindex(out, table, key, true);
    if (change != content_change::deleted) put_reindex(out, table, key, false);
    out.put(" END");
}

}  // namespace tenon::inline v0::detail
