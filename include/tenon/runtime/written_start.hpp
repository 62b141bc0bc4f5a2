// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/run_written.hpp>
#include <tenon/migrate/start.hpp>
#include <tenon/migrate/table_names.hpp>
#include <tenon/runtime/module.hpp>
#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/start_module.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Runs what is written before the start compares the database with what is declared. Of a database that
/// has tables, but no history, the history begins with what is there.
inline void run_before(schema::detail::module_start& start, sqlite::connection& on, const migrations& written,
                       bool check_only) {
    if (written.all().empty()) return;
    const std::vector<const schema::written_migration*> waiting = schema::detail::pending(
        schema::applied_migrations(on, start.module_name()), written.all(), start.module_name());
    if (waiting.empty()) return;
    if (check_only) {
        error what;
        what.category = category::schema;
        what.code = "SCHEMA_PENDING";
        what.message =
            "the migration `" + schema::full_name(waiting[0]->version, waiting[0]->name) + "` has not run" +
            (waiting.size() > 1 ? ", nor have " + std::to_string(waiting.size() - 1) + " that come after it"
                                : std::string()) +
            ", and the settings say to check only: start with migrate = apply";
        what.module_name = start.module_name();
        raise(std::move(what));
    }
    if (start.is_adopting()) {
        sqlite::transaction begin(on);
        if (schema::history(on, start.module_name()).empty()) {
            schema::detail::history_row first;
            first.module_name = start.module_name();
            const schema::model there = schema::inspect(on);
            first.name = "baseline" + schema::detail::tracked_version(on, there);
            schema::detail::record_beside_declared(on, std::move(first), there);
        }
        begin.commit();
    }
    const std::vector<std::string> declared = start.declared_names();
    schema::run_written(on, start.module_name(), written, start.is_new(), {}, &declared);
}

/// How a module's migrations find tables where all modules are in one file.
template <class Module>
schema::detail::table_names names_in_one_file() {
    schema::detail::table_names result;
    result.own = prefix_of<Module>();
    add_prefixes_of(result.others,
                    typename joined_modules<modules<Module>, owner_of<Module>, read_modules<Module>>::type{});
    return result;
}

/// A module's written migrations, for its start.
template <class Module>
struct written_part {
    migrations all{};

    explicit written_part(bool one_file) {
        Module::migrations(all);
        if (one_file) all.set_names(names_in_one_file<Module>());
    }

    /// Makes the program another one where they are others.
    void identify(schema::detail::module_start& start) const {
        for (const schema::written_migration& each : all.all()) start.identify(each.checksum);
    }

    void run(schema::detail::module_start& start, sqlite::connection& on, bool check_only) const {
        start.look(on);
        run_before(start, on, all, check_only);
    }

    void put_initial_data(sqlite::connection& on) const {
        on.execute_raw(all.names().in_script(all.initial_sql()));
    }
};

}  // namespace tenon::inline v0::detail
