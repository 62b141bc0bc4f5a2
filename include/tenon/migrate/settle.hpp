// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/words.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Whether a column that was made by something else can hold what the program puts in, as it is: by affinity,
/// or by what its type is called. NUMERIC, which DATETIME, BOOLEAN and DECIMAL(10,2) amount to, keeps
/// integers, reals, and texts that are no numbers.
template <class = void>
bool holds_all(const column& found, affinity wanted) {
    const affinity has = affinity_of(found, false);
    if (has == wanted) return true;
    if (has != affinity::numeric) return false;
    if (wanted == affinity::integer || wanted == affinity::real) return true;
    return wanted == affinity::text &&
           (contains_word(found.type, "date") || contains_word(found.type, "time") ||
            contains_word(found.type, "uuid"));
}

/// Whether the column's default is the moment of the INSERT, with or without fractions of a second.
template <class = void>
bool is_present_time(const column& what) {
    const std::string value = canonical_default(what);
    return value == "current_timestamp" || value == "strftime ( '%Y-%m-%d %H:%M:%f' , 'now' ) || '000'";
}

/// Lets a table that is not STRICT stay so, and its columns of the types that they have where these will do.
template <class = void>
void keep_lenient(table& target, const table& found, const words& allow) {
    if (found.strict || (target.strict && allow.strict)) return;
    for (column& each : target.columns) {
        const column* old = find(found.columns, each.name);
        const bool in_key = has_term(target.primary_key, each.name);
        if (old == nullptr || (in_key && target.integer_key)) continue;
        if (holds_all(*old, affinity_of(each, target.strict))) each.type = old->type;
        if (is_present_time(each) && is_present_time(*old)) each.default_value = old->default_value;
        if (in_key && !old->not_null) each.not_null = false;
    }
    target.strict = false;
}

/// Whether a table that `before` becomes has all that the index is made of.
template <class = void>
bool has_columns(const table& of, const index& which, const table* before) {
    for (const term& part : which.terms)
        if (!part.expression && find(of.columns, part.text) == nullptr) return false;
    for (std::size_t i = 0; before != nullptr && i < before->columns.size(); ++i) {
        const std::string& name = before->columns[i].name;
        if (find(of.columns, name) != nullptr) continue;
        bool named = mentions(which.where, name);
        for (const term& part : which.terms) named = named || (part.expression && mentions(part.text, name));
        if (named) return false;
    }
    return true;
}

template <class T>
bool is_foreign(const T& found, const std::vector<T>& declared, const std::vector<T>& before) {
    return find(declared, found.name) == nullptr && find(before, found.name) == nullptr;
}

/// What a database shall become: what the program declares, and beside it what is there and was never
/// declared, which is somebody else's: other tables and views, indexes and triggers that were added by hand.
/// `before` is what an earlier version of the program declared.
template <class = void>
model settle(model declared, const model& found, const model& before, const words& allow) {
    for (table& each : declared.tables)
        if (const table* old = find(found.tables, each.name)) keep_lenient(each, *old, allow);
    std::vector<table> others;
    for (const table& each : found.tables)
        if (is_foreign(each, declared.tables, before.tables)) others.push_back(each);
    for (const virtual_table& each : found.virtual_tables)
        if (is_foreign(each, declared.virtual_tables, before.virtual_tables))
            declared.virtual_tables.push_back(each);
    for (table& each : others) declared.tables.push_back(std::move(each));
    for (const index& each : found.indexes) {
        const table* on = find(declared.tables, each.table);
        if (on != nullptr && is_foreign(each, declared.indexes, before.indexes) &&
            has_columns(*on, each, find(found.tables, each.table)))
            declared.indexes.push_back(each);
    }
    for (const view& each : found.views)
        if (is_foreign(each, declared.views, before.views)) declared.views.push_back(each);
    for (const trigger& each : found.triggers)
        if (is_foreign(each, declared.triggers, before.triggers) &&
            (find(declared.tables, each.table) != nullptr || find(declared.views, each.table) != nullptr ||
             find(declared.virtual_tables, each.table) != nullptr))
            declared.triggers.push_back(each);
    return declared;
}

/// Takes a table or view out, with all that hangs on it.
template <class = void>
void remove_table(model& from, std::string_view name) {
    remove(from.tables, name);
    remove(from.virtual_tables, name);
    remove(from.views, name);
    remove_on(from.indexes, name);
    remove_on(from.triggers, name);
}

/// The part of a database that a model speaks of: its tables with all that hangs on them, and its views.
template <class = void>
model part_of(const model& found, const model& spoken_of) {
    model result;
    for (const table& each : found.tables)
        if (find(spoken_of.tables, each.name) != nullptr) result.tables.push_back(each);
    for (const virtual_table& each : found.virtual_tables)
        if (find(spoken_of.virtual_tables, each.name) != nullptr) result.virtual_tables.push_back(each);
    for (const view& each : found.views)
        if (find(spoken_of.views, each.name) != nullptr) result.views.push_back(each);
    for (const index& each : found.indexes)
        if (find(result.tables, each.table) != nullptr) result.indexes.push_back(each);
    for (const trigger& each : found.triggers)
        if (find(result.tables, each.table) != nullptr || find(result.views, each.table) != nullptr)
            result.triggers.push_back(each);
    return result;
}

}  // namespace tenon::inline v0::schema::detail
