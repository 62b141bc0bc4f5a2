// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/parse_schema.hpp>
#include <tenon/migrate/table_names.hpp>
#include <tenon/schema/ddl.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// An older name of a table, or of one of its columns.
struct former_name {
    std::string_view table{};
    std::string_view column{};  // none: of the table
    std::string_view before{};
};

/// Whose table a foreign key leads to, which its name does not tell where two modules have one of that name.
struct key_target {
    std::string_view table{};
    std::string_view column{};  // the first one
    std::uint64_t identity = 0;
};

/// What structs declare: CREATE statements, all of them constants.
struct declaration {
    std::vector<std::string_view> statements{};
    std::vector<former_name> renamed{};
    std::vector<name_prefix> prefixes{};  // of the tables declared here first
    std::vector<key_target> targets{};    // where there are prefixes
    std::vector<std::string> others{};    // tables of other modules in this file, as they are called there
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

/// Notes the targets of a table's foreign keys.
template <class = void>
void add_targets(std::vector<key_target>& to, const table_info& table, const tenon::detail::constraint* from,
                 std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (from[i].has_target)
            to.push_back({table.name,
                          table.columns[tenon::detail::find_field(table, from[i].columns[0])].name,
                          from[i].target->identity});
}

/// Gives tables the names that they have in a database of several modules: `prefix_of(table, identity)` in
/// front.
template <class PrefixOf>
void put_prefixes(model& to, const std::vector<key_target>& targets, PrefixOf prefix_of) {
    const auto identity_of = [&](const table& of, const foreign_key& key) {
        for (const key_target& each : targets)
            if (same_name(each.table, of.name) && same_name(each.column, key.columns.front()))
                return each.identity;
        return std::uint64_t{0};
    };
    const auto rename = [&](std::string& name, const std::string& of, std::uint64_t identity = 0) {
        name.insert(0, prefix_of(of, identity));
    };
    for (index& each : to.indexes) {
        rename(each.name, each.table);
        rename(each.table, std::string(each.table));
    }
    for (table& each : to.tables) {
        for (foreign_key& key : each.foreign_keys)
            rename(key.target, std::string(key.target), identity_of(each, key));
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
    if (!what.prefixes.empty())
        put_prefixes(result, what.targets, [&](std::string_view table, std::uint64_t identity) {
            return find_prefix(what.prefixes, table, identity, {});
        });
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
