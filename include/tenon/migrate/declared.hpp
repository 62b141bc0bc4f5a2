// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/parse_schema.hpp>
#include <tenon/schema/ddl.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// An older name of a table, or of one of its columns.
struct former_name {
    std::string_view table{};
    std::string_view column{};  // none: of the table
    std::string_view before{};
};

/// What stands before the name of a table in this database, and before those of its indexes.
struct name_prefix {
    std::string_view table{};
    std::string_view prefix{};
};

/// What structs declare: CREATE statements, all of them constants.
struct declaration {
    std::vector<std::string_view> statements{};
    std::vector<former_name> renamed{};
    std::vector<name_prefix> prefixes{};  // of the tables declared here first
};

/// The older names that a description tells.
template <class = void>
void add_former_names(declaration& to, const table_info& table, const tenon::detail::constraint* from,
                      std::size_t count) {
    using tenon::detail::constraint_kind;
    for (std::size_t i = 0; i < count; ++i) {
        if (from[i].kind == constraint_kind::renamed) to.renamed.push_back({table.name, {}, from[i].text});
        if (from[i].kind == constraint_kind::column && !from[i].targets[0].empty())
            to.renamed.push_back({table.name,
                                  table.columns[tenon::detail::find_field(table, from[i].columns[0])].name,
                                  from[i].targets[0]});
    }
}

template <class Table>
void add_table(declaration& to) {
    using described = tenon::detail::described<Table>;
    add_former_names(to, described::info, described::constraints.data(), described::constraint_count);
    to.statements.push_back(create_table_sql<Table>());
    for (const index_ddl& each : create_index_sql<Table>) to.statements.push_back(each.sql);
    for (const trigger_ddl& each : create_trigger_sql<Table>) to.statements.push_back(each.sql);
}

/// Gives tables the names that they have in a database of several modules.
template <class = void>
void put_prefixes(model& to, const std::vector<name_prefix>& prefixes) {
    const auto rename = [&](std::string& name, const std::string& of) {
        for (const name_prefix& each : prefixes)
            if (same_name(each.table, of)) {
                name.insert(0, each.prefix);
                return;
            }
    };
    for (index& each : to.indexes) {
        rename(each.name, each.table);
        rename(each.table, std::string(each.table));
    }
    for (table& each : to.tables) {
        for (foreign_key& key : each.foreign_keys) rename(key.target, std::string(key.target));
        if (!each.renamed_from.empty()) rename(each.renamed_from, each.name);
        rename(each.name, std::string(each.name));
    }
}

template <class = void>
model model_of(const declaration& what) {
    model result = parse(what.statements);
    for (const former_name& each : what.renamed) {
        if (table* renamed = find(result.tables, each.table)) {
            if (each.column.empty())
                renamed->renamed_from = each.before;
            else if (column* inside = find(renamed->columns, each.column))
                inside->renamed_from = each.before;
        } else if (virtual_table* other = find(result.virtual_tables, each.table)) {
            other->renamed_from = each.before;
        }
    }
    if (!what.prefixes.empty()) put_prefixes(result, what.prefixes);
    return result;
}

template <class... Tables>
declaration declare() {
    declaration result;
    (add_table<Tables>(result), ...);
    return result;
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// The model that structs declare, tables, views and full-text tables alike; a wrong description fails to
/// compile with a sentence.
template <class... Tables>
model declared_model() {
    return detail::model_of(detail::declare<Tables...>());
}

}  // namespace tenon::inline v0::schema
