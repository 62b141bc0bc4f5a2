// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/applied.hpp>
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/run_written.hpp>
#include <tenon/migrate/start.hpp>
#include <tenon/migrate/written_migration.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/start_module.hpp>
#include <tenon/runtime/written_start.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <unistd.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::tool {

/// A module of the program, as the command line sees it.
struct module_view {
    std::string name{};
    std::string path{};
    schema::detail::declaration declared{};
    migrations written{};
    /// What stands before the names of its tables in this file.
    std::string_view prefix{};
    void (*functions)(sqlite::connection&) = nullptr;
    settings how{};

    /// Whether its file is there.
    [[nodiscard]] bool exists() const { return ::access(path.c_str(), F_OK) == 0; }

    /// Opens its file as it is.
    [[nodiscard]] sqlite::connection open(sqlite::access_mode access) const {
        sqlite::connection_options options = how.sqlite;
        options.access = access;
        const bool reads = access == sqlite::access_mode::read_only;
        if (reads) options.journal = sqlite::journal_mode::unchanged;
        // Who may not write leaves an empty log beside the file, and nobody to clear it away.
        const bool clears_away = reads && ::access(path.c_str(), W_OK) == 0;
        if (clears_away) options.access = sqlite::access_mode::read_write;
        sqlite::connection result(path, options);
        if (clears_away) result.execute("PRAGMA query_only = on");
        result.set_module_name(name);
        if (functions != nullptr) functions(result);
        return result;
    }
};

/// `one_file`: all of the modules are in one file.
template <class Module, class... Modules>
module_view view_of(std::string path, const settings& how, bool one_file) {
    module_view result;
    result.name = Module::name();
    result.path = std::move(path);
    result.declared = tenon::detail::declare_tables(typename Module::owned_tables{});
    if (one_file) {
        tenon::detail::declare_in_one_file<Module>(result.declared);
        result.prefix = tenon::detail::prefix_of<Module>();
        result.declared.others = tenon::detail::tables_of_others<Module, Modules...>();
    }
    if constexpr (requires { &Module::functions; }) result.functions = &Module::functions;
    if constexpr (tenon::detail::runs_written<Module>())
        result.written = tenon::detail::written_part<Module>(one_file).all;
    result.how = how.for_module(Module::name(), tenon::detail::database_name<Module>());
    return result;
}

/// What is to be done in a module's database.
struct module_state {
    bool exists = false;
    std::vector<schema::applied_migration> applied{};
    /// Names of written migrations that have not run.
    std::vector<std::string> waiting{};
    /// What is to be done after them.
    schema::plan plan{};
    /// What makes a start fail before anything is done: drift, an unknown or a changed migration.
    std::string problem{};
    std::string problem_code{};
    /// Why the plan is not known: a written migration that needs rows, which the copy has not.
    std::string untried{};

    [[nodiscard]] bool is_current() const {
        return exists && waiting.empty() && plan.empty() && problem.empty();
    }
};

/// A database in memory with the schema and the history of another one, but no rows.
inline sqlite::connection without_rows(const module_view& of) {
    using namespace schema::detail;
    sqlite::connection_options options;
    options.defensive = false;
    options.foreign_keys = false;
    sqlite::connection copy(":memory:", options);
    copy.set_module_name(of.name);
    if (of.functions != nullptr) of.functions(copy);
    if (!of.exists()) return copy;
    sqlite::connection from = of.open(sqlite::access_mode::read_only);
    sqlite::transaction moment(from, sqlite::transaction_kind::deferred);
    for (const std::string& sql : schema::create_statements(schema::inspect(from))) copy.execute(sql);
    if (!has_history(from)) return copy;
    for (const std::string& module :
         texts_from(from, "SELECT DISTINCT module FROM main.tenon_migrations ORDER BY module"))
        for (const history_row& row : read_history(from, module, false)) append_history(copy, row, {});
    moment.commit();
    return copy;
}

/// Looks at what a start would do, without doing it: written migrations run in a copy without rows, and what
/// is left to do after them is the plan.
inline module_state look_at(const module_view& of, const schema::words& allow) {
    module_state result;
    result.exists = of.exists();
    try {
        sqlite::connection copy = without_rows(of);
        if (result.exists) {
            sqlite::connection on = of.open(sqlite::access_mode::read_only);
            result.applied = schema::applied_migrations(on, of.name);
        }
        schema::detail::module_start start(of.name, of.declared, allow, false);
        start.look(copy);
        for (const schema::written_migration* each :
             schema::detail::pending(result.applied, of.written.all(), of.name))
            result.waiting.push_back(schema::full_name(each->version, each->name));
        try {
            tenon::detail::run_before(start, copy, of.written, false);
        } catch (const constraint_error& failed) {
            if (!result.exists) throw;
            result.untried = failed.details().message;
            return result;
        }
        start.look(copy);
        result.plan = start.next();
    } catch (const exception& failed) {
        result.problem = failed.details().message;
        result.problem_code = failed.details().code;
    }
    return result;
}

/// Opens a database that may be anybody's, and leaves it as it is.
inline sqlite::connection open_file(const std::string& path) {
    sqlite::connection_options options;
    options.access = sqlite::access_mode::read_only;
    options.journal = sqlite::journal_mode::unchanged;
    return sqlite::connection(path, options);
}

}  // namespace tenon::inline v0::tool
