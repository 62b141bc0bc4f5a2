// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/table_change.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

template <class = void>
bool is_constant(const column& what) {
    if (what.default_value.empty()) return true;
    const std::string value = canonical_default(what);
    return what.default_value[0] != '(' && value.find("current_") != 0;
}

/// Whether ALTER TABLE … ADD COLUMN takes the column, whatever rows there are.
template <class = void>
bool can_add(const table& to, const column& what) {
    if (has_term(to.primary_key, what.name)) return false;
    for (const key& unique : to.uniques)
        if (has_term(unique, what.name)) return false;
    if (!what.generated.empty()) return !what.stored;
    if (!is_constant(what)) return false;
    return !what.not_null || !canonical_default(what).empty();
}

/// Whether ALTER TABLE … DROP COLUMN takes the column.
template <class = void>
bool can_drop(const table& from, const column& what) {
    if (has_term(from.primary_key, what.name)) return false;
    for (const key& unique : from.uniques)
        if (has_term(unique, what.name)) return false;
    for (const foreign_key& key : from.foreign_keys)
        for (const std::string& name : key.columns)
            if (same_name(name, what.name)) return false;
    for (const check_constraint& check : from.checks)
        if (mentions(check.expression, what.name)) return false;
    for (const column& other : from.columns)
        if (mentions(other.generated, what.name)) return false;
    return true;
}

/// The new column that the constraint can come with, or null.
template <class = void>
const column* bearer_of(const foreign_key& key, const table_change& change) {
    if (key.columns.size() != 1) return nullptr;
    for (const column* added : change.added)
        if (same_name(added->name, key.columns[0]) && canonical_default(*added).empty() &&
            added->generated.empty())
            return added;
    return nullptr;
}

template <class = void>
const column* bearer_of(const check_constraint& check, const table_change& change) {
    const column* result = nullptr;  // the last one: by then the others are there
    for (const column* added : change.added)
        if (mentions(check.expression, added->name)) result = added;
    return result;
}

/// Whether ALTER TABLE can make the change.
template <class = void>
bool fits_in_place(const table_change& change, const table& before, const table& after,
                   bool columns_may_be_dropped) {
    if (change.rebuild || (!change.dropped.empty() && !columns_may_be_dropped)) return false;
    for (const column* dropped : change.dropped)
        if (!can_drop(before, *dropped)) return false;
    for (const column* added : change.added)
        if (!can_add(after, *added)) return false;
    for (const foreign_key* key : change.added_references)
        if (bearer_of(*key, change) == nullptr) return false;
    for (const check_constraint* check : change.added_checks)
        if (bearer_of(*check, change) == nullptr) return false;
    return change.dropped.size() < before.columns.size();
}

template <class = void>
std::string add_column_text(const table& to, const table_change& change, const column& what) {
    std::string result = "ALTER TABLE " + in_quotes(to.name) + " ADD COLUMN " + column_text(to, what);
    for (const foreign_key* key : change.added_references)
        if (bearer_of(*key, change) == &what)
            result += ' ' + constraint_name_text(key->name) + references_text(*key);
    for (const check_constraint* check : change.added_checks)
        if (bearer_of(*check, change) == &what) result += ' ' + check_text(*check);
    return result;
}

}  // namespace tenon::inline v0::schema::detail
