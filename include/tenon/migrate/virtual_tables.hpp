// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/rebuild.hpp>
#include <tenon/migrate/table_change.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// The columns of an FTS5 table.
template <class = void>
std::vector<std::string> text_columns(const virtual_table& of) {
    std::vector<std::string> result;
    for (const std::string& argument : of.arguments) {
        const std::vector<token> tokens = tokens_of(argument);
        if (tokens.empty() || (tokens.size() > 1 && tokens[1].is("="))) continue;
        result.push_back(unquoted(tokens[0].text));
    }
    return result;
}

/// Where an FTS5 table has its text from: nothing of its own if it names another table, or none.
template <class = void>
bool has_own_text(const virtual_table& of) {
    for (const std::string& argument : of.arguments) {
        const std::vector<token> tokens = tokens_of(argument);
        if (tokens.size() > 1 && tokens[0].is("content") && tokens[1].is("=")) return false;
    }
    return same_name(of.module_name, "fts5");
}

/// Whether an FTS5 table keeps an index of texts that are nowhere else.
template <class = void>
bool has_no_content(const virtual_table& of) {
    for (const std::string& argument : of.arguments) {
        const std::vector<token> tokens = tokens_of(argument);
        if (tokens.size() > 2 && tokens[0].is("content") && tokens[1].is("=") &&
            unquoted(tokens[2].text).empty())
            return same_name(of.module_name, "fts5");
    }
    return false;
}

/// Whether it could be made anew from what is elsewhere.
template <class = void>
bool can_be_refilled(const virtual_table& of) {
    return same_name(of.module_name, "fts5") && !has_own_text(of) && !has_no_content(of);
}

/// What indexes the content of an FTS5 table that has its text from another table; empty for others.
template <class = void>
std::string refill_statement(const virtual_table& of) {
    for (const std::string& argument : of.arguments) {
        const std::vector<token> tokens = tokens_of(argument);
        if (same_name(of.module_name, "fts5") && tokens.size() > 2 && tokens[0].is("content") &&
            tokens[1].is("=") && !unquoted(tokens[2].text).empty())
            return "INSERT INTO " + in_quotes(of.name) + " (" + in_quotes(of.name) + ") VALUES ('rebuild')";
    }
    return {};
}

template <class = void>
std::vector<std::string> create_virtual_statements(const virtual_table& of) {
    std::vector<std::string> result{create_virtual_table(of, of.name)};
    if (std::string refill = refill_statement(of); !refill.empty()) result.push_back(std::move(refill));
    return result;
}

/// The statements that build an FTS5 table anew with the texts that it has.
template <class = void>
std::vector<std::string> rebuild_virtual_statements(const virtual_table& before, const virtual_table& after) {
    const std::string name = replacement_name(after.name);
    copied_columns copied;
    copied.add("rowid", "rowid");
    const std::vector<std::string> old = text_columns(before);
    for (const std::string& column : text_columns(after))
        for (const std::string& there : old)
            if (same_name(column, there)) copied.add(in_quotes(column), in_quotes(there));
    return {create_virtual_table(after, name),
            "INSERT INTO " + in_quotes(name) + " (" + copied.into + ") SELECT " + copied.from + " FROM " +
                in_quotes(before.name),
            "DROP TABLE " + in_quotes(before.name),
            "ALTER TABLE " + in_quotes(name) + " RENAME TO " + in_quotes(after.name)};
}

template <class = void>
void lose_text_column(step& in, const std::string& column, const std::vector<std::string>& kept) {
    for (const std::string& each : kept)
        if (same_name(each, column)) return;
    in.obstacles.push_back({word::drop, "column " + shown(column) + " would be lost with all its texts", {}});
}

/// Fills in the step that changes a virtual table.
template <class = void>
void change_virtual_table(step& to, const virtual_table& before, const virtual_table& now) {
    to.reasons.push_back("it differs");
    if (has_own_text(before) && has_own_text(now)) {
        to.rebuild = true;
        to.sql = rebuild_virtual_statements(before, now);
        for (const std::string& column : text_columns(before))
            lose_text_column(to, column, text_columns(now));
        return;
    }
    to.sql = create_virtual_statements(now);
    to.sql.insert(to.sql.begin(), "DROP TABLE " + in_quotes(before.name));
    if (!can_be_refilled(before))
        to.obstacles.push_back(
            {word::drop,
             has_no_content(before) ? "the index of its texts would be lost" : "all rows would be lost",
             {}});
}

}  // namespace tenon::inline v0::schema::detail
