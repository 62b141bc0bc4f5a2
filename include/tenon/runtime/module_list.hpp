// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/runtime/ownership.hpp>
#include <tenon/schema/ddl.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

template <class Module, class... Modules>
constexpr std::size_t position_of() {
    std::size_t position = 0;
    static_cast<void>(((std::is_same_v<Module, Modules> || (++position, false)) || ...));
    return position;
}

/// Which modules each module depends on, by position; one past the end stands for a module that is not
/// registered.
template <class... Modules>
struct dependency_table {
    static constexpr std::size_t count = sizeof...(Modules);
    using row = std::array<bool, count + 1>;

    template <class... Dependencies>
    static constexpr row make_row(modules<Dependencies...>) {
        row result{};
        ((result[position_of<Dependencies, Modules...>()] = true), ...);
        return result;
    }

    static constexpr std::array<row, count> rows{make_row(typename Modules::depends_on{})...};

    static constexpr int count_of(std::size_t module_index) {
        int dependencies = 0;
        for (std::size_t i = 0; i < count; ++i) dependencies += rows[module_index][i] ? 1 : 0;
        return dependencies;
    }
};

/// An order in which every module comes after those that it depends on; `count` is the number that could be
/// ordered.
template <class... Modules>
struct start_order {
    std::array<std::size_t, sizeof...(Modules)> positions{};
    std::size_t count = 0;

    constexpr start_order() {
        std::array<bool, sizeof...(Modules)> placed{};
        for (bool progress = true; progress;) {
            progress = false;
            for (std::size_t m = 0; m < placed.size(); ++m) {
                if (placed[m]) continue;
                bool ready = true;
                for (std::size_t d = 0; d < placed.size(); ++d)
                    ready = ready && (!dependency_table<Modules...>::rows[m][d] || placed[d]);
                if (!ready) continue;
                placed[m] = progress = true;
                positions[count++] = m;
            }
        }
    }
};

template <class... Modules, class Module, class... Dependencies>
constexpr void check_registered(message& words, const Module*, modules<Dependencies...>) {
    [[maybe_unused]] const auto check_one = [&](std::string_view dependency, bool registered) {
        if (registered || !words.empty()) return;
        words << "module ";
        words.name(Module::name()) << " depends on ";
        words.name(dependency) << ", which is not registered: name it in the registry too";
    };
    (check_one(Dependencies::name(), position_of<Dependencies, Modules...>() < sizeof...(Modules)), ...);
}

/// Names the modules of a circle, each before one that it depends on.
template <class... Modules>
constexpr void explain_circle(message& words, const start_order<Modules...>& order) {
    constexpr std::size_t count = sizeof...(Modules);
    const std::array<std::string_view, count> names{Modules::name()...};
    std::array<bool, count> placed{};
    for (std::size_t i = 0; i < order.count; ++i) placed[order.positions[i]] = true;
    const auto next = [&](std::size_t from) {
        std::size_t to = 0;
        while (placed[to] || !dependency_table<Modules...>::rows[from][to]) ++to;
        return to;
    };
    // Whoever could not be placed depends on a circle, perhaps from outside: after that many steps one is in
    // it.
    std::size_t first = 0;
    while (placed[first]) ++first;
    for (std::size_t step = 0; step < count; ++step) first = next(first);
    words << "modules depend on each other in a circle: ";
    std::size_t at = first;
    do {
        words.name(names[at]) << " on ";
        at = next(at);
    } while (at != first);
    words.name(names[first]);
}

/// Why a registry of these modules has no session for Module, or nothing.
template <class Module, class... Modules>
struct membership_refusal {
    static constexpr message sentence = [] {
        message words;
        if (position_of<Module, Modules...>() == sizeof...(Modules)) {
            words << "module ";
            words.name(Module::name()) << " is not part of this registry";
        }
        return words;
    }();
};

