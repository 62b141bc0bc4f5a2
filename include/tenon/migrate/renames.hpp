// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/suggestion.hpp>
#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/plan.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

template <class = void>
void rename_column(model& in, const std::string& name, const std::string& before, const std::string& after) {
    table* const renamed_table = find(in.tables, name);
    if (renamed_table == nullptr) return;
    const auto replace = [&](std::string& text) {
        if (same_name(text, before)) text = after;
    };
    const auto replace_terms = [&](std::vector<term>& terms) {
        for (term& part : terms) {
            if (part.expression)
                part.text = renamed(part.text, before, after);
            else
                replace(part.text);
        }
    };
    for (column& each : renamed_table->columns) {
        replace(each.name);
        each.generated = renamed(each.generated, before, after);
    }
    replace_terms(renamed_table->primary_key.terms);
    for (key& each : renamed_table->uniques) replace_terms(each.terms);
    for (foreign_key& each : renamed_table->foreign_keys)
        for (std::string& column : each.columns) replace(column);
    for (check_constraint& each : renamed_table->checks)
        each.expression = renamed(each.expression, before, after);
    for (table& other : in.tables)
        for (foreign_key& each : other.foreign_keys)
            if (same_name(each.target, name))
                for (std::string& column : each.target_columns) replace(column);
    for (index& each : in.indexes)
        if (same_name(each.table, name)) {
            replace_terms(each.terms);
            each.where = renamed(each.where, before, after);
        }
    // SQLite rewrites these, too: which of the words mean the column only it can tell.
    for (view& each : in.views)
        if (mentions(each.sql, name)) each.sql = renamed(each.sql, before, after);
    for (trigger& each : in.triggers)
        if (mentions(each.sql, name)) each.sql = renamed(each.sql, before, after);
}

template <class = void>
void rename_table(model& in, const std::string& before, const std::string& after) {
    if (table* renamed_table = find(in.tables, before)) renamed_table->name = after;
    if (virtual_table* renamed_table = find(in.virtual_tables, before)) renamed_table->name = after;
    for (table& each : in.tables)
        for (foreign_key& key : each.foreign_keys)
            if (same_name(key.target, before)) key.target = after;
    for (index& each : in.indexes)
        if (same_name(each.table, before)) each.table = after;
    for (view& each : in.views) each.sql = renamed(each.sql, before, after);
    for (trigger& each : in.triggers) {
        if (same_name(each.table, before)) each.table = after;
        each.sql = renamed(each.sql, before, after);
    }
}

/// How much of two tables is the same, of 100.
template <class = void>
std::size_t likeness(const table& a, const table& b) {
    std::size_t same = 0;
    for (const column& each : a.columns)
        if (const column* other = find(b.columns, each.name))
            if (canonical_column(a, each) == canonical_column(b, *other)) ++same;
    return 100 * same / (a.columns.size() > b.columns.size() ? a.columns.size() : b.columns.size());
}

/// The table that a new one was before, most likely; null if none is like it.
template <class = void>
const table* likely_before(const table& now, const model& from, const model& to) {
    const table* best = nullptr;
    std::size_t most = 59;
    for (const table& old : from.tables) {
        if (find(to.tables, old.name) != nullptr) continue;
        if (const std::size_t like = likeness(old, now); like > most) {
            best = &old;
            most = like;
        }
    }
    return best;
}

/// The column that a new one was before, most likely: of those that have gone and are as it is the only one,
/// or that of the nearest name.
template <class = void>
const column* likely_before(const column& now, const table& before, const table& after) {
    const column* only = nullptr;
    std::size_t candidates = 0;
    tenon::detail::suggestion nearest(now.name);
    for (const column& old : before.columns) {
        if (find(after.columns, old.name) != nullptr) continue;
        if (canonical_column(before, old) != canonical_column(after, now)) continue;
        only = &old;
        ++candidates;
        nearest.consider(old.name);
    }
    std::size_t rivals = 0;
    for (const column& other : after.columns)
        if (find(before.columns, other.name) == nullptr &&
            canonical_column(after, other) == canonical_column(after, now))
            ++rivals;
    if (candidates == 1 && rivals == 1) return only;
    return find(before.columns, nearest.best());
}

/// Says where a column that would be lost may be one that is new.
template <class = void>
void suggest_renames(std::vector<obstacle>& in, const std::string& table,
                     const std::vector<rename>& probable) {
    for (obstacle& each : in)
        for (const rename& likely : probable)
            if (each.lifted_by == word::drop && same_name(likely.table, table) &&
                each.says.find('`' + likely.before + '`') != std::string::npos)
                each.says += " (if it is `" + likely.column + "` now, say so: renamed_from)";
}

}  // namespace tenon::inline v0::schema::detail
