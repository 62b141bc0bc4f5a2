// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/schema/constraint_text.hpp>
#include <tenon/schema/find_field.hpp>
#include <tenon/schema/literal.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr void put_columns(text_writer& out, const table_info& table, const std::string_view* names,
                           int count) {
    out.put("(");
    for (int i = 0; i < count; ++i) {
        if (i > 0) out.put(", ");
        out.put_quoted(table.columns[find_field(table, names[i])].name);
    }
    out.put(")");
}

constexpr void put_integer_key(text_writer& out, const constraint* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (from[i].kind == constraint_kind::primary_key && !from[i].name.empty()) {
            out.put(" CONSTRAINT ");
            out.put_quoted(from[i].name);
        }
    out.put(" PRIMARY KEY");
    if (find_kind(from, count, constraint_kind::autoincrement) < count) out.put(" AUTOINCREMENT");
}

constexpr void put_generated(text_writer& out, const table_info& table, int column, const constraint& c) {
    out.put(" GENERATED ALWAYS AS (");
    constraint_text(table, c.text, false, column).print(out);
    out.put(c.stored ? ") STORED" : ") VIRTUAL");
}

constexpr void put_column(text_writer& out, const table_info& table, int index, const constraint* from,
                          std::size_t count) {
    const column_info& column = table.columns[index];
    out.put_quoted(column.name);
    out.put(" ");
    out.put(column_type_name(column.type.storage));
    if (index == table.integer_key) put_integer_key(out, from, count);
    if (!column.type.nullable) out.put(" NOT NULL");
    for (std::size_t i = 0; i < count; ++i) {
        if (from[i].size == 0 || find_field(table, from[i].columns[0]) != index) continue;
        if (from[i].kind == constraint_kind::column && !from[i].text.empty()) {
            out.put(" COLLATE ");
            out.put_quoted(from[i].text);
        }
        if (from[i].kind == constraint_kind::default_value) {
            out.put(" DEFAULT ");
            put_default(out, from[i].value);
        }
        if (from[i].kind == constraint_kind::generated) put_generated(out, table, index, from[i]);
    }
}

constexpr std::string_view action_text(reference_action action) {
    switch (action) {
    case reference_action::no_action: return "NO ACTION";
    case reference_action::restrict_: return "RESTRICT";
    case reference_action::cascade: return "CASCADE";
    case reference_action::set_null: return "SET NULL";
    case reference_action::set_default: return "SET DEFAULT";
    }
    return {};
}

constexpr void put_references(text_writer& out, const constraint& c) {
    const table_info& target = *c.target;
    out.put(" REFERENCES ");
    out.put_quoted(target.name);
    out.put(" ");
    put_columns(out, target, c.targets, c.target_size);
    if (c.on_delete != reference_action::no_action) {
        out.put(" ON DELETE ");
        out.put(action_text(c.on_delete));
    }
    if (c.on_update != reference_action::no_action) {
        out.put(" ON UPDATE ");
        out.put(action_text(c.on_update));
    }
    if (c.deferred) out.put(" DEFERRABLE INITIALLY DEFERRED");
}

// A single integer key stands with its column, columns' own words too.
constexpr bool is_table_constraint(const table_info& table, const constraint& c) {
    switch (c.kind) {
    case constraint_kind::primary_key: return table.integer_key < 0;
    case constraint_kind::unique:
    case constraint_kind::foreign_key:
    case constraint_kind::check:
    case constraint_kind::max_length: return true;
    default: return false;
    }
}

// The name is all that SQLite tells when a row is refused: `sqlite/error.hpp` reads it.
constexpr void put_max_length(text_writer& out, const table_info& table, const constraint& c) {
    const std::string_view column = table.columns[find_field(table, c.columns[0])].name;
    out.put("CONSTRAINT \"max_length ");
    put_unsigned(out, c.length);
    out.put(" of ");
    out.put_inside_quotes(column);
    out.put("\" CHECK (LENGTH(");
    out.put_quoted(column);
    out.put(") <= ");
    put_unsigned(out, c.length);
    out.put(")");
}

constexpr void put_constraint(text_writer& out, const table_info& table, const constraint& c) {
    if (c.kind == constraint_kind::max_length) return put_max_length(out, table, c);
    if (!c.name.empty()) {
        out.put("CONSTRAINT ");
        out.put_quoted(c.name);
        out.put(" ");
    }
    if (c.kind == constraint_kind::check) {
        out.put("CHECK (");
        constraint_text(table, c.text, false).print(out);
        return out.put(")");
    }
    out.put(c.kind == constraint_kind::primary_key ? "PRIMARY KEY "
            : c.kind == constraint_kind::unique    ? "UNIQUE "
                                                   : "FOREIGN KEY ");
    put_columns(out, table, c.columns, c.size);
    if (c.kind == constraint_kind::foreign_key) put_references(out, c);
}

/// Writes CREATE TABLE.
constexpr void put_table(text_writer& out, const table_info& table, const constraint* from,
                         std::size_t count) {
    if (const std::size_t written = find_kind(from, count, constraint_kind::as_written); written < count)
        return out.put(from[written].text);
    out.put("CREATE TABLE ");
    out.put_quoted(table.name);
    out.put(" (");
    for (int i = 0; i < table.column_count; ++i) {
        if (i > 0) out.put(", ");
        put_column(out, table, i, from, count);
    }
    for (std::size_t i = 0; i < count; ++i)
        if (is_table_constraint(table, from[i])) {
            out.put(", ");
            put_constraint(out, table, from[i]);
        }
    out.put(")");
    const bool without_rowid = find_kind(from, count, constraint_kind::without_rowid) < count;
    if (table.strict) out.put(" STRICT");
    if (without_rowid) out.put(table.strict ? ", WITHOUT ROWID" : " WITHOUT ROWID");
}

}  // namespace tenon::inline v0::detail
