// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/words.hpp>
#include <tenon/migrate/write.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// A name by which a table's row numbers can be read and written; none if columns bear all of them.
template <class = void>
std::string_view rowid_name(const table& of) {
    if (of.without_rowid) return {};
    for (const std::string_view name : {"rowid", "_rowid_", "oid"})
        if (find(of.columns, name) == nullptr) return name;
    return {};
}

/// What stands for a value that is missing.
template <class = void>
std::string filling(const table& of, const column& what) {
    if (!canonical_default(what).empty()) return default_expression(what);
    switch (affinity_of(what, of.strict)) {
    case affinity::any:
    case affinity::text: return "''";
    case affinity::blob: return "x''";
    case affinity::real: return "0.0";
    case affinity::numeric:
    case affinity::integer: return "0";
    }
    return "''";
}

inline constexpr std::string_view replacement_prefix = "tenon_rebuild_";

/// The name of the table that takes the place of another.
template <class = void>
std::string replacement_name(std::string_view of) {
    return std::string(replacement_prefix) += of;
}

/// What is copied from one table into the one that takes its place.
struct copied_columns {
    std::string into{};
    std::string from{};

    void add(const std::string& column, const std::string& value) {
        into += (into.empty() ? "" : ", ") + column;
        from += (from.empty() ? "" : ", ") + value;
    }
};

template <class = void>
copied_columns columns_to_copy(const table& before, const table& after, const words& allow) {
    copied_columns result;
    const std::string_view old_rowid = rowid_name(before);
    if (const std::string_view rowid = rowid_name(after);
        !after.integer_key && !rowid.empty() && !old_rowid.empty())
        result.add(std::string(rowid), std::string(old_rowid));
    for (const column& each : after.columns) {
        if (!each.generated.empty()) continue;
        const bool number = after.integer_key && has_term(after.primary_key, each.name);
        const bool required = refuses_null(after, each) && !number;
        const column* const old = find(before.columns, each.name);
        if (old != nullptr) {
            std::string value = in_quotes(old->name);
            const affinity into = affinity_of(each, after.strict);
            const bool bytes = into == affinity::text || into == affinity::blob;
            if (after.strict && bytes && into != affinity_of(*old, before.strict))  // STRICT converts less
                value = "CAST(" + value + " AS " + std::string(affinity_name(into)) + ')';
            if (required && !refuses_null(before, *old) && allow.not_null)
                value = "COALESCE(" + value + ", " + filling(after, each) + ')';
            result.add(in_quotes(each.name), value);
        } else if (number && !old_rowid.empty()) {
            result.add(in_quotes(each.name), std::string(old_rowid));
        } else if (required && canonical_default(each).empty() && allow.not_null) {
            result.add(in_quotes(each.name), filling(after, each));
        }
    }
    if (!result.into.empty()) return result;
    for (const column& each : after.columns)  // none of them was there: each row has the defaults
        if (each.generated.empty()) {
            result.add(in_quotes(each.name),
                       canonical_default(each).empty() ? "NULL" : default_expression(each));
            break;
        }
    return result;
}

/// Whether a constraint does anything to a row that breaks it but refuse it.
template <class = void>
bool settles_conflicts(const table& of) {
    bool result = !of.primary_key.conflict.empty();
    for (const key& unique : of.uniques) result = result || !unique.conflict.empty();
    for (const column& each : of.columns) result = result || !each.not_null_conflict.empty();
    return result;
}

/// The statements that build a table anew under its name and copy its rows: the second one copies.
template <class = void>
std::vector<std::string> rebuild_statements(const table& before, const table& after, const words& allow) {
    const std::string name = replacement_name(after.name);
    const copied_columns copied = columns_to_copy(before, after, allow);
    std::vector<std::string> result{create_table(after, name)};
    // REPLACE would delete rows that were copied already, and not be counted.
    result.push_back((settles_conflicts(after) ? "INSERT OR ABORT INTO " : "INSERT INTO ") + in_quotes(name) +
                     " (" + copied.into + ") SELECT " + copied.from + " FROM " + in_quotes(before.name));
    if (before.autoincrement && after.autoincrement) {  // the next number must not be one that was given
        result.push_back("DELETE FROM sqlite_sequence WHERE name = " + as_text(name));
        result.push_back("INSERT INTO sqlite_sequence (name, seq) SELECT " + as_text(name) +
                         ", max(seq, (SELECT COALESCE(max(rowid), 0) FROM " + in_quotes(name) +
                         ")) FROM sqlite_sequence WHERE name = " + as_text(before.name));
    }
    result.push_back("DROP TABLE " + in_quotes(before.name));
    result.push_back("ALTER TABLE " + in_quotes(name) + " RENAME TO " + in_quotes(after.name));
    return result;
}

}  // namespace tenon::inline v0::schema::detail
