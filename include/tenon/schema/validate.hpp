// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/find_field.hpp>
#include <tenon/schema/index_name.hpp>
#include <tenon/schema/literal.hpp>
#include <tenon/schema/validate_generated.hpp>
#include <tenon/schema/validate_kind.hpp>
#include <tenon/schema/validate_options.hpp>
#include <tenon/schema/words.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr bool names_columns(constraint_kind kind) {
    switch (kind) {
    case constraint_kind::check:
    case constraint_kind::without_rowid:
    case constraint_kind::autoincrement:
    case constraint_kind::not_strict:
    case constraint_kind::renamed:
    case constraint_kind::as_written:
    case constraint_kind::tokenize:
    case constraint_kind::content: return false;
    default: return true;
    }
}

constexpr void validate_columns(message& words, const table_info& table, const constraint& c) {
    if (c.too_many) words << constraint_name(c.kind) << ": more than 16 columns";
    if (c.size == 0 && names_columns(c.kind)) words << constraint_name(c.kind) << ": names no column";
    if (c.kind == constraint_kind::index || c.kind == constraint_kind::check) return;
    for (int i = 0; i < c.size && words.empty(); ++i) {
        if (find_field(table, c.columns[i]) < 0)
            say_no_column(words, table, c.columns[i], constraint_name(c.kind));
        for (int j = 0; j < i && words.empty(); ++j)
            if (c.columns[i] == c.columns[j])
                (words << constraint_name(c.kind) << ": names ").name(c.columns[i]) << " twice";
    }
}

constexpr void validate_primary_key(message& words, const table_info& table, const constraint& c) {
    for (int i = 0; i < c.size && words.empty(); ++i) {
        const column_info& column = table.columns[find_field(table, c.columns[i])];
        if (column.type.nullable)
            (words << "primary_key: column ").name(column.name) << " must not be optional";
    }
}

constexpr bool changes_column(reference_action action, bool update) {
    return action == reference_action::set_null || action == reference_action::set_default ||
           (update && action == reference_action::cascade);
}

constexpr void validate_foreign_key(message& words, const table_info& table, const constraint& c) {
    if (!c.has_target) {
        words << "foreign_key: say what it refers to: .references<table>(\"column\")";
        return;
    }
    const table_info& target = *c.target;
    if (target.name.empty()) return say_no_description(words, "foreign_key", c.columns[0]);
    if (target.kind != table_kind::table) {
        (words << "foreign_key: ").name(target.name)
            << " is a " << kind_name(target.kind) << ": only tables are referred to";
        return;
    }
    if (c.target_size != c.size) {
        words << "foreign_key: " << static_cast<std::uint64_t>(c.size) << " columns can't refer to "
              << static_cast<std::uint64_t>(c.target_size);
        return;
    }
    const bool changed = changes_column(c.on_delete, false) || changes_column(c.on_update, true);
    for (int i = 0; i < c.size; ++i) {
        const column_info& own = table.columns[find_field(table, c.columns[i])];
        if (changed && own.generated) {
            (words << "foreign_key: column ").name(own.name)
                << " is computed: on_delete and on_update can't change it";
            return;
        }
        const int referred = find_field(target, c.targets[i]);
        if (referred < 0) return say_no_column(words, target, c.targets[i], "foreign_key");
        const sql_type &here = own.type, &there = target.columns[referred].type;
        if (here.storage != there.storage || here.meaning != there.meaning) {
            (words << "foreign_key: column ").name(c.columns[i]) << " is " << describe_type(here) << ", but ";
            words.name(c.targets[i]) << " of ";
            words.name(target.name) << " is " << describe_type(there);
            return;
        }
    }
    for (int k = 0; k < target.key_count; ++k) {
        int covered = 0;
        for (int i = 0; i < c.target_size; ++i)
            if (target.keys[k].has(find_field(target, c.targets[i]))) ++covered;
        if (covered == target.keys[k].size && covered == c.target_size) return;
    }
    words << "foreign_key: no primary_key or unique of ";
    words.name(target.name) << " consists of ";
    for (int i = 0; i < c.target_size; ++i) {
        if (i > 0) words << ", ";
        words.name(c.targets[i]);
    }
}

constexpr void validate_default(message& words, const table_info& table, const constraint& c) {
    const column_info& column = table.columns[find_field(table, c.columns[0])];
    const sql_type &wanted = column.type, &given = c.value.type;
    const bool null = given.storage == kind::null && wanted.nullable;
    const bool widened = wanted.storage == kind::real && given.storage == kind::integer;
    const bool same = given.storage == wanted.storage && given.meaning == wanted.meaning;
    const bool plain =
        given.storage == kind::text && wanted.storage == kind::text && given.meaning == nullptr;
    if (same && given.storage == kind::real &&
        exact_decimals(c.value.real < 0 ? -c.value.real : c.value.real) < 0)
        (words << "default_: column ").name(column.name)
            << " takes no number that SQL can't write exactly: round it";
    if (same && given.storage == kind::integer && !column.limits.contain(c.value.integer))
        (words << "default_: column ").name(column.name)
            << " can't hold the number, which is out of its type's range";
    if (null || (widened && wanted.meaning == nullptr) || same || (plain && !c.value.current_timestamp))
        return;
    (words << "default_: column ").name(column.name)
        << " is " << describe_type(wanted) << " and can't take " << describe_type(given);
}

