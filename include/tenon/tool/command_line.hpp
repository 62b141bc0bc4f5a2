// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/registry.hpp>
#include <tenon/tool/commands.hpp>
#include <tenon/tool/rollback.hpp>
#include <tenon/tool/states.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::tool {

inline void give_words(schema::words& to, const std::vector<std::string>& names) {
    for (const std::string& name : names)
        if (!schema::give(to, name))
            throw CLI::ValidationError(
                "--allow",
                "there is no word `" + name + "`: rename, drop, narrow, not_null, drift, older, strict");
}

/// Leaves the modules that were asked for, by their whole name or what stands behind its last dot.
inline void choose_modules(std::vector<module_view>& from, const std::string& name) {
    if (name.empty()) return;
    std::vector<module_view> chosen;
    for (module_view& each : from)
        if (each.name == name || each.name.substr(each.name.rfind('.') + 1) == name)
            chosen.push_back(std::move(each));
    if (chosen.empty()) throw CLI::ValidationError("--module", "there is no module `" + name + "`");
    from = std::move(chosen);
}

/// What a start has done, by what the histories say before and after.
inline std::vector<std::size_t> history_sizes(const std::vector<module_view>& modules) {
    std::vector<std::size_t> result;
    for (const module_view& each : modules) {
        if (!each.exists()) {
            result.push_back(0);
            continue;
        }
        sqlite::connection on = each.open(sqlite::access_mode::read_only);
        result.push_back(schema::history(on, each.name).size());
    }
    return result;
}

/// `failed` leaves out modules without a change: what is not done is not up to date.
inline void report_applied(const request& of, const std::vector<std::size_t>& before, bool failed = false) {
    std::vector<std::string> json;
    for (std::size_t i = 0; i < of.modules.size(); ++i) {
        if (!of.modules[i].exists()) continue;
        sqlite::connection on = of.modules[i].open(sqlite::access_mode::read_only);
        const std::vector<schema::history_entry> all = schema::history(on, of.modules[i].name);
        for (std::size_t at = before[i]; at < all.size(); ++at) {
            json.push_back(json_object()
                               .add("module", of.modules[i].name)
                               .add("name", all[at].name)
                               .add("steps", all[at].steps)
                               .text());
            if (of.json) continue;
            const bool counted = all[at].steps.empty() && schema::detail::number_of(all[at].name) != 0;
            print(in_colour(colour::strong, of.modules[i].name, of.colours) + ": " +
                  in_colour(counted ? colour::warning : colour::good, all[at].name, of.colours) +
                  (counted ? " (counted as done, did not run: the database is new)" : "") + '\n');
        }
        if (!of.json && !failed && all.size() == before[i]) print(of.modules[i].name + ": up to date\n");
    }
    if (of.json)
        print("{\"applied\": " + json_list(json, [](const std::string& each) { return each; }) + "}\n");
}

inline void print_failure(const error& what, const request& of) {
    if (of.json)
        print(json_object()
                  .add("error", what.message)
                  .add("code", what.code)
                  .add("module", what.module_name)
                  .add("sql", what.sql)
                  .text() +
              '\n');
    std::fprintf(stderr, "%s: %s\n", what.code.c_str(), tenon::detail::error_line(what).c_str());
}

/// Which modules a registry has, and whether they are in one file whatever the settings say.
template <class Registry>
struct registry_modules;

template <class... Modules>
struct registry_modules<registry<Modules...>> {
    static std::vector<module_view> views(registry<Modules...>& of, const settings& how) {
        return {view_of<Modules, Modules...>(of.template path<Modules>(), how, !how.file.empty())...};
    }
};

template <class... Modules>
struct registry_modules<one_file_registry<Modules...>> {
    static std::vector<module_view> views(one_file_registry<Modules...>& of, const settings& how) {
        return {view_of<Modules, Modules...>(of.template path<Modules>(), how, true)...};
    }
};

/// `registry<…>` or `one_file_registry<…>`.
template <class T>
concept registry_type = requires { &registry_modules<T>::views; };

