// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/ddl.hpp>
#include <tenon/sqlite/connection.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::sqlite {

/// The SQL that made a table, index, view or trigger of the file, or nothing if it is not there. Only
/// triggers may bear the name of something else.
inline std::string stored_sql(connection& on, std::string_view name, bool trigger) {
    static constexpr std::string_view sql =
        "SELECT sql FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE AND (type = 'trigger') = ?";
    static constexpr statement_data data = [] {
        statement_data lookup = plain_statement(sql, false);
        lookup.parameters = 2;
        lookup.columns = 1;
        return lookup;
    }();
    statement lookup = on.lease(data);
    lookup.bind_text(1, name, lifetime::outlives);
    lookup.bind_integer(2, trigger ? 1 : 0);
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

/// Runs a CREATE unless what it creates is there already, and says whether it did; throws SCHEMA_MISMATCH if
/// that was made differently.
[[gnu::cold, gnu::noinline]] inline bool create_once(connection& on, std::string_view name,
                                                     std::string_view sql, bool trigger = false) {
    const std::string found = stored_sql(on, name, trigger);
    if (found.empty())
        on.execute(sql);
    else if (found != sql)
        refuse_schema(name, found, sql);
    return found.empty();
}

/// Creates the table of a struct, full-text or other, where it is missing.
template <class Table>
void create_table(connection& on) {
    if constexpr (table_info_of<Table>().kind != table_kind::view)
        create_once(on, table_info_of<Table>().name, create_table_sql<Table>());
}

// Triggers write virtual tables only where SQLite takes those for harmless, or trusts the schema.
[[gnu::cold, gnu::noinline]] inline void check_triggers(connection& on, const statement_data& change,
                                                        std::string_view name) {
    try {
        static_cast<void>(on.lease(change));
    } catch (const exception& thrown) {
        error what = thrown.details();
        if (!detail::starts_with(what.message, "unsafe use of virtual table")) throw;
        what.category = category::configuration;
        what.code = "UNTRUSTED_SCHEMA";
        what.message = "full-text table `" + std::string(name) +
                       "` follows its content by triggers, which this SQLite runs only where it trusts the "
                       "schema: set trusted_schema in the connection's options";
        raise(std::move(what));
    }
}

/// Creates what keeps a full-text table up to date with its content where it is missing; then the table is
/// out of date.
template <class Table>
void create_triggers(connection& on) {
    static constexpr statement_data change = plain_statement(tenon::detail::content_change_sql<Table>());
    bool stale = false;
    for (const trigger_ddl& trigger : create_trigger_sql<Table>)
        stale = create_once(on, trigger.name, trigger.sql, true) || stale;
    check_triggers(on, change, table_info_of<Table>().name);
    if (stale) on.execute(tenon::detail::rebuild_sql<Table>());
}

/// Throws UNTRUSTED_SCHEMA where a full-text table could not follow its content.
template <class Table>
void check_content(connection& on) {
    if constexpr (!create_trigger_sql<Table>.empty()) {
        static constexpr statement_data change = plain_statement(tenon::detail::content_change_sql<Table>());
        check_triggers(on, change, table_info_of<Table>().name);
    }
}

/// Creates the indexes of a table, and its triggers, where they are missing.
template <class Table>
void create_indexes(connection& on) {
    for (const index_ddl& index : create_index_sql<Table>) create_once(on, index.name, index.sql);
    if constexpr (!create_trigger_sql<Table>.empty()) create_triggers<Table>(on);
}

/// Creates a view where it is missing.
template <class View>
void create_view(connection& on) {
    if constexpr (table_info_of<View>().kind == table_kind::view)
        create_once(on, table_info_of<View>().name, create_table_sql<View>());
}

/// Throws what SQLite has to say about a view's body: it looks inside only when the view is used.
template <class View>
[[gnu::cold, gnu::noinline]] void check_view(connection& on) {
    if constexpr (table_info_of<View>().kind == table_kind::view) {
        static constexpr statement_data data = [] {
            statement_data whole = plain_statement(tenon::detail::view_columns_sql<View>(), false);
            whole.columns = static_cast<std::uint16_t>(table_info_of<View>().column_count);
            return whole;
        }();
        try {
            static_cast<void>(on.lease(data));
        } catch (const exception& thrown) {
            error what = thrown.details();
            what.message = "view `" + std::string(table_info_of<View>().name) + "`: " + what.message;
            raise(std::move(what));
        }
    }
}

/// Creates what belongs to tables that are there: first their indexes, then views.
template <class... Tables>
void create_rest(connection& on) {
    (create_indexes<Tables>(on), ...);
    (create_view<Tables>(on), ...);
    (check_view<Tables>(on), ...);
}

}  // namespace tenon::inline v0::sqlite
