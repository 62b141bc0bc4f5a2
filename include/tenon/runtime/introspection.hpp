// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/registry.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

/// A column as its struct describes it. Names are valid for ever.
struct column_overview {
    std::string_view name;   // in SQL
    std::string_view field;  // in the struct
    std::string_view type;   // INTEGER, REAL, TEXT or BLOB
    bool nullable = false;
    bool primary_key = false;
    bool has_default = false;
    bool generated = false;
};

/// A foreign key.
struct reference_overview {
    std::vector<std::string_view> columns;
    std::string_view table;
    std::vector<std::string_view> target_columns;
};

/// A table, full-text table or view as its struct describes it.
struct table_overview {
    std::string_view name;
    table_kind kind = table_kind::table;
    std::vector<column_overview> columns;
    std::vector<reference_overview> references;
};

/// A module of a registry.
struct module_overview {
    std::string_view name;
    std::string_view database;
    std::string path;
    bool started = false;
    std::string problem;  // why its start failed; empty where it has not
    std::vector<std::string_view> depends_on;
    std::vector<table_overview> tables;
    std::int64_t schema_version = 0;  // SQLite's own: changes with every change of the schema; 0: not known
    std::int64_t user_version = 0;    // PRAGMA user_version
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Table>
table_overview describe_table() {
    constexpr const table_info& info = described<Table>::info;
    table_overview table{info.name, info.kind, {}, {}};
    for (int i = 0; i < info.column_count; ++i) {
        const column_info& column = info.columns[i];
        bool key = false;
        for (int k = 0; k < info.key_count; ++k) key = key || (info.keys[k].primary && info.keys[k].has(i));
        table.columns.push_back({column.name, column.field, column_type_name(column.type.storage),
                                 column.type.nullable, key, column.has_default, column.generated});
    }
    for (const constraint& c : described<Table>::constraints) {
        if (c.kind != constraint_kind::foreign_key || !c.has_target) continue;
        table.references.push_back(
            {{c.columns, c.columns + c.size}, c.target->name, {c.targets, c.targets + c.target_size}});
    }
    return table;
}

template <class... Tables>
void describe_tables(std::vector<table_overview>& to, types<Tables...>) {
    (to.push_back(describe_table<Tables>()), ...);
}

template <class... Modules>
std::vector<std::string_view> module_names(modules<Modules...>) {
    return {Modules::name()...};
}

inline std::int64_t pragma_value(sqlite::connection& on, std::string_view pragma) {
    statement_data data = plain_statement(pragma, false);
    data.columns = 1;
    auto found = on.lease(data);
    return found.step() ? found.reader().integer(0) : 0;
}

template <class Module>
void describe_module(module_overview& to) {
    to.depends_on = module_names(
        typename joined_modules<required_modules<Module>, typename Module::may_depend_on>::type{});
    describe_tables(to.tables, typename Module::owned_tables{});
}

template <class Registry>
struct registry_access {
    static registry_core& core(const Registry& db) { return *db.core_; }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The modules of a registry in the order in which they were given, with their tables and columns; the
/// versions of those that have started are read from their files. Waits for no session; of a database in
/// memory that is in use the versions are not known.
template <detail::one_file Mode, class... Modules>
std::vector<module_overview> describe(const detail::basic_registry<Mode, Modules...>& db) {
    detail::registry_core& core = detail::registry_access<detail::basic_registry<Mode, Modules...>>::core(db);
    std::vector<module_overview> found;
    for (std::size_t i = 0; i < sizeof...(Modules); ++i) {
        const detail::module_entry& it = core.modules[i];
        module_overview& to = found.emplace_back();
        to.name = it.name;
        to.database = it.database;
        to.path = core.path_of(it);
        to.started = __atomic_load_n(&it.started, __ATOMIC_ACQUIRE) && it.pool->is_open();
        to.problem = core.problem_of(it);
        if (!to.started) continue;
        core.pool_at(i, "describe").look(it.use, "describe", [&](sqlite::connection& on) {
            to.schema_version = detail::pragma_value(on, "PRAGMA main.schema_version");
            to.user_version = detail::pragma_value(on, "PRAGMA main.user_version");
        });
    }
    std::size_t next = 0;
    (detail::describe_module<Modules>(found[next++]), ...);
    return found;
}

}  // namespace tenon::inline v0
