// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/schema/constraint.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema {

/// A column as it was declared. Texts of SQL stand as they were written, with single spaces.
struct column {
    std::string name{};
    /// The declared type, such as `VARCHAR(255)`; empty where there is none.
    std::string type{};
    bool not_null = false;
    /// What NOT NULL does to a row that breaks it (`IGNORE`, …); empty: refuse it.
    std::string not_null_conflict{};
    /// What stands behind DEFAULT; empty: nothing.
    std::string default_value{};
    /// Empty: BINARY.
    std::string collation{};
    /// What the column is computed from, without its parentheses; empty: it holds a value of its own.
    std::string generated{};
    bool stored = false;
    /// An older name, under which the column may be in the database still.
    std::string renamed_from{};
};

/// A part of a key or index: a column or an expression.
struct term {
    /// The column's name, or the expression.
    std::string text{};
    bool expression = false;
    std::string collation{};
    bool descending = false;
};

/// A primary key or UNIQUE constraint.
struct key {
    std::string name{};
    std::vector<term> terms{};
    /// What it does to a row that breaks it (`REPLACE`, …); empty: refuse it.
    std::string conflict{};
};

struct foreign_key {
    std::string name{};
    std::vector<std::string> columns{};
    std::string target{};
    /// Empty: the target's primary key.
    std::vector<std::string> target_columns{};
    reference_action on_delete = reference_action::no_action;
    reference_action on_update = reference_action::no_action;
    /// Checked at COMMIT.
    bool deferred = false;
};

struct check_constraint {
    std::string name{};
    std::string expression{};
};

struct table {
    std::string name{};
    std::vector<column> columns{};
    /// Without terms: there is none.
    key primary_key{};
    std::vector<key> uniques{};
    std::vector<foreign_key> foreign_keys{};
    std::vector<check_constraint> checks{};
    bool strict = false;
    bool without_rowid = false;
    bool autoincrement = false;
    /// The primary key is the row's number.
    bool integer_key = false;
    /// An older name, under which the table may be in the database still.
    std::string renamed_from{};
};

/// A virtual table, such as one of FTS5.
struct virtual_table {
    std::string name{};
    std::string module_name{};
    std::vector<std::string> arguments{};
    std::string renamed_from{};
};

struct index {
    std::string name{};
    std::string table{};
    std::vector<term> terms{};
    bool unique = false;
    /// Which rows are in it; empty: all.
    std::string where{};
};

struct view {
    std::string name{};
    /// CREATE VIEW, as it was written.
    std::string sql{};
};

struct trigger {
    std::string name{};
    /// The table or view whose changes it follows.
    std::string table{};
    /// CREATE TRIGGER, as it was written.
    std::string sql{};
};

/// A schema as plain data, whether it was declared or found in a database.
struct model {
    std::vector<table> tables{};
    std::vector<virtual_table> virtual_tables{};
    std::vector<index> indexes{};
    std::vector<view> views{};
    std::vector<trigger> triggers{};
};

}  // namespace tenon::inline v0::schema

namespace tenon::inline v0::schema::detail {

using tenon::detail::same_name;

/// The element of that name, or null.
template <class T>
const T* find(const std::vector<T>& among, std::string_view name) {
    for (const T& element : among)
        if (same_name(element.name, name)) return &element;
    return nullptr;
}

template <class T>
T* find(std::vector<T>& among, std::string_view name) {
    for (T& element : among)
        if (same_name(element.name, name)) return &element;
    return nullptr;
}

/// Takes out the element of that name.
template <class T>
void remove(std::vector<T>& from, std::string_view name) {
    for (auto at = from.begin(); at != from.end(); ++at)
        if (same_name(at->name, name)) {
            from.erase(at);
            return;
        }
}

/// Takes out what hangs on the table of that name.
template <class T>
void remove_on(std::vector<T>& from, std::string_view table) {
    for (auto at = from.begin(); at != from.end();)
        at = same_name(at->table, table) ? from.erase(at) : at + 1;
}

/// Whether the column is part of the key.
template <class = void>
bool has_term(const key& of, std::string_view column) {
    for (const term& part : of.terms)
        if (!part.expression && same_name(part.text, column)) return true;
    return false;
}

}  // namespace tenon::inline v0::schema::detail
