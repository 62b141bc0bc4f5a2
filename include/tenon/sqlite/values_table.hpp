// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/value_list.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <new>

namespace tenon::inline v0::sqlite::detail {

/// The table-valued function `tenon_values(list)`: `value` holds the elements of a bound list, `rowid` their
/// positions from 1. What is no bound list has no elements.
struct values_table {
    struct cursor {
        sqlite3_vtab_cursor base{};
        const value_list* list = nullptr;
        std::size_t position = 0;
    };

    static cursor& of(sqlite3_vtab_cursor* base) noexcept { return *reinterpret_cast<cursor*>(base); }

    static int connect(sqlite3* database, void*, int, const char* const*, sqlite3_vtab** table,
                       char**) noexcept {
        const int code = sqlite3_declare_vtab(database, "CREATE TABLE x (value, list HIDDEN)");
        if (code != SQLITE_OK) return code;
        *table = new (std::nothrow) sqlite3_vtab{};
        if (*table == nullptr) return SQLITE_NOMEM;
        return sqlite3_vtab_config(database, SQLITE_VTAB_DIRECTONLY);
    }

    static int disconnect(sqlite3_vtab* table) noexcept {
        delete table;
        return SQLITE_OK;
    }

    // The list's length is not known when a statement is prepared; most are short, and reading one is cheap.
    static int plan(sqlite3_vtab* table, sqlite3_index_info* info) noexcept {
        bool given = false;
        for (int i = 0; i < info->nConstraint; ++i) {
            const auto& constraint = info->aConstraint[i];
            if (constraint.iColumn != 1 || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
            given = true;
            if (constraint.usable == 0) continue;
            info->aConstraintUsage[i].argvIndex = 1;
            info->aConstraintUsage[i].omit = 1;
            info->estimatedCost = 100;
            info->estimatedRows = 100;
            return SQLITE_OK;
        }
        if (given) return SQLITE_CONSTRAINT;
        sqlite3_free(table->zErrMsg);
        table->zErrMsg = sqlite3_mprintf("tenon_values() needs a bound list as its argument");
        return SQLITE_ERROR;
    }

    static int open(sqlite3_vtab*, sqlite3_vtab_cursor** opened) noexcept {
        auto* const fresh = new (std::nothrow) cursor;
        if (fresh == nullptr) return SQLITE_NOMEM;
        *opened = &fresh->base;
        return SQLITE_OK;
    }

    static int close(sqlite3_vtab_cursor* base) noexcept {
        delete &of(base);
        return SQLITE_OK;
    }

    static int filter(sqlite3_vtab_cursor* base, int, const char*, int count,
                      sqlite3_value** arguments) noexcept {
        void* const list = count > 0 ? sqlite3_value_pointer(arguments[0], value_list::name) : nullptr;
        of(base).list = static_cast<const value_list*>(list);
        of(base).position = 0;
        return SQLITE_OK;
    }

    static int next(sqlite3_vtab_cursor* base) noexcept {
        ++of(base).position;
        return SQLITE_OK;
    }

    static int at_end(sqlite3_vtab_cursor* base) noexcept {
        const cursor& at = of(base);
        return at.list == nullptr || at.position >= at.list->size() ? 1 : 0;
    }

    static int column(sqlite3_vtab_cursor* base, sqlite3_context* to, int index) noexcept {
        if (index == 0) of(base).list->yield(to, of(base).position);
        return SQLITE_OK;
    }

    static int number(sqlite3_vtab_cursor* base, sqlite3_int64* row) noexcept {
        *row = static_cast<sqlite3_int64>(of(base).position) + 1;
        return SQLITE_OK;
    }
};

// Without xCreate it is a table of every schema, and of nothing else.
inline constexpr sqlite3_module values_module = [] {
    sqlite3_module result{};
    result.xConnect = &values_table::connect;
    result.xBestIndex = &values_table::plan;
    result.xDisconnect = &values_table::disconnect;
    result.xOpen = &values_table::open;
    result.xClose = &values_table::close;
    result.xFilter = &values_table::filter;
    result.xNext = &values_table::next;
    result.xEof = &values_table::at_end;
    result.xColumn = &values_table::column;
    result.xRowid = &values_table::number;
    return result;
}();

/// Makes `tenon_values` known to a connection.
inline void add_values_table(sqlite3* database) {
    const int code = sqlite3_create_module_v2(database, value_list::name, &values_module, nullptr, nullptr);
    if (code != SQLITE_OK) fail(database, code);
}

}  // namespace tenon::inline v0::sqlite::detail
