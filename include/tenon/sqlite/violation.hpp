// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/error/error.hpp>
#include <tenon/sqlite/authorizer.hpp>
#include <tenon/sqlite/error.hpp>

#include <sqlite3.h>

#include <string>
#include <string_view>

// Finds out which constraint a statement has broken. What is looked up, and how, is left to SQL: every unit
// that runs statements compiles this.
namespace tenon::inline v0::sqlite::detail {

/// What a statement writes and calls: `\x1f` I, U, D or F, the name, `\x1e`, the column.
inline int note_access(void* data, int action, const char* first, const char* second, const char* schema,
                       const char*) {
    const char letter = action == SQLITE_INSERT     ? 'I'
                        : action == SQLITE_UPDATE   ? 'U'
                        : action == SQLITE_DELETE   ? 'D'
                        : action == SQLITE_FUNCTION ? 'F'
                                                    : '\0';
    if (letter == '\0' || (letter != 'F' && std::string_view(schema != nullptr ? schema : "") != "main"))
        return SQLITE_OK;
    auto& text = *static_cast<std::string*>(data);
    try {
        (text += '\x1f') += letter;
        text += letter == 'F' ? second : first;
        text += '\x1e';
        if (letter == 'U' && second != nullptr) text += second;
    } catch (...) {
        return SQLITE_DENY;
    }
    return SQLITE_OK;
}

// The foreign keys that a statement which does ?1 may break; the one that stops a commit where ?1 is NULL.
// With each comes a query that looks for rows that break it, the newest first, and not at all rows: what
// fails often must not cost the more the larger the table is.
inline constexpr std::string_view find_keys = R"(WITH part AS (
  SELECT m.name AS child, f."table" AS parent, f.id, f."from" AS a, f.on_update, f.on_delete,
    coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = f.seq + 1)) AS b
  FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq),
whole AS (
  SELECT child, parent, id, group_concat(a, ', ') AS own, group_concat(b, ', ') AS keys,
    max(instr(lower(?1), lower(char(31) || 'I' || child || char(30))) > 0 OR
      instr(lower(?1 || char(31)), lower(char(31) || 'U' || child || char(30) || a || char(31))) > 0) AS by_child,
    max(on_delete IN ('NO ACTION', 'RESTRICT') AND instr(lower(?1), lower(char(31) || 'D' || parent || char(30))) > 0 OR
      on_update IN ('NO ACTION', 'RESTRICT') AND
      instr(lower(?1 || char(31)), lower(char(31) || 'U' || parent || char(30) || b || char(31))) > 0) AS by_parent,
    group_concat(printf('c."%w" IS NOT NULL', a), ' AND ') || printf(' AND NOT EXISTS (SELECT 1 FROM "%w" p WHERE ', parent) ||
      group_concat(printf('p."%w" = c."%w"', b, a), ' AND ') AS condition
  FROM part GROUP BY child, id)
SELECT child, own, 'FOREIGN KEY (' || own || ') REFERENCES ' || parent || ' (' || keys || ')',
  CASE WHEN by_parent AND NOT by_child THEN '`; its rows still refer to the row of `' || parent ||
    '` that is changed or deleted: change or delete them first'
    ELSE '`; there is no such row in `' || parent || '`: insert it first' END,
  printf('SELECT 1 FROM (SELECT * FROM "%w"%s LIMIT 100000) c WHERE %s)', child, CASE WHEN by_child AND EXISTS (
    SELECT 1 FROM pragma_table_list(child) t WHERE t.wr = 0 AND t.schema = 'main') THEN ' ORDER BY rowid DESC' ELSE '' END,
    condition)
FROM whole WHERE CASE WHEN ?1 IS NULL
  THEN (child, id) = (SELECT "table", fkid FROM pragma_foreign_key_check LIMIT 1) ELSE by_child OR by_parent END)";

