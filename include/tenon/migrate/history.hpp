// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema {

/// One migration, as the database remembers it.
struct history_entry {
    std::string module_name{};
    /// From 1, in order.
    std::int64_t version = 0;
    /// What it was: `create`, `diff`, `drift` that was accepted, `baseline`, or the name of a written
    /// migration.
    std::string name{};
    /// Of the statements, or of a written migration's text.
    std::string checksum{};
    /// Of the module's part of the database, before and after.
    std::string fingerprint_before{};
    std::string fingerprint_after{};
    /// The statements that ran.
    std::string steps{};
    /// In UTC, as a `tenon::timestamp`.
    std::string applied_at{};
    /// The version of tenon that did it.
    std::string library{};
};

}  // namespace tenon::inline v0::schema

namespace tenon::inline v0::schema::detail {

inline constexpr std::string_view create_history =
    "CREATE TABLE IF NOT EXISTS main.\"tenon_migrations\" ("
    "\"module\" TEXT NOT NULL, \"version\" INTEGER NOT NULL, \"name\" TEXT NOT NULL, "
    "\"checksum\" TEXT NOT NULL, \"fingerprint_before\" TEXT NOT NULL, "
    "\"fingerprint_after\" TEXT NOT NULL, \"steps\" TEXT NOT NULL, "
    "\"applied_at\" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'), "
    "\"library\" TEXT NOT NULL, \"program\" TEXT NOT NULL, \"declared\" TEXT NOT NULL, "
    "\"found\" TEXT NOT NULL, \"lenient\" TEXT NOT NULL, \"cookie\" INTEGER NOT NULL, "
    "\"before\" TEXT NOT NULL DEFAULT '', "
    "\"user_version\" INTEGER, "
    "PRIMARY KEY (\"module\", \"version\")) STRICT";

/// A row of the history with what the library itself needs to know.
struct history_row : history_entry {
    /// Identifies what the program declared.
    std::string program{};
    /// What it declared, as SQL, a statement each line.
    std::string declared{};
    /// The module's part of the database after it, likewise.
    std::string found{};
    /// Tables that are not STRICT, though their structs are: each with a space behind it.
    std::string lenient{};
    /// SQLite's schema_version after it: as long as it is the same nothing has changed.
    std::int64_t cookie = 0;
    /// The module's part before it, as SQL behind a `=`; nothing where it can't be taken back.
    std::string before{};
};

/// Whether a table is there now: SQLite itself answers from what the connection has read of the schema, which
/// may be older than the last commit of another one, until a statement has looked at the file.
template <class = void>
bool has_table(sqlite::connection& on, const char* name) {
    finds_row(on, "SELECT 1 FROM main.sqlite_schema LIMIT 1");
    return sqlite3_table_column_metadata(on.handle(), "main", name, nullptr, nullptr, nullptr, nullptr,
                                         nullptr, nullptr) == SQLITE_OK;
}

template <class = void>
bool has_history(sqlite::connection& on) {
    return has_table(on, "tenon_migrations");
}

template <class = void>
std::int64_t schema_cookie(sqlite::connection& on) {
    return number_from(on, "PRAGMA main.schema_version");
}

template <class = void>
std::string text_in(const sqlite::row_reader& row, int column) {
    return std::string(row.text(column));
}

/// The rows of a module, oldest first; with `last` the last one only.
template <class = void>
std::vector<history_row> read_history(sqlite::connection& on, std::string_view module_name, bool last) {
    std::vector<history_row> result;
    sqlite::statement rows =
        lease(on, last ? "SELECT * FROM main.tenon_migrations WHERE module = ?1 ORDER BY version DESC LIMIT 1"
                       : "SELECT * FROM main.tenon_migrations WHERE module = ?1 ORDER BY version");
    rows.bind_text(1, module_name, lifetime::outlives);
    while (rows.step()) {
        const sqlite::row_reader row = rows.reader();
        history_row next;
        next.module_name = text_in(row, 0);
        next.version = row.integer(1);
        next.name = text_in(row, 2);
        next.checksum = text_in(row, 3);
        next.fingerprint_before = text_in(row, 4);
        next.fingerprint_after = text_in(row, 5);
        next.steps = text_in(row, 6);
        next.applied_at = text_in(row, 7);
        next.library = text_in(row, 8);
        next.program = text_in(row, 9);
        next.declared = text_in(row, 10);
        next.found = text_in(row, 11);
        next.lenient = text_in(row, 12);
        next.cookie = row.integer(13);
        for (int i = 14; i < rows.column_count(); ++i)  // earlier versions had none
            if (rows.column_name(i) == "before") next.before = text_in(row, i);
        result.push_back(std::move(next));
    }
    return result;
}

/// Makes the table of the history, or adds the columns that those of earlier versions have not.
template <class = void>
void make_history(sqlite::connection& on) {
    on.execute(create_history);
    const std::vector<std::string> there =
        texts_from(on, "SELECT name FROM pragma_table_info('tenon_migrations', 'main')");
    for (const auto& [name, type] :
         {std::pair{"before", "TEXT NOT NULL DEFAULT ''"}, {"user_version", "INTEGER"}})
        if (std::find(there.begin(), there.end(), name) == there.end())
            on.execute("ALTER TABLE main.tenon_migrations ADD COLUMN \"" + std::string(name) + "\" " + type);
}

/// Whether a database has nothing but what the library makes for itself: no other program can have been here.
template <class = void>
bool is_fresh(const model& found) {
    for (const table& each : found.tables)
        if (each.name.compare(0, 6, "tenon_") != 0) return false;
    return found.virtual_tables.empty() && found.views.empty();
}

/// Adds a row behind the module's last, with the present time unless it has one, and numbers it; `before` is
/// the database before it. Sets `user_version` to the count of all modules' rows, where that number is the
/// library's own: the row before says that it has put it there, or nobody has used the file before.
template <class = void>
void append_history(sqlite::connection& on, const history_row& row, const model& before) {
    make_history(on);
    const std::int64_t rows = number_from(on, "SELECT count(*) FROM main.tenon_migrations");
    const std::string last = std::to_string(rows);
    const bool counts =
        number_from(on, "PRAGMA main.user_version") == rows &&
        (rows == 0 ? is_fresh(before)
                   : finds_row(on, "SELECT 1 FROM main.tenon_migrations WHERE user_version = " + last));
    sqlite::statement insert = lease(
        on,
        "INSERT INTO main.tenon_migrations (module, version, name, checksum, fingerprint_before, "
        "fingerprint_after, "
        "steps, library, program, declared, found, lenient, before, cookie, applied_at, user_version) VALUES "
        "(?1, (SELECT "
        "COALESCE(max(version), 0) + 1 "
        "FROM main.tenon_migrations WHERE module = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
        "COALESCE(NULLIF(?14, ''), strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'), NULLIF(?15, 0))");
    int at = 0;
    for (const std::string* text :
         {&row.module_name, &row.name, &row.checksum, &row.fingerprint_before, &row.fingerprint_after,
          &row.steps, &row.library, &row.program, &row.declared, &row.found, &row.lenient, &row.before})
        insert.bind_text(++at, *text, lifetime::outlives);
    insert.bind_integer(++at, row.cookie);
    insert.bind_text(++at, row.applied_at, lifetime::outlives);
    insert.bind_integer(++at, counts ? rows + 1 : 0);
    insert.step();
    if (counts) on.execute("PRAGMA main.user_version = " + std::to_string(rows + 1));
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// What the database remembers of the migrations of a module, oldest first; nothing where it has no history.
template <class = void>
std::vector<history_entry> history(sqlite::connection& of, std::string_view module_name) {
    std::vector<history_entry> result;
    if (detail::has_history(of))
        for (detail::history_row& row : detail::read_history(of, module_name, false))
            result.push_back(std::move(row));
    return result;
}

}  // namespace tenon::inline v0::schema
