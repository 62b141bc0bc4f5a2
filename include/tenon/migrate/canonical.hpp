// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/migrate/model.hpp>
#include <tenon/migrate/sorted.hpp>
#include <tenon/migrate/sql_text.hpp>
#include <tenon/schema/table_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema {

/// How a column converts what is put into it (https://www.sqlite.org/datatype3.html).
enum class affinity : std::uint8_t { any, text, numeric, integer, real, blob };

}  // namespace tenon::inline v0::schema

namespace tenon::inline v0::schema::detail {

template <class = void>
bool contains_word(std::string_view type, std::string_view part) {
    return lower(type).find(part) != std::string::npos;
}

template <class = void>
affinity affinity_of(const column& what, bool strict) {
    if (strict && same_name(what.type, "ANY")) return affinity::any;
    if (contains_word(what.type, "int")) return affinity::integer;
    for (const std::string_view part : {"char", "clob", "text"})
        if (contains_word(what.type, part)) return affinity::text;
    if (what.type.empty() || contains_word(what.type, "blob")) return affinity::blob;
    for (const std::string_view part : {"real", "floa", "doub"})
        if (contains_word(what.type, part)) return affinity::real;
    return affinity::numeric;
}

template <class = void>
std::string_view affinity_name(affinity of) {
    switch (of) {
    case affinity::any: return "ANY";
    case affinity::text: return "TEXT";
    case affinity::numeric: return "NUMERIC";
    case affinity::integer: return "INTEGER";
    case affinity::real: return "REAL";
    case affinity::blob: return "BLOB";
    }
    return {};
}

/// Whether NULL is refused, whatever says so.
template <class = void>
bool refuses_null(const table& of, const column& what) {
    if (what.not_null) return true;
    return has_term(of.primary_key, what.name) && (of.integer_key || of.strict || of.without_rowid);
}

template <class = void>
std::string canonical_collation(const std::string& collation) {
    return same_name(collation, "BINARY") ? std::string() : lower(collation);
}

/// What stands behind DEFAULT, as an expression: a name there, quoted or not, is a text to SQLite.
template <class = void>
std::string default_expression(const column& what) {
    const std::vector<token> tokens = tokens_of(what.default_value);
    const bool named = tokens.size() == 1 && is_name(tokens[0]) && !is_special(tokens[0].text);
    return named ? as_text(unquoted(tokens[0].text)) : what.default_value;
}

template <class = void>
std::string canonical_default(const column& what) {
    std::string result = canonical_sql(default_expression(what));
    if (result.substr(0, 2) == "+ ") result.erase(0, 2);
    if (result == "null") result.clear();
    if (result == "true") result = '1';
    if (result == "false") result = '0';
    return result;
}

/// All that matters of a column but its name.
template <class = void>
std::string canonical_column(const table& of, const column& what) {
    std::string result(affinity_name(affinity_of(what, of.strict)));
    if (refuses_null(of, what)) result += " not null " + lower(what.not_null_conflict);
    if (const std::string collation = canonical_collation(what.collation); !collation.empty())
        result += " collate " + collation;
    if (const std::string value = canonical_default(what); !value.empty()) result += " default " + value;
    if (!what.generated.empty())
        result += " as " + canonical_sql(what.generated) + (what.stored ? " stored" : "");
    return result;
}

template <class = void>
std::string canonical_terms(const std::vector<term>& terms, const table* of) {
    std::string result;
    for (const term& part : terms) {
        result += part.expression ? " (" + canonical_sql(part.text) + ")" : " " + in_quotes(lower(part.text));
        std::string collation = canonical_collation(part.collation);
        const column* named = of == nullptr || part.expression ? nullptr : find(of->columns, part.text);
        if (named != nullptr && part.collation.empty()) collation = canonical_collation(named->collation);
        if (!collation.empty()) result += " collate " + collation;
        if (part.descending) result += " desc";
    }
    return result;
}

template <class = void>
std::string canonical_key(const key& of, const table& in) {
    std::string result = canonical_terms(of.terms, &in);
    if (!of.conflict.empty()) result += " conflict " + lower(of.conflict);
    return result;
}

template <class = void>
std::string canonical_names(const std::vector<std::string>& names) {
    std::string result;
    for (const std::string& name : names) result += ' ' + in_quotes(lower(name));
    return result;
}

/// The columns that a foreign key refers to, also where it does not say so.
template <class = void>
std::vector<std::string> target_columns(const foreign_key& key, const model& in) {
    std::vector<std::string> result = key.target_columns;
    if (!result.empty()) return result;
    if (const table* target = find(in.tables, key.target))
        for (const term& part : target->primary_key.terms) result.push_back(part.text);
    return result;
}

template <class = void>
std::string canonical_foreign_key(const foreign_key& key, const model& in) {
    std::string result = canonical_names(key.columns) + " references " + in_quotes(lower(key.target)) +
                         canonical_names(target_columns(key, in));
    (result += " delete ") += tenon::detail::action_text(key.on_delete);
    (result += " update ") += tenon::detail::action_text(key.on_update);
    if (key.deferred) result += " deferred";
    return result;
}

template <class = void>
std::string canonical_check(const check_constraint& check) {
    return check.name + ": " + canonical_sql(check.expression);
}

template <class = void>
std::string canonical_index(const index& of, const model& in) {
    const table* on = find(in.tables, of.table);
    return (of.unique ? "unique on " : "on ") + in_quotes(lower(of.table)) + canonical_terms(of.terms, on) +
           (of.where.empty() ? "" : " where " + canonical_sql(of.where));
}

template <class = void>
std::string canonical_virtual_table(const virtual_table& of) {
    std::string result = lower(of.module_name);
    for (const std::string& argument : of.arguments) result += ", " + canonical_sql(argument);
    return result;
}

template <class = void>
std::string canonical_options(const table& of) {
    std::string result;
    if (of.strict) result += " strict";
    if (of.without_rowid) result += " without rowid";
    if (of.autoincrement) result += " autoincrement";
    if (of.integer_key) result += " integer key";
    return result;
}

/// Everything that matters of a table, a line each; the order of columns does not.
template <class = void>
std::vector<std::string> canonical_lines(const table& of, const model& in) {
    std::vector<std::string> lines;
    const std::string start = "table " + in_quotes(lower(of.name));
    lines.push_back(start + canonical_options(of));
    for (const column& each : of.columns)
        lines.push_back(start + " column " + in_quotes(lower(each.name)) + ' ' + canonical_column(of, each));
    if (!of.primary_key.terms.empty())
        lines.push_back(start + " primary key" + canonical_key(of.primary_key, of));
    for (const key& each : of.uniques) lines.push_back(start + " unique" + canonical_key(each, of));
    for (const foreign_key& each : of.foreign_keys)
        lines.push_back(start + " foreign key" + canonical_foreign_key(each, in));
    for (const check_constraint& each : of.checks) lines.push_back(start + " check " + canonical_check(each));
    return lines;
}

template <class = void>
std::string hex_of(std::uint64_t hash) {
    std::string result(16, '0');
    for (std::size_t i = result.size(); i-- > 0; hash >>= 4U) result[i] = "0123456789abcdef"[hash & 15U];
    return result;
}

/// A form that is the same for schemas between which there is no difference.
template <class = void>
std::string canonical(const model& of) {
    std::vector<std::string> lines;
    for (const table& each : of.tables)
        for (std::string& line : canonical_lines(each, of)) lines.push_back(std::move(line));
    for (const virtual_table& each : of.virtual_tables)
        lines.push_back("virtual table " + in_quotes(lower(each.name)) + ' ' + canonical_virtual_table(each));
    for (const index& each : of.indexes)
        lines.push_back("index " + in_quotes(lower(each.name)) + ' ' + canonical_index(each, of));
    for (const view& each : of.views) lines.push_back(canonical_sql(each.sql));
    for (const trigger& each : of.triggers) lines.push_back(canonical_sql(each.sql));
    sort(lines);
    std::string result;
    for (const std::string& line : lines) result += line + '\n';
    return result;
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// Whether there is no difference: blanks, the case of names, the order of columns, the names of keys, and
/// types of the same affinity outside STRICT tables make none.
template <class = void>
bool operator==(const model& a, const model& b) {
    return detail::canonical(a) == detail::canonical(b);
}

/// 16 hexadecimal digits that are the same for equal models, on every machine.
template <class = void>
std::string fingerprint(const model& of) {
    return detail::hex_of(hash_of(detail::canonical(of)));
}

}  // namespace tenon::inline v0::schema