constexpr void validate_collation(message& words, const constraint& c) {
    if (c.text.empty() || is_collation(c.text)) return;
    (words << "column: there is no collation ").name(c.text) << ": BINARY, NOCASE and RTRIM are built in";
}

constexpr void validate_renamed_column(message& words, const table_info& table, const constraint& c) {
    if (c.targets[0].empty() || table.find(c.targets[0]) < 0) return;
    (words << "column: ").name(c.columns[0]) << " can't have been renamed from ";
    words.name(c.targets[0]) << ", which is a column of table ";
    words.name(table.name);
}

constexpr void validate_renamed_table(message& words, const table_info& table, const constraint& c) {
    if (c.text.empty() || same_name(c.text, table.name))
        (words << "renamed_from: table ").name(table.name) << " needs another name that it had before";
}

constexpr void validate_constraint(message& words, const table_info& table, const constraint* from,
                                   std::size_t position) {
    const constraint& c = from[position];
    validate_columns(words, table, c);
    if (!words.empty()) return;
    switch (c.kind) {
    case constraint_kind::column:
        validate_collation(words, c);
        if (words.empty()) validate_renamed_column(words, table, c);
        return;
    case constraint_kind::primary_key: return validate_primary_key(words, table, c);
    case constraint_kind::unique: return;
    case constraint_kind::foreign_key: return validate_foreign_key(words, table, c);
    case constraint_kind::check: return validate_text(words, table, c.text, false, "check");
    case constraint_kind::default_value: return validate_default(words, table, c);
    case constraint_kind::index:
        for (int i = 0; i < c.size && words.empty(); ++i) {
            const bool field = find_field(table, c.columns[i]) >= 0;
            if (!field) validate_text(words, table, c.columns[i], true, "index");
        }
        if (words.empty() && !c.text.empty()) validate_text(words, table, c.text, false, "index where");
        return;
    case constraint_kind::max_length: return validate_max_length(words, table, c);
    case constraint_kind::generated: return validate_generated(words, table, from, position);
    case constraint_kind::without_rowid: return validate_without_rowid(words, table);
    case constraint_kind::autoincrement: return validate_autoincrement(words, table);
    case constraint_kind::renamed: return validate_renamed_table(words, table, c);
    case constraint_kind::as_written: return validate_as_written(words, table, c);
    case constraint_kind::not_strict:
    case constraint_kind::tokenize:
    case constraint_kind::content:
    case constraint_kind::unindexed: return;  // see validate_kind
    }
}

constexpr bool same_index_name(const table_info& table, const constraint& a, const constraint& b) {
    constexpr std::size_t longest = 256;
    char names[2][longest]{};
    text_writer first(names[0], longest), second(names[1], longest);
    put_index_name(first, table, a);
    put_index_name(second, table, b);
    return first.size() <= longest && second.size() <= longest &&
           same_name({names[0], first.size()}, {names[1], second.size()});
}

constexpr void validate_index_names(message& words, const table_info& table, const constraint* from,
                                    std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < i && words.empty(); ++j)
            if (from[i].kind == constraint_kind::index && from[j].kind == constraint_kind::index &&
                same_index_name(table, from[i], from[j]))
                (words << "table ").name(table.name)
                    << " has two indexes of one name: give one another by .named()";
}

/// Says the first thing that is wrong with a table's description.
constexpr void validate(message& words, const table_info& table, const constraint* constraints,
                        std::size_t count) {
    if (table.name.empty()) words << "a table needs a name";
    if (same_name(table.name.substr(0, 7), "sqlite_"))
        (words << "table ").name(table.name) << ": SQLite keeps names that begin with sqlite_ for itself";
    for (int i = 0; i < table.column_count && words.empty(); ++i) {
        const column_info& column = table.columns[i];
        if (column.type.storage == kind::unknown) {
            words << "field ";
            words.name(column.field) << " of table ";
            words.name(table.name)
                << " has a type that no tenon::codec stores: specialise tenon::codec for it";
        }
        if (words.empty() && table.find(column.name) != i) {
            words << "table ";
            words.name(table.name) << " has two columns called ";
            words.name(column.name);
        }
    }
    if (words.empty()) validate_said(words, table, constraints, count);
    int primary_keys = 0;
    for (std::size_t i = 0; i < count && words.empty(); ++i) {
        validate_constraint(words, table, constraints, i);
        if (constraints[i].kind == constraint_kind::primary_key) ++primary_keys;
        if (primary_keys > 1)
            (words << "table ").name(table.name) << " has two primary keys: name all columns in one";
    }
    if (words.empty()) validate_generated_columns(words, table, constraints, count);
    if (words.empty()) validate_kind(words, table, constraints, count);
    validate_index_names(words, table, constraints, count);
}

}  // namespace tenon::inline v0::detail