template <class Module, class... Tables>
constexpr void check_foreign_keys(message& words, types<Tables...> owned) {
    [[maybe_unused]] const auto check_table = [&]<class Table>(const Table*) {
        for (const constraint& c : described<Table>::constraints) {
            if (!words.empty() || !c.has_target) continue;
            const bool inside = ((described<Tables>::info.identity == c.target->identity) || ...);
            if (inside) continue;
            const bool key = c.kind == constraint_kind::foreign_key;
            words << (key ? "a foreign key of table " : "the content of full-text table ");
            words.name(described<Table>::info.name) << (key ? " refers to " : " is ");
            words.name(c.target->name) << ", which is not in module ";
            words.name(Module::name()) << (key ? ": foreign keys end" : ": triggers end")
                                       << " at the file, so let one module own both";
        }
    };
    static_cast<void>(owned);
    (check_table(static_cast<const Tables*>(nullptr)), ...);
}

template <class Table>
constexpr void collect_names(std::string_view* names, std::size_t& count) {
    if constexpr (valid_table<Table>) {
        names[count++] = described<Table>::info.name;
        for (const index_ddl& index : create_index_sql<Table>) names[count++] = index.name;
    }
}

template <class Table>
constexpr std::size_t count_names() {
    if constexpr (valid_table<Table>)
        return 1 + create_index_sql<Table>.size();
    else
        return 0;
}

/// Tables and indexes share the names of a file.
template <class... Tables>
constexpr void check_table_names(message& words, std::string_view module_name, types<Tables...>) {
    std::array<std::string_view, (count_names<Tables>() + ... + 1)> names{};
    std::size_t count = 0;
    names[count++] = "tenon_modules";
    (collect_names<Tables>(names.data(), count), ...);
    for (std::size_t i = 0; i < count && words.empty(); ++i)
        for (std::size_t j = 0; j < i && words.empty(); ++j)
            if (same_name(names[i], names[j])) {
                words << "module ";
                words.name(module_name) << " has two tables or indexes called ";
                words.name(names[i]);
                if (j == 0) words << ", one of them this library's own";
            }
}

/// Why these modules can't be registered together, or nothing.
template <class... Modules>
struct modules_refusal {
    static constexpr message sentence = [] {
        message words;
        constexpr std::size_t count = sizeof...(Modules);
        const std::array<std::string_view, count> names{Modules::name()...};
        const std::array<std::string_view, count> files{database_name<Modules>()...};
        for (std::size_t i = 0; i < count && words.empty(); ++i) {
            if (!is_file_name(files[i])) {
                words << "module ";
                words.name(names[i]) << ": ";
                words.name(files[i]) << " can't be a file's name: use letters, digits, _ and -";
            }
            if (words.empty() && (same_name(files[i], "main") || same_name(files[i], "temp"))) {
                words << "module ";
                words.name(names[i]) << ": a database can't be called ";
                words.name(files[i]) << ", which SQLite keeps for itself";
            }
            if (words.empty() && dependency_table<Modules...>::count_of(i) > 10) {
                words << "module ";
                words.name(names[i]) << " depends on more than 10 modules, the files that SQLite can attach";
            }
            for (std::size_t j = 0; j < i && words.empty(); ++j)
                if (same_name(files[i], files[j])) {
                    words << "modules ";
                    words.name(names[j]) << " and ";
                    words.name(names[i]) << " both claim the database ";
                    words.name(files[i]) << ": give one `static constexpr std::string_view database`";
                }
        }
        (check_registered<Modules...>(words, static_cast<const Modules*>(nullptr),
                                      typename Modules::depends_on{}),
         ...);
        constexpr start_order<Modules...> order;
        if (words.empty() && order.count < count) explain_circle(words, order);
        if (words.empty()) (check_table_names(words, Modules::name(), typename Modules::owned_tables{}), ...);
        if (words.empty()) (check_foreign_keys<Modules>(words, typename Modules::owned_tables{}), ...);
        return words;
    }();
};

}  // namespace tenon::inline v0::detail
