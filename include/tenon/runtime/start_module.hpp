// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/start.hpp>
#include <tenon/runtime/module_record.hpp>
#include <tenon/runtime/open_file.hpp>
#include <tenon/runtime/pool_loan.hpp>
#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/session.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/sqlite/create.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// What a module declares: parents before children.
template <class... Tables>
schema::detail::declaration declare_tables(types<Tables...> owned) {
    using add = void (*)(schema::detail::declaration&);
    static constexpr std::array<add, sizeof...(Tables)> adders{&schema::detail::add_table<Tables>...};
    schema::detail::declaration result;
    for (const std::size_t table : creation_order(owned)) adders[table](result);
    return result;
}

template <class... Tables>
void add_prefixes([[maybe_unused]] std::vector<schema::detail::name_prefix>& to,
                  [[maybe_unused]] std::string_view prefix, types<Tables...>) {
    (to.push_back({described<Tables>::info.name, prefix, described<Tables>::info.identity}), ...);
}

template <class... Modules>
void add_prefixes_of([[maybe_unused]] std::vector<schema::detail::name_prefix>& to, modules<Modules...>) {
    (add_prefixes(to, prefix_of<Modules>(), typename Modules::owned_tables{}), ...);
}

template <class... Tables>
void add_targets_of([[maybe_unused]] schema::detail::declaration& to, types<Tables...>) {
    (schema::detail::add_targets(to.targets, described<Tables>::info, described<Tables>::constraints.data(),
                                 described<Tables>::constraint_count),
     ...);
}

/// Gives the declared tables of a module the names that they have where all modules are in one file.
template <class Module>
void declare_in_one_file(schema::detail::declaration& to) {
    add_prefixes_of(to.prefixes,
                    typename joined_modules<modules<Module>, owner_of<Module>, read_modules<Module>>::type{});
    add_targets_of(to, typename Module::owned_tables{});
}

template <class... Tables>
void add_names([[maybe_unused]] std::vector<std::string>& to, [[maybe_unused]] std::string_view prefix,
               types<Tables...>) {
    (to.push_back(std::string(prefix) += described<Tables>::info.name), ...);
}

/// What the tables of a program's other modules are called where all are in one file.
template <class Module, class... Modules>
std::vector<std::string> tables_of_others() {
    std::vector<std::string> result;
    const auto add = [&]<class Other>(types<Other>) {
        if constexpr (!std::is_same_v<Module, Other>)
            add_names(result, prefix_of<Other>(), typename Other::owned_tables{});
    };
    (add(types<Modules>{}), ...);
    return result;
}

// SQLite looks inside views only when they are used, and runs triggers on full-text tables only if it may.
template <class... Tables>
void check_tables(sqlite::connection& on, types<Tables...>) {
    (sqlite::check_view<Tables>(on), ...);
    (sqlite::check_content<Tables>(on), ...);
}

template <class... Tables>
void list_lenient(std::vector<std::string_view>& to, const schema::detail::module_start* start,
                  [[maybe_unused]] std::string_view prefix, types<Tables...>) {
    [[maybe_unused]] const auto add = [&](std::string_view name) {
        if (start == nullptr || !start->is_strict(std::string(prefix) += name)) to.push_back(name);
    };
    (add(described<Tables>::info.name), ...);
}

/// Says what a start would do in a database that is not there, and makes no file of it.
template <class Start, class Written>
void check_missing(const file_description& what, const settings& how, Start& start,
                   [[maybe_unused]] const Written& written) {
    file_description nothing = what;
    nothing.path = ":memory:";
    nothing.directory.clear();
    sqlite::connection empty = open_file(nothing, how, sqlite::access_mode::create);
    empty.set_purpose("start");
    try {
        if constexpr (!std::is_same_v<Written, no_written>) written.run(start, empty, true);
        start.migrate(empty);
    } catch (const schema_error& pending) {
        error words = pending.details();
        words.message = "there is no file `" + what.path + "`: " + words.message;
        raise(std::move(words));
    }
}

/// Brings a module's database to what the program declares, and puts in its initial data where it is new.
/// Tables that are not as strict as their structs are added to `lenient`; `others` says what those of other
/// modules are called in a file of all.
template <class Module, class Use>
void bring_to_declared(pool& of, const Use& use, const settings& how, std::vector<std::string_view>& lenient,
                       std::vector<std::string> (*others)()) {
    using tables = typename Module::owned_tables;
    const bool check_only = how.migrate == migrate_mode::check;
    if (how.migrate == migrate_mode::off) {
        make_place(of.what());
        return list_lenient(lenient, nullptr, {}, tables{});
    }
    schema::detail::declaration declared = declare_tables(tables{});
    const std::string_view prefix = of.what().one_file ? prefix_of<Module>() : std::string_view();
    if (of.what().one_file) {
        declare_in_one_file<Module>(declared);
        declared.others = others();
    }
    schema::detail::module_start start(Module::name(), std::move(declared), how.allow, check_only);
    [[maybe_unused]] const auto written = written_of<Module>(of.what().one_file);
    if constexpr (runs_written<Module>()) written.identify(start);
    if (check_only && is_missing(of.what())) check_missing(of.what(), of.how(), start, written);
    make_place(of.what());
    loan writer = of.writer(use, "start");
    if (!start.is_current(writer.connection()) || !has_initial_data(writer.connection(), Module::name())) {
        if constexpr (runs_written<Module>()) written.run(start, writer.connection(), check_only);
        start.migrate(writer.connection());
        if (how.migrate == migrate_mode::apply) {
            tenon::integrity_session<Module> session(std::move(writer));
            sqlite::connection& connection = session.connection();
            const bool is_new = claim_initial_data(connection, Module::name());
            start.finish(connection);
            check_tables(connection, tables{});
            if (is_new && !start.was_adopted(connection)) {
                if constexpr (runs_written<Module>()) written.put_initial_data(connection);
                if constexpr (requires { std::string_view(Module::initial_sql); })
                    connection.execute(Module::initial_sql);
                if constexpr (requires { Module::initial_data(session); }) Module::initial_data(session);
            }
            session.commit();
        }
    }
    list_lenient(lenient, &start, prefix, tables{});
}

}  // namespace tenon::inline v0::detail