template <registry_type Registry>
int run_commands(int argc, const char* const* argv, settings how) {
    CLI::App app("The databases of this program's modules");
    app.require_subcommand(1);
    request of;
    std::vector<std::string> words;
    const auto command = [&](const char* name, const char* what) {
        CLI::App* const made = app.add_subcommand(name, what);
        made->add_flag("--json", of.json, "print JSON");
        return made;
    };
    const auto about_modules = [&](CLI::App* made) {
        made->add_option("--module", of.module_name, "only this module");
        return made;
    };
    const auto with_words = [&](CLI::App* made) {
        made->add_option("--allow", words,
                         "what may be lost or changed: rename, drop, narrow, not_null, drift, older, strict")
            ->delimiter(',');
        return made;
    };
    CLI::App* const status_of = about_modules(command("status", "what has run, and what is to be done"));
    CLI::App* const plan_of =
        with_words(about_modules(command("plan", "what `apply` would do: a line a step, why, and its SQL")));
    CLI::App* const apply = with_words(command("apply", "brings the databases to what the program declares"));
    CLI::App* const back = with_words(
        about_modules(command("rollback", "takes the last change back, written or made by a start")));
    back->add_option("--count", of.count, "how many (1)")->check(CLI::PositiveNumber);
    CLI::App* const check_all = about_modules(
        command("check", "exit code 0: nothing is to be done, 1: something is, 2: something is wrong"));
    CLI::App* const create =
        with_words(about_modules(command("new", "writes the next migration's file from what differs")));
    create->add_option("name", of.name, "what it does, such as split_names")->required();
    create->add_option("--directory", of.directory, "where the modules' directories are (migrations)")
        ->default_str("migrations");
    CLI::App* const show = about_modules(command("inspect", "the schemas as they are, as SQL"));
    show->add_option("file", of.file, "any SQLite database, instead of the modules'");
    CLI::App* const draw = about_modules(command("diagram", "the tables and what refers to what"));
    draw->add_option("file", of.file, "any SQLite database, instead of the structs");
    draw->add_option("--format", of.format, "mermaid or dot (mermaid)")
        ->check(CLI::IsMember({"mermaid", "dot"}));
    CLI::App* const take = command("adopt", "writes structs for a database that something else has made");
    take->add_option("file", of.file, "the database")->required();
    take->add_option("--module", of.module_name, "what its module is called (as the file)");
    take->add_option("--output", of.output, "the header to write, instead of printing it");
    try {
        app.parse(argc, argv);
        give_words(of.allow, words);
        if (of.directory.empty()) of.directory = "migrations";
        Registry registry(how);
        of.modules = registry_modules<Registry>::views(registry, how);
        if (!take->parsed()) choose_modules(of.modules, of.module_name);
        of.colours = !of.json && shows_colours();
        if (status_of->parsed()) return status(of.modules, of.allow, of.json, of.colours, false);
        if (check_all->parsed()) return status(of.modules, of.allow, of.json, of.colours, true);
        if (plan_of->parsed()) return plan(of);
        if (back->parsed()) return rollback(of);
        if (create->parsed()) return new_file(of);
        if (show->parsed()) return inspect(of);
        if (draw->parsed()) return diagram(of);
        if (take->parsed()) return adopt(of);
        if (apply->parsed()) {
            const std::vector<std::size_t> before = history_sizes(of.modules);
            how.migrate = migrate_mode::apply;
            how.allow = of.allow;
            try {
                Registry starting(how);
                starting.start();
                starting.stop();
            } catch (const exception&) {
                if (!of.json) report_applied(of, before, true);
                throw;
            }
            report_applied(of, before);
        }
        return 0;
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? 0 : 2;
    } catch (const exception& failed) {
        print_failure(failed.details(), of);
    } catch (const std::exception& failed) {
        error what;
        what.code = "FAILED";
        what.message = failed.what();
        print_failure(what, of);
    }
    return 2;
}

}  // namespace tenon::inline v0::tool

namespace tenon::inline v0 {

/// The command line of a program with modules, for its `main`: `status`, `plan`, `apply`, `rollback`,
/// `check`, `new`, `inspect`, `diagram` and `adopt`; `--help` tells of each. Returns the program's exit code:
/// 0, 1 where `check` finds something to do, 2 where something fails, which is said on standard error.
/// Colours are for terminals only. Needs CLI11 (https://github.com/CLIUtils/CLI11).
template <tool::registry_type Registry>
int command_line(int argc, const char* const* argv, settings how) {
    return tool::run_commands<Registry>(argc, argv, std::move(how));
}

/// The same with the settings that surround the program.
template <tool::registry_type Registry>
int command_line(int argc, const char* const* argv) {
    try {
        return command_line<Registry>(argc, argv, settings::from_environment());
    } catch (const exception& failed) {
        std::fprintf(stderr, "%s\n", failed.what());
        return 2;
    }
}

/// The same for a `registry` of these modules.
template <module_type... Modules>
int command_line(int argc, const char* const* argv, settings how) {
    return command_line<registry<Modules...>>(argc, argv, std::move(how));
}

template <module_type... Modules>
int command_line(int argc, const char* const* argv) {
    return command_line<registry<Modules...>>(argc, argv);
}

}  // namespace tenon::inline v0
