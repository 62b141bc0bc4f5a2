// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/model.hpp>
#include <tenon/migrate/sql_text.hpp>
#include <tenon/schema/table_text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

template <class = void>
std::string term_text(const term& part) {
    std::string result = part.expression ? part.text : in_quotes(part.text);
    if (!part.collation.empty()) result += " COLLATE " + in_quotes(part.collation);
    if (part.descending) result += " DESC";
    return result;
}

template <class = void>
std::string terms_text(const std::vector<term>& terms) {
    std::string result = "(";
    for (const term& part : terms) {
        if (result.size() > 1) result += ", ";
        result += term_text(part);
    }
    return result += ')';
}

template <class = void>
std::string names_text(const std::vector<std::string>& names) {
    std::string result = "(";
    for (const std::string& name : names) {
        if (result.size() > 1) result += ", ";
        result += in_quotes(name);
    }
    return result += ')';
}

template <class = void>
std::string constraint_name_text(const std::string& name) {
    return name.empty() ? std::string() : "CONSTRAINT " + in_quotes(name) + ' ';
}

template <class = void>
std::string conflict_text(const std::string& conflict) {
    return conflict.empty() ? std::string() : " ON CONFLICT " + conflict;
}

template <class = void>
std::string references_text(const foreign_key& key) {
    std::string result = "REFERENCES " + in_quotes(key.target);
    if (!key.target_columns.empty()) result += ' ' + names_text(key.target_columns);
    if (key.on_delete != reference_action::no_action)
        (result += " ON DELETE ") += tenon::detail::action_text(key.on_delete);
    if (key.on_update != reference_action::no_action)
        (result += " ON UPDATE ") += tenon::detail::action_text(key.on_update);
    if (key.deferred) result += " DEFERRABLE INITIALLY DEFERRED";
    return result;
}

template <class = void>
std::string foreign_key_text(const foreign_key& key) {
    return constraint_name_text(key.name) + "FOREIGN KEY " + names_text(key.columns) + ' ' +
           references_text(key);
}

template <class = void>
std::string check_text(const check_constraint& check) {
    return constraint_name_text(check.name) + "CHECK (" + check.expression + ')';
}

/// A key of one column that must stand with its column: the row's number, or what only looks like it.
template <class = void>
bool stands_with_column(const table& of) {
    if (of.integer_key) return true;
    return !of.without_rowid && of.primary_key.terms.size() == 1 && of.primary_key.terms[0].descending &&
           [&] {
               const column* key = find(of.columns, of.primary_key.terms[0].text);
               return key != nullptr && same_name(unquoted(key->type), "INTEGER");
           }();
}

template <class = void>
std::string column_text(const table& of, const column& what) {
    std::string result = in_quotes(what.name);
    if (!what.type.empty()) result += ' ' + what.type;
    if (stands_with_column(of) && has_term(of.primary_key, what.name)) {
        result += ' ' + constraint_name_text(of.primary_key.name) + "PRIMARY KEY";
        if (of.primary_key.terms[0].descending) result += " DESC";
        result += conflict_text(of.primary_key.conflict);
        if (of.autoincrement) result += " AUTOINCREMENT";
    }
    if (what.not_null) result += " NOT NULL" + conflict_text(what.not_null_conflict);
    if (!what.collation.empty()) result += " COLLATE " + in_quotes(what.collation);
    if (!what.default_value.empty()) result += " DEFAULT " + what.default_value;
    if (!what.generated.empty())
        result += " GENERATED ALWAYS AS (" + what.generated + (what.stored ? ") STORED" : ") VIRTUAL");
    return result;
}

/// CREATE TABLE, perhaps under another name.
template <class = void>
std::string create_table(const table& of, std::string_view name) {
    std::string result = "CREATE TABLE " + in_quotes(name) + " (";
    std::string_view between;
    for (const column& each : of.columns) {
        (result += between) += column_text(of, each);
        between = ", ";
    }
    if (!of.primary_key.terms.empty() && !stands_with_column(of))
        result += ", " + constraint_name_text(of.primary_key.name) + "PRIMARY KEY " +
                  terms_text(of.primary_key.terms) + conflict_text(of.primary_key.conflict);
    for (const key& unique : of.uniques)
        result += ", " + constraint_name_text(unique.name) + "UNIQUE " + terms_text(unique.terms) +
                  conflict_text(unique.conflict);
    for (const foreign_key& key : of.foreign_keys) result += ", " + foreign_key_text(key);
    for (const check_constraint& check : of.checks) result += ", " + check_text(check);
    result += ')';
    if (of.strict) result += " STRICT";
    if (of.without_rowid) result += of.strict ? ", WITHOUT ROWID" : " WITHOUT ROWID";
    return result;
}

template <class = void>
std::string create_index(const index& of) {
    std::string result = of.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    result += in_quotes(of.name) + " ON " + in_quotes(of.table) + ' ' + terms_text(of.terms);
    if (!of.where.empty()) result += " WHERE " + of.where;
    return result;
}

template <class = void>
std::string create_virtual_table(const virtual_table& of, std::string_view name) {
    std::string result = "CREATE VIRTUAL TABLE " + in_quotes(name) + " USING " + of.module_name;
    std::string_view between = "(";
    for (const std::string& argument : of.arguments) {
        (result += between) += argument;
        between = ", ";
    }
    return of.arguments.empty() ? result : result += ')';
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// The statements that create all of a model: tables, then indexes, views and triggers.
template <class = void>
std::vector<std::string> create_statements(const model& of) {
    std::vector<std::string> result;
    for (const table& each : of.tables) result.push_back(detail::create_table(each, each.name));
    for (const virtual_table& each : of.virtual_tables)
        result.push_back(detail::create_virtual_table(each, each.name));
    for (const index& each : of.indexes) result.push_back(detail::create_index(each));
    for (const view& each : of.views) result.push_back(each.sql);
    for (const trigger& each : of.triggers) result.push_back(each.sql);
    return result;
}

/// The same as one script.
template <class = void>
std::string print(const model& of) {
    std::string result;
    for (const std::string& statement : create_statements(of)) result += statement + ";\n";
    return result;
}

}  // namespace tenon::inline v0::schema
