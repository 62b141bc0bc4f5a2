// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/parse_schema.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/statement/statement_data.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// A statement that the migration runs once, or a few times: text that may change.
template <class = void>
sqlite::statement lease(sqlite::connection& on, std::string_view sql) {
    tenon::statement_data data = tenon::plain_statement(sql, false);
    data.parameters = unknown_count;
    data.columns = unknown_count;
    return on.lease(data);
}

/// Whether a query has a row.
template <class = void>
bool finds_row(sqlite::connection& on, std::string_view sql) {
    return lease(on, sql).step();
}

/// The first column of a query's first row.
template <class = void>
std::int64_t number_from(sqlite::connection& on, std::string_view sql) {
    sqlite::statement query = lease(on, sql);
    return query.step() && !query.reader().is_null(0) ? query.reader().integer(0) : 0;
}

template <class = void>
std::vector<std::string> texts_from(sqlite::connection& on, std::string_view sql) {
    std::vector<std::string> result;
    sqlite::statement query = lease(on, sql);
    while (query.step()) result.emplace_back(query.reader().text(0));
    return result;
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// The schema of a database, its main file's: of any SQLite database, whatever made it. SQLite's own tables
/// and those in which virtual tables keep what they hold are left out. Reads in the open transaction, if
/// there is one; throws what the database reports.
template <class = void>
model inspect(sqlite::connection& of) {
    using namespace std::string_view_literals;
    const std::vector<std::string> statements = detail::texts_from(
        of,
        "SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"sv);
    model result;
    for (const std::string& sql : statements) detail::add_statement(result, sql);
    detail::make_index_texts_plain(result);
    if (result.virtual_tables.empty()) return result;
    for (const std::string& shadow : detail::texts_from(
             of, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'"sv)) {
        detail::remove(result.tables, shadow);
        detail::remove_on(result.indexes, shadow);
    }
    return result;
}

}  // namespace tenon::inline v0::schema
