// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/migrate.hpp>

#include "../sqlite/scratch.hpp"

#include <string>
#include <string_view>

namespace schema = tenon::schema;

/// A database in memory, made by a script.
inline tenon::sqlite::connection made_by(std::string_view script) {
    tenon::sqlite::connection result(":memory:");
    result.execute(script);
    return result;
}

inline schema::model model_of(std::string_view script) {
    tenon::sqlite::connection made = made_by(script);
    return schema::inspect(made);
}

/// All that a query finds: values quoted as SQL, a space between them, a semicolon behind each row.
inline std::string found(tenon::sqlite::connection& in, const std::string& sql) {
    std::string result;
    tenon::sqlite::statement statement = schema::detail::lease(in, sql);
    while (statement.step()) {
        for (int i = 0; i < statement.column_count(); ++i) {
            const auto* text = sqlite3_column_text(statement.handle(), i);
            const bool quotes = sqlite3_column_type(statement.handle(), i) == SQLITE_TEXT;
            if (i > 0) result += ' ';
            if (quotes) result += '\'';
            result += text != nullptr ? reinterpret_cast<const char*>(text) : "NULL";
            if (quotes) result += '\'';
        }
        result += ';';
    }
    return result;
}

/// Migrates to the schema of a script.
inline schema::plan reach(tenon::sqlite::connection& in, std::string_view script, schema::words allow = {}) {
    schema::migrate_options how;
    how.allow = allow;
    return schema::migrate(in, model_of(script), how);
}
