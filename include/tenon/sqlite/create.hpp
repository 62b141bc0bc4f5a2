// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/ddl.hpp>
#include <tenon/sqlite/connection.hpp>

#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite {

/// The SQL that made a table or index of the file, or nothing if it is not there.
inline std::string stored_sql(connection& on, std::string_view type, std::string_view name) {
    static constexpr std::string_view sql =
        "SELECT sql FROM main.sqlite_schema WHERE type = ? AND name = ? COLLATE NOCASE";
    static constexpr statement_data data = [] {
        statement_data lookup = plain_statement(sql, false);
        lookup.parameters = 2;
        lookup.columns = 1;
        return lookup;
    }();
    statement lookup = on.lease(data);
    lookup.bind_text(1, type, lifetime::outlives);
    lookup.bind_text(2, name, lifetime::outlives);
    return lookup.step() ? std::string(lookup.reader().text(0)) : std::string();
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_schema(std::string_view name,
                                                                 std::string_view found,
                                                                 std::string_view wanted) {
    error what;
    what.category = category::schema;
    what.code = "SCHEMA_MISMATCH";
    what.message =
        "`" + std::string(name) +
        "` is in the database, but not as its struct describes it: migrate it. Found: " + std::string(found) +
        "; described: " + std::string(wanted);
    raise(std::move(what));
}

/// Runs a CREATE unless what it creates is there already; throws SCHEMA_MISMATCH if that was made
/// differently.
[[gnu::cold, gnu::noinline]] inline void create_once(connection& on, std::string_view type,
                                                     std::string_view name, std::string_view sql) {
    const std::string found = stored_sql(on, type, name);
    if (found.empty())
        on.execute(sql);
    else if (found != sql)
        refuse_schema(name, found, sql);
}

/// Creates the table of a struct and its indexes where they are missing.
template <class Table>
void create_table(connection& on) {
    create_once(on, "table", table_info_of<Table>().name, create_table_sql<Table>());
    for (const index_ddl& index : create_index_sql<Table>) create_once(on, "index", index.name, index.sql);
}

}  // namespace tenon::inline v0::sqlite
