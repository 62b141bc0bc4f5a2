// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/schema/fts5_text.hpp>
#include <tenon/schema/index_name.hpp>
#include <tenon/schema/table_text.hpp>
#include <tenon/schema/view_text.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

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
        const table_info& table = described<T>::info;
        const constraint* from = described<T>::constraints.data();
        switch (table.kind) {
        case table_kind::table: return put_table(out, table, from, described<T>::constraint_count);
        case table_kind::view: return put_view(out, table, table_of<T>.body);
        case table_kind::fts5: return put_fts5(out, table, from, described<T>::constraint_count);
        }
    }
};

template <class T>
inline constexpr std::size_t content_position =
    find_kind(described<T>::constraints.data(), described<T>::constraint_count, constraint_kind::content);

/// What reads every column of a view.
template <class T>
struct view_columns_text {
    static constexpr void print(text_writer& out) {
        const table_info& view = described<T>::info;
        for (int i = 0; i < view.column_count; ++i) {
            out.put(i == 0 ? "SELECT " : ", ");
            out.put_quoted(view.columns[i].name);
        }
        out.put(" FROM ");
        out.put_quoted(view.name);
    }
};

template <class T>
constexpr std::string_view view_columns_sql() {
    return printed<view_columns_text<T>>.view();
}

/// What indexes the content that is there already.
template <class T>
struct rebuild_text {
    static constexpr void print(text_writer& out) {
        out.put("INSERT INTO ");
        out.put_quoted(described<T>::info.name);
        out.put(" (");
        out.put_quoted(described<T>::info.name);
        out.put(") VALUES ('rebuild')");
    }
};

template <class T>
constexpr std::string_view rebuild_sql() {
    return printed<rebuild_text<T>>.view();
}

/// A change of the content that changes nothing.
template <class T>
struct content_change_text {
    static constexpr void print(text_writer& out) {
        out.put("DELETE FROM ");
        out.put_quoted(described<T>::constraints[content_position<T>].target->name);
        out.put(" WHERE FALSE");
    }
};

template <class T>
constexpr std::string_view content_change_sql() {
    return printed<content_change_text<T>>.view();
}

template <class T, content_change Change>
struct trigger_name_text {
    static constexpr void print(text_writer& out) {
        out.put(described<T>::info.name);
        out.put(trigger_suffix(Change));
    }
};

template <class T, content_change Change>
struct trigger_text {
    static constexpr void print(text_writer& out) {
        put_trigger(out, described<T>::info, described<T>::constraints[content_position<T>], Change);
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

/// What creates a trigger, and the trigger's name.
struct trigger_ddl {
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

template <class T, content_change... Changes>
constexpr std::array<trigger_ddl, sizeof...(Changes)> make_triggers() {
    return {trigger_ddl{printed<trigger_name_text<T, Changes>>.view(),
                        printed<trigger_text<T, Changes>>.view()}...};
}

template <class T>
constexpr auto make_trigger_ddl() {
    static_assert(accept<table_refusal<T>>());
    if constexpr (!valid_table<T>)
        return std::array<trigger_ddl, 0>{};
    else if constexpr (content_position<T> == described<T>::constraint_count)
        return std::array<trigger_ddl, 0>{};
    else
        return make_triggers<T, content_change::inserted, content_change::deleted, content_change::updated>();
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The statement that creates T's table, a constant: CREATE TABLE, CREATE VIRTUAL TABLE or CREATE VIEW.
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

/// The CREATE TRIGGER statements that keep a full-text table with `content` up to date, constants.
template <class T>
inline constexpr auto create_trigger_sql = detail::make_trigger_ddl<T>();

}  // namespace tenon::inline v0
