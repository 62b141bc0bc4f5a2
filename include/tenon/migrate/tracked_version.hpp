// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/model.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Which version of its schema another system took a database to have, as ` of schema_info 2`; empty if none
/// says.
template <class = void>
std::string tracked_version(sqlite::connection& on, const model& found) {
    const auto newest = [&](const std::string& name, const std::string& column) {
        const table* const in = find(found.tables, name);
        if (in == nullptr || find(in->columns, column) == nullptr) return std::string();
        // Versions may be texts, such as 1.2.
        const std::vector<std::string> versions =
            texts_from(on, "SELECT CAST(" + column + " AS TEXT) FROM main." + name + " WHERE " + column +
                               " IS NOT NULL ORDER BY CAST(" + column + " AS NUMERIC) DESC, " + column +
                               " DESC LIMIT 1");
        return " of " + name + ' ' + (versions.empty() ? "0" : versions.front());
    };
    for (const auto& [name, column] : {std::pair{"schema_info", "migration_version"},
                                       {"schema_info", "version"},
                                       {"schema_version", "version"}})
        if (std::string told = newest(name, column); !told.empty()) return told;
    if (find(found.tables, "_schema_versions") == nullptr) return {};
    return " of _schema_versions " +
           std::to_string(number_from(on, "SELECT count(*) FROM main._schema_versions"));
}

}  // namespace tenon::inline v0::schema::detail
