// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/schema/index_name.hpp>
#include <tenon/schema/literal.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

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
    case constraint_kind::check: return true;
    default: return false;
    }
}

constexpr void put_constraint(text_writer& out, const table_info& table, const constraint& c) {
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

constexpr void put_table(text_writer& out, const table_info& table, const constraint* from,
                         std::size_t count) {
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
    out.put(") STRICT");
}

constexpr void put_term(text_writer& out, const table_info& table, std::string_view term) {
    if (const int column = find_field(table, term); column >= 0)
        out.put_quoted(table.columns[column].name);
    else
        constraint_text(table, term, true).print(out);
}

constexpr void put_index(text_writer& out, const table_info& table, const constraint& c,
                         std::string_view name) {
    out.put(c.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    out.put_quoted(name);
    out.put(" ON ");
    out.put_quoted(table.name);
    out.put(" (");
    for (int i = 0; i < c.size; ++i) {
        if (i > 0) out.put(", ");
        put_term(out, table, c.columns[i]);
    }
    out.put(")");
    if (c.text.empty()) return;
    out.put(" WHERE ");
    constraint_text(table, c.text, false).print(out);
}

template <class T>
struct table_text {
    static constexpr void print(text_writer& out) {
        put_table(out, described<T>::info, described<T>::constraints.data(), described<T>::constraint_count);
    }
};

template <class T>
constexpr std::size_t index_position(std::size_t nth) {
    std::size_t position = 0;
    for (const constraint& c : described<T>::constraints) {
        if (c.kind == constraint_kind::index && nth-- == 0) break;
        ++position;
    }
    return position;
}

template <class T, std::size_t Nth>
struct index_name_text {
    static constexpr const constraint& index = described<T>::constraints[index_position<T>(Nth)];

    static constexpr void print(text_writer& out) { put_index_name(out, described<T>::info, index); }
};

template <class T, std::size_t Nth>
struct index_text {
    static constexpr void print(text_writer& out) {
        put_index(out, described<T>::info, index_name_text<T, Nth>::index,
                  printed<index_name_text<T, Nth>>.view());
    }
};

template <class T>
constexpr std::size_t count_indexes() {
    std::size_t count = 0;
    for (const constraint& c : described<T>::constraints)
        if (c.kind == constraint_kind::index) ++count;
    return count;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// What creates an index, and the index's name.
struct index_ddl {
    std::string_view name;
    std::string_view sql;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class T, std::size_t... I>
constexpr std::array<index_ddl, sizeof...(I)> make_index_ddl(std::index_sequence<I...>) {
    return {index_ddl{printed<index_name_text<T, I>>.view(), printed<index_text<T, I>>.view()}...};
}

template <class T>
constexpr auto make_index_ddl() {
    static_assert(accept<table_refusal<T>>());
    if constexpr (valid_table<T>)
        return make_index_ddl<T>(std::make_index_sequence<count_indexes<T>()>{});
    else
        return std::array<index_ddl, 0>{};
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The CREATE TABLE statement of T's table, a constant.
template <class T>
constexpr std::string_view create_table_sql() {
    static_assert(detail::accept<detail::table_refusal<T>>());
    if constexpr (detail::valid_table<T>)
        return detail::printed<detail::table_text<T>>.view();
    else
        return {};
}

/// The CREATE INDEX statements of T's table, constants.
template <class T>
inline constexpr auto create_index_sql = detail::make_index_ddl<T>();

}  // namespace tenon::inline v0
