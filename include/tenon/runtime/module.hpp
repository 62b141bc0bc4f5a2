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
/// - `static constexpr std::string_view database = "…"`: another name for its file;
/// - `static void initial_data(tenon::integrity_session<shop>&)`: run and committed once, when its file is
/// new;
/// - `static void functions(tenon::sqlite::connection&)`: adds the functions that its SQL calls; run for each
/// connection to its file, by the thread that opens it.
template <fixed_string Name, class... Tables>
struct database_module {
    using owned_tables = detail::types<Tables...>;
    using depends_on = modules<>;

    static constexpr std::string_view name() { return stored_name.view(); }

private:
    static constexpr fixed_string stored_name = Name;
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

/// The name of a module's database: its own choice, or what follows the last dot of the module's name.
template <class Module>
constexpr std::string_view database_name() {
    if constexpr (requires { std::string_view(Module::database); }) {
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