/// A statement that looks something up; finds nothing where SQLite refuses it.
class lookup {
public:
    lookup(sqlite3* database, std::string_view sql, const std::string* value = nullptr) noexcept {
        sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
        if (value != nullptr)
            sqlite3_bind_text64(statement_, 1, value->data(), value->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    lookup(const lookup&) = delete;
    lookup& operator=(const lookup&) = delete;
    ~lookup() { sqlite3_finalize(statement_); }

    [[nodiscard]] bool prepared() const noexcept { return statement_ != nullptr; }
    bool next() noexcept { return sqlite3_step(statement_) == SQLITE_ROW; }
    void rewind() noexcept { sqlite3_reset(statement_); }
    [[nodiscard]] std::string_view operator[](int column) const noexcept {
        const unsigned char* const text = sqlite3_column_text(statement_, column);
        return text != nullptr ? reinterpret_cast<const char*>(text) : "";
    }

private:
    sqlite3_stmt* statement_ = nullptr;
};

inline void tell_key(error& what, const lookup& key) {
    what.table = key[0];
    what.columns = key[1];
    what.constraint = key[2];
    what.message = "FOREIGN KEY constraint failed: `" + what.constraint + "` of `" + what.table;
    what.message += key[3];
}

// Of several keys, runs the statement with all checks put off, looks which one is broken, and takes it back.
[[gnu::cold, gnu::noinline]] inline bool find_broken(error& what, sqlite3* database, lookup& keys,
                                                     sqlite3_stmt* statement) {
    const auto run = [&](const char* sql) {
        return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    };
    const sqlite3_int64 last_id = sqlite3_last_insert_rowid(database);
    lookup deferred(database, "PRAGMA defer_foreign_keys");
    const bool was_deferred = deferred.next() && deferred[0] == "1";
    deferred.rewind();
    if (!run("SAVEPOINT tenon_violation")) return false;
    run("PRAGMA defer_foreign_keys = ON");
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    sqlite3_reset(statement);
    bool found = false;
    while (code == SQLITE_DONE && !found && keys.next()) {
        lookup rows(database, keys[4]);
        found = rows.next();
        if (found) tell_key(what, keys);
    }
    keys.rewind();
    run("ROLLBACK TO tenon_violation");
    run("RELEASE tenon_violation");
    if (!was_deferred) run("PRAGMA defer_foreign_keys = OFF");
    sqlite3_set_last_insert_rowid(database, last_id);
    return found;
}

/// The text in the parentheses that open at a place of some SQL.
inline std::string_view in_parentheses(std::string_view sql, std::size_t open) {
    int depth = 0;
    char quote = '\0';
    for (std::size_t i = open; i < sql.size(); ++i) {
        const char c = sql[i];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '\'' || c == '"' || c == '`')
            quote = c;
        else if (c == '(')
            ++depth;
        else if (c == ')' && --depth == 0)
            return sql.substr(open + 1, i - open - 1);
    }
    return {};
}

// Of a check without a name SQLite tells the text, but only its first word where that is quoted: so it is
// looked for in the table's SQL.
[[gnu::cold, gnu::noinline]] inline void complete_check(error& what, std::string_view sql) {
    std::string word = "CONSTRAINT \"";
    (word += what.constraint) += '"';
    if (sql.find(word) != std::string_view::npos) return;  // it is a name
    word.replace(0, 11, "CHECK (");
    std::string all;
    int count = 0;
    for (std::size_t at = sql.find(word); at != std::string_view::npos; at = sql.find(word, at + 1)) {
        all += count++ == 0 ? "`" : ", `";
        (all += in_parentheses(sql, at + 6)) += '`';
    }
    const std::size_t at = what.message.find(what.constraint, 24);  // behind SQLite's words
    if (count == 0 || at == std::string::npos) return;
    what.message.replace(at, what.constraint.size(), all);
    if (count > 1) what.message.insert(at, "one of ");
    what.constraint = count == 1 ? all.substr(1, all.size() - 2) : std::string();
}

/// Completes the error of a statement that a constraint has stopped: it was reset, its values are still
/// bound. A null statement stands for a commit. A statement that calls functions of the program is not run
/// again.
[[gnu::cold, gnu::noinline]] inline void explain_violation(error& what, sqlite3* database, raw_sql& raw,
                                                           std::string_view sql, sqlite3_stmt* statement) {
    if (what.native_code == SQLITE_CONSTRAINT_UNIQUE && what.table.empty()) {
        lookup of(database, "SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND name = ?1",
                  &what.constraint);
        if (of.next()) what.table = of[0];
        return;
    }
    const bool check = what.native_code == SQLITE_CONSTRAINT_CHECK && what.table.empty();
    if (!check && what.native_code != SQLITE_CONSTRAINT_FOREIGNKEY) return;
    std::string access;
    if (statement != nullptr) {
        sqlite3_set_authorizer(database, &note_access, &access);
        const lookup looked_at(database, sql);
        sqlite3_set_authorizer(database, &authorize, &raw);
        if (!looked_at.prepared()) return;
    }
    if (check) {  // the only table that is written
        lookup table(
            database,
            "SELECT min(name), sql FROM sqlite_schema WHERE type = 'table' AND (instr(?1, char(31) || "
            "'I' || name || "
            "char(30)) OR instr(?1, char(31) || 'U' || name || char(30))) HAVING count(*) = 1",
            &access);
        if (!table.next()) return;
        what.table = table[0];
        if (what.code != "TEXT_TOO_LONG") complete_check(what, table[1]);
        const std::size_t behind = what.message.find(what.code == "TEXT_TOO_LONG" ? " takes at most" : "; ");
        what.message.insert(behind == std::string::npos ? what.message.size() : behind,
                            " of `" + what.table + '`');
        return;
    }
    lookup keys(database, find_keys, statement != nullptr ? &access : nullptr);
    std::string all;
    int count = 0;
    for (; keys.next(); ++count) {
        if (count == 0) tell_key(what, keys);
        ((((all += count == 0 ? "`" : ", `") += keys[2]) += "` of `") += keys[0]) += '`';
    }
    keys.rewind();
    if (count < 2 || statement == nullptr) return;
    lookup own(database,
               "SELECT 1 FROM pragma_function_list WHERE builtin = 0 AND "
               "instr(lower(?1), char(31) || 'f' || lower(name) || char(30))",
               &access);
    if (!own.next() && find_broken(what, database, keys, statement)) return;
    what.table.clear();
    what.columns.clear();
    what.constraint.clear();
    what.message = "FOREIGN KEY constraint failed: one of " + all +
                   "; the row that is referred to does not exist, or is still referred to";
}

}  // namespace tenon::inline v0::sqlite::detail
