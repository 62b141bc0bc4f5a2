// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/hash.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/meta/trimmed.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// A file of SQL that changes a database, or undoes that: `001_split_names.sql`, or `init.sql` with initial
/// data. `tenon_migrations` of the CMake package makes constants of this type.
struct migration_file {
    /// The file's name, without its directory.
    std::string_view name;
    /// What is in it.
    std::string_view text;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::schema::detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_migration(const char* code, std::string words) {
    error what;
    what.category = category::configuration;
    what.code = code;
    what.message = std::move(words);
    raise(std::move(what));
}

/// The number and the name of a migration's file.
struct numbered_name {
    std::int64_t version = 0;
    std::string_view name;
};

/// Reads `001_split_names.sql`; throws BAD_MIGRATION_NAME for anything else.
inline numbered_name read_file_name(std::string_view file) {
    constexpr std::string_view ending = ".sql";
    numbered_name result;
    std::size_t digits = 0;
    while (digits < file.size() && file[digits] >= '0' && file[digits] <= '9')
        result.version = digits < 18 ? result.version * 10 + (file[digits++] - '0') : (++digits, 0);
    const bool named = file.size() > digits + 1 + ending.size() && file[digits] == '_' &&
                       file.substr(file.size() - ending.size()) == ending;
    if (result.version == 0 || !named)
        refuse_migration("BAD_MIGRATION_NAME",
                         "the migration `" + std::string(file) +
                             "` has to be called by its number and a name, such as 001_split_names.sql");
    result.name = file.substr(digits + 1, file.size() - digits - 1 - ending.size());
    return result;
}

/// A file's text in its two parts.
struct file_parts {
    std::string_view up;
    std::string_view down;
    bool has_down = false;
    bool doubled = false;
    std::string_view unclear{};  // a line that was meant to be `-- down`, it seems
};

/// The end of what begins at a character of SQL: of a text, a name or a comment, or the next character.
inline std::size_t end_of_piece(std::string_view sql, std::size_t at) {
    const auto behind = [&](std::string_view end, std::size_t from) {
        const std::size_t found = sql.find(end, from);
        return found == std::string_view::npos ? sql.size() : found + end.size();
    };
    switch (sql[at]) {
    case '\'': return behind("'", at + 1);
    case '"': return behind("\"", at + 1);
    case '`': return behind("`", at + 1);
    case '[': return behind("]", at + 1);
    case '/': return sql.substr(at, 2) == "/*" ? behind("*/", at + 2) : at + 1;
    case '-': return sql.substr(at, 2) == "--" ? behind("\n", at + 2) : at + 1;
    default: return at + 1;
    }
}

inline std::string_view trimmed(std::string_view text) { return tenon::detail::trimmed(text, " \t\r\n"); }

/// Whether a comment says no more than that the way back begins, but in other words: `-- down:`, or as other
/// tools have it, `-- +goose Down`.
inline bool resembles_down(std::string_view comment) {
    constexpr std::string_view known[] = {"down", "migrate", "migration", "goose",
                                          "part", "script",  "section"};
    bool down = false;
    for (std::size_t at = 0; at < comment.size();) {
        std::size_t end = at;
        while (end < comment.size() && tenon::detail::is_identifier_char(comment[end])) ++end;
        const std::string_view word = comment.substr(at, end - at);
        bool is_known = word.empty();
        for (const std::string_view each : known) is_known = is_known || tenon::detail::same_name(word, each);
        if (!is_known) return false;
        down = down || tenon::detail::same_name(word, "down");
        at = end + (word.empty() ? 1 : 0);
    }
    return down;
}

/// Divides a migration at its line `-- down`, which counts only where SQL sees a comment.
inline file_parts split(std::string_view text) {
    file_parts result{.up = text, .down = {}};
    bool line_begins = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = end_of_piece(text, at);
        const std::string_view piece = text.substr(at, end - at);
        const bool comment = line_begins && piece.substr(0, 2) == "--";
        const std::string_view words = comment ? trimmed(piece.substr(2)) : std::string_view();
        if (comment && !result.has_down && !tenon::detail::same_name(words, "down") && resembles_down(words))
            result.unclear = trimmed(piece);
        if (tenon::detail::same_name(words, "down")) {
            result.doubled = result.has_down;
            if (!result.has_down) {
                result.up = text.substr(0, at);
                result.down = text.substr(end);
            }
            result.has_down = true;
        }
        const char last = piece.back();
        line_begins = last == '\n' || (line_begins && (last == ' ' || last == '\t' || last == '\r'));
        at = end;
    }
    return result;
}

/// Whether a script has anything but space and comments.
inline bool has_statement(std::string_view sql) {
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = end_of_piece(sql, at);
        const std::string_view piece = sql.substr(at, end - at);
        const bool comment = piece.size() > 1 && (piece.substr(0, 2) == "--" || piece.substr(0, 2) == "/*");
        if (!comment && !trimmed(piece).empty() && piece != ";") return true;
        at = end;
    }
    return false;
}

/// A checksum that line ends and space at the end do not change.
inline std::string checksum(std::string_view text) {
    std::string plain;
    for (const char c : trimmed(text))
        if (c != '\r') plain += c;
    std::uint64_t hash = hash_of(plain);
    std::string result(16, '0');
    for (std::size_t i = result.size(); i-- > 0; hash >>= 4) result[i] = "0123456789abcdef"[hash & 15];
    return result;
}

}  // namespace tenon::inline v0::schema::detail
