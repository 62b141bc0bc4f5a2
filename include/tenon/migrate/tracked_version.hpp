// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/model.hpp>

#include <string>

namespace tenon::inline v0::schema::detail {

/// Which version of its schema another system took a database to have, as ` of schema_info 2`; empty if none
/// says.
template <class = void>
std::string tracked_version(sqlite::connection& on, const model& found) {
    const auto version = [&](const char* name, const char* query) {
        return find(found.tables, name) == nullptr
                   ? std::string()
                   : " of " + std::string(name) + ' ' + std::to_string(number_from(on, query));
    };
    const table* info = find(found.tables, "schema_info");
    if (info != nullptr && find(info->columns, "migration_version") != nullptr)
        return version("schema_info", "SELECT max(migration_version) FROM main.schema_info");
    const table* versions = find(found.tables, "schema_version");
    if (versions != nullptr && find(versions->columns, "version") != nullptr)
        return version("schema_version", "SELECT max(version) FROM main.schema_version");
    return version("_schema_versions", "SELECT count(*) FROM main._schema_versions");
}

}  // namespace tenon::inline v0::schema::detail
