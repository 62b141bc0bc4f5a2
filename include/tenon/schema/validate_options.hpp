// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/lexer.hpp>
#include <tenon/schema/find_field.hpp>
#include <tenon/schema/words.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr void validate_max_length(message& words, const table_info& table, const constraint& c) {
    const column_info& column = table.columns[find_field(table, c.columns[0])];
    if (column.type.storage != kind::text)
        (words << "max_length: column ").name(column.name)
            << " is " << describe_type(column.type) << ", and only text has a length";
    else if (c.length == 0 || c.length > INT64_MAX)
        (words << "max_length: column ").name(column.name) << " needs room for a character";
}

constexpr bool has_primary_key(const table_info& table) {
    for (int k = 0; k < table.key_count; ++k)
        if (table.keys[k].primary) return true;
    return false;
}

constexpr void validate_without_rowid(message& words, const table_info& table) {
    if (!has_primary_key(table))
        (words << "without_rowid: table ").name(table.name) << " needs a primary_key";
}

constexpr void validate_autoincrement(message& words, const table_info& table) {
    if (table.integer_key < 0)
        (words << "autoincrement: table ").name(table.name)
            << " needs a primary_key of a single integer, and rows with a number";
}

/// Whether a word of a statement is that name, in quotes or not.
constexpr bool spells(const token& word, std::string_view text, std::string_view name) {
    if (word.kind == token_kind::word) return same_name(text, name);
    if (word.kind != token_kind::quoted_name && word.kind != token_kind::text) return false;
    std::size_t at = 0;
    for (std::size_t i = 1; i + 1 < text.size(); ++i, ++at) {
        const char c = text[i];
        if (at == name.size() || !same_name({&c, 1}, name.substr(at, 1))) return false;
        if (c == text.back() && text[i + 1] == c) ++i;
    }
    return at == name.size();
}

/// The statement has to make this table, with these columns, as far as its words tell.
constexpr void validate_as_written(message& words, const table_info& table, const constraint& c) {
    lexer tokens(c.text);
    const auto next_is = [&](std::string_view name) {
        const token word = tokens.next();
        return spells(word, tokens.text(word), name);
    };
    if (!next_is("CREATE") || !next_is("TABLE") || !next_is(table.name)) {
        (words << "as_written: table ").name(table.name) << " needs its own CREATE TABLE";
        return;
    }
    for (int i = 0; i < table.column_count && words.empty(); ++i) {
        bool there = false;
        lexer again(c.text);
        for (token at = again.next(); at.kind != token_kind::end && !there; at = again.next())
            there = spells(at, again.text(at), table.columns[i].name);
        if (!there) (words << "as_written: the statement has no column ").name(table.columns[i].name);
    }
}

}  // namespace tenon::inline v0::detail
