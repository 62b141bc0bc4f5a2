// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/fixed_string.hpp>
#include <tenon/meta/types.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0 {

/// A list of modules, as in `using depends_on = tenon::modules<users, payments>;`.
template <class... Modules>
struct modules {};

/// A part of a program that owns tables in a database of its own. Derive from it:
/// `struct shop : tenon::database_module<"standard.shop", customer, order> {};` owns `shop.db`. The derived
/// struct may declare
/// - `using depends_on = tenon::modules<…>`: modules whose tables it reads;
/// - `using may_depend_on = tenon::modules<…>`: the same for modules that the program may leave out; ask
/// `session.has<other>()` before reading their tables, else NO_SUCH_TABLE is thrown;
/// - `static constexpr std::string_view database = "…"`: another name for its file;
/// - `static constexpr std::string_view prefix = "…"`: stands before the names of its tables and indexes
/// where all modules are in one file;
/// - `static void initial_data(tenon::integrity_session<shop>&)`: run and committed once, when its file is
/// new; `static constexpr std::string_view initial_sql = "…"`: the same as a script, run before;
/// - `static void migrations(tenon::migrations&)`: its written migrations, run by the start before it
/// compares the database with the structs; needs `<tenon/migrations.hpp>`;
/// - `static void functions(tenon::sqlite::connection&)`: adds the functions that its SQL calls; run for each
/// connection to its file, by the thread that opens it;
/// - `using service = …`: a class through which other modules use it, see `registry::service`.
template <fixed_string Name, class... Tables>
struct database_module {
    using owned_tables = detail::types<Tables...>;
    using depends_on = modules<>;
    using may_depend_on = modules<>;

    static constexpr std::string_view name() { return stored_name.view(); }

private:
    static constexpr fixed_string stored_name = Name;
};

/// A module that lives in another one's database and uses its tables as its own: it reads and writes them,
/// foreign keys of tables that it adds may refer to them, and one transaction spans both.
/// `struct checkout : tenon::feature_module<"shop.checkout", shop, voucher> {};` adds `vouchers` to
/// `shop.db`.
template <fixed_string Name, class Owner, class... Tables>
struct feature_module : database_module<Name, Tables...> {
    using feature_of = Owner;
};

/// A type that derives from `database_module`.
template <class T>
concept module_type = requires {
    typename T::owned_tables;
    typename T::depends_on;
    T::name();
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class... Lists>
struct joined_modules;

template <class... First, class... Second, class... Rest>
struct joined_modules<modules<First...>, modules<Second...>, Rest...> {
    using type = typename joined_modules<modules<First..., Second...>, Rest...>::type;
};

template <class... Modules>
struct joined_modules<modules<Modules...>> {
    using type = modules<Modules...>;
};

template <class Module>
struct owner_list {
    using type = modules<>;
};

template <class Module>
    requires requires { typename Module::feature_of; }
struct owner_list<Module> {
    using type = modules<typename Module::feature_of>;
};

/// The module whose database a module lives in, if that is not its own.
template <class Module>
using owner_of = typename owner_list<Module>::type;

/// The modules whose tables a module only reads.
template <class Module>
using read_modules =
    typename joined_modules<typename Module::depends_on, typename Module::may_depend_on>::type;

/// The modules that must have started before a module does.
template <class Module>
using required_modules = typename joined_modules<owner_of<Module>, typename Module::depends_on>::type;

/// What stands before the names of a module's tables where all modules are in one file.
template <class Module>
constexpr std::string_view prefix_of() {
    if constexpr (requires { std::string_view(Module::prefix); })
        return Module::prefix;
    else
        return {};
}

/// The name of a module's database: its own choice, what follows the last dot of the module's name, or its
/// owner's.
template <class Module>
constexpr std::string_view database_name() {
    if constexpr (requires { typename Module::feature_of; }) {
        return database_name<typename Module::feature_of>();
    } else if constexpr (requires { std::string_view(Module::database); }) {
        return Module::database;
    } else {
        constexpr std::string_view name = Module::name();
        return name.substr(name.rfind('.') + 1);
    }
}

/// Letters, digits, `_` and `-`: nothing that could lead a file's name out of its directory.
constexpr bool is_file_name(std::string_view name) {
    if (name.empty()) return false;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '_' && c != '-') return false;
    }
    return true;
}

}  // namespace tenon::inline v0::detail
