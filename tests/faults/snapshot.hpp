// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace snapshot_detail {

using handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

inline handle open(const std::string& path) {
    sqlite3* made = nullptr;
    sqlite3_open_v2(path.c_str(), &made, SQLITE_OPEN_READWRITE, nullptr);
    return handle(made, &sqlite3_close);
}

/// All values that a query finds, with the kinds of their storage.
inline std::string rows_of(sqlite3* in, const std::string& sql) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(in, sql.c_str(), -1, &made, nullptr) != SQLITE_OK)
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(in));
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, &sqlite3_finalize);
    std::string result;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(made)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(made); ++i) {
            result += "?ifsbn"[sqlite3_column_type(made, i)];
            if (const auto* text = sqlite3_column_blob(made, i))
                result.append(static_cast<const char*>(text),
                              static_cast<std::size_t>(sqlite3_column_bytes(made, i)));
            result += '|';
        }
        result += '\n';
    }
    if (code != SQLITE_DONE) throw std::runtime_error(sql + ": " + sqlite3_errmsg(in));
    return result;
}

}  // namespace snapshot_detail

/// The whole content of a database as a text, but for what depends on the time: nothing, if there is no file
/// or nothing in it.
inline std::string snapshot_of_file(const std::string& path) {
    using namespace snapshot_detail;
    if (!std::filesystem::exists(path)) return {};
    const handle in = open(path);
    std::string result = rows_of(in.get(), "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(in.get(), "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1,
                       &made, nullptr);
    std::vector<std::string> tables;
    while (sqlite3_step(made) == SQLITE_ROW)
        tables.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(made, 0)));
    sqlite3_finalize(made);
    for (const std::string& table : tables) {
        std::string columns = "*";
        if (table == "tenon_migrations")
            columns =
                "module, version, name, checksum, fingerprint_before, fingerprint_after, steps, declared, "
                "found, lenient";
        if (table == "tenon_modules") columns = "name";
        result +=
            table + '\n' + rows_of(in.get(), "SELECT " + columns + " FROM \"" + table + "\" ORDER BY 1");
    }
    return result;
}

/// What SQLite's own checks say against the file; nothing, if it is sound.
inline std::string problems_of_file(const std::string& path) {
    using namespace snapshot_detail;
    if (!std::filesystem::exists(path)) return {};
    const handle in = open(path);
    const std::string found = rows_of(in.get(), "PRAGMA integrity_check");
    return (found == "sok|\n" ? "" : found) + rows_of(in.get(), "PRAGMA foreign_key_check");
}
