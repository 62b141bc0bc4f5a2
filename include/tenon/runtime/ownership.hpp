// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/query/query.hpp>
#include <tenon/runtime/module.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/sql.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

template <class List>
struct tables_of;

/// The tables of a list of modules.
template <class... Modules>
struct tables_of<modules<Modules...>> {
    using type = joined<typename Modules::owned_tables...>;
};

/// The tables that a module's sessions may write: its own, and those of the module that it is a feature of.
template <class Module>
using written_tables = joined<typename Module::owned_tables, typename tables_of<owner_of<Module>>::type>;

/// The tables that a module's sessions may only read.
template <class Module>
using read_tables = typename tables_of<read_modules<Module>>::type;

template <class... Tables>
constexpr bool has_table(types<Tables...>, [[maybe_unused]] std::uint64_t table) {
    return ((described<Tables>::info.identity == table) || ...);
}

/// Some tables that are not called as their structs say.
template <std::size_t Capacity>
struct attached_list {
    std::array<attached_table, Capacity> tables{};
    int count = 0;

    template <class... Tables>
    constexpr void add(types<Tables...>, std::string_view schema, std::string_view prefix) {
        if (schema.empty() && prefix.empty()) return;
        ((tables[static_cast<std::size_t>(count++)] = {described<Tables>::info.identity, schema, prefix}),
         ...);
    }
};

template <class Module>
struct one_file_home_of;

/// A module as the printer sees it: the tables of its file are in the main file, others are attached.
template <class Module>
struct home_of {
    using in_one_file = one_file_home_of<Module>;

    /// Whether the module has a table, itself or by a dependency.
    static constexpr bool knows(std::uint64_t table) {
        return has_table(written_tables<Module>{}, table) || has_table(read_tables<Module>{}, table);
    }

private:
    template <class... Modules>
    static constexpr auto list_attached(modules<Modules...>) {
        attached_list<read_tables<Module>::size + 1> found;
        [[maybe_unused]] const auto schema = [](std::string_view other) {
            return other == database_name<Module>() ? std::string_view() : other;
        };
        (found.add(typename Modules::owned_tables{}, schema(database_name<Modules>()), {}), ...);
        return found;
    }

    static constexpr auto list = list_attached(read_modules<Module>{});

public:
    static constexpr const attached_table* attached = list.tables.data();
    static constexpr int attached_count = list.count;
};

/// The same where all modules are in one file: nothing is attached, prefixes tell tables apart.
template <class Module>
struct one_file_home_of {
    using in_one_file = one_file_home_of;

    static constexpr bool knows(std::uint64_t table) { return home_of<Module>::knows(table); }

private:
    template <class... Modules>
    static constexpr auto list_prefixed(modules<Modules...>) {
        attached_list<written_tables<Module>::size + read_tables<Module>::size + 1> found;
        (found.add(typename Modules::owned_tables{}, {}, prefix_of<Modules>()), ...);
        return found;
    }

    static constexpr auto list = list_prefixed(
        typename joined_modules<modules<Module>, owner_of<Module>, read_modules<Module>>::type{});

public:
    static constexpr const attached_table* attached = list.tables.data();
    static constexpr int attached_count = list.count;
};

constexpr void say_unknown_table(message& words, std::string_view module_name, std::string_view table) {
    words << "module ";
    words.name(module_name) << " neither owns table ";
    words.name(table) << " nor depends on a module that does: name that module in `using depends_on = "
                         "tenon::modules<...>`";
}

constexpr void say_foreign_table(message& words, std::string_view module_name, std::string_view table) {
    words << "table ";
    words.name(table) << " belongs to another module: ";
    words.name(module_name) << " may read it, but only its owner's sessions write it";
}

constexpr void say_read_only(message& words, op statement) {
    words << "a read session can't run " << clause_name(statement) << ": use an integrity session";
}

/// Why a module's session may not run a query, or nothing.
template <class Module, class Query, bool Writes>
struct ownership_refusal {
    template <class Table>
    static constexpr void check_table(message& words, bool target) {
        if (!words.empty() || contains<Table, written_tables<Module>>) return;
        const std::string_view table = described<Table>::info.name;
        if (!contains<Table, read_tables<Module>>) {
            say_unknown_table(words, Module::name(), table);
        } else if (target) {
            say_foreign_table(words, Module::name(), table);
        }
    }

    template <class T>
    static constexpr void check_type(message& words, std::type_identity<T>) {
        check_table<T>(words, std::is_same_v<T, typename Query::head::target>);
    }

    template <class T>
    static constexpr void check_type(message&, std::type_identity<plain_type<T>>) {}

    template <class... T>
    static constexpr void check_types(message& words, types<T...>) {
        (check_type(words, std::type_identity<T>{}), ...);
        if (!is_query(facts_of<Query>.statement) && !Writes && words.empty())
            say_read_only(words, facts_of<Query>.statement);
    }

    static constexpr message sentence = [] {
        message words;
        check_types(words, origins<Query>{});
        return words;
    }();
};

/// A module's texts may name the tables that it writes, and those that it reads.
template <class Module>
    requires module_type<Module>
struct tables_known_to<Module> {
    using type = joined<written_tables<Module>, read_tables<Module>>;
};

/// A text that was checked against the session's module names no table that the module does not know.
template <class Module, class Owner, fixed_string Text, bool Writes>
struct ownership_refusal<Module, sql_query<Owner, Text>, Writes> {
    using query = sql_query<Owner, Text>;
    using target = typename query::head::target;

    static constexpr void check_tables(message& words) {
        for (int i = 0; i < compiled<query>.table_count && words.empty(); ++i)
            if (const table_info& table = *compiled<query>.tables[i].table;
                !home_of<Module>::knows(table.identity))
                say_unknown_table(words, Module::name(), table.name);
    }

    static constexpr message sentence = [] {
        message words;
        if constexpr (!std::is_same_v<Module, Owner>) check_tables(words);
        if constexpr (!std::is_void_v<target>)
            if (words.empty() && !contains<target, written_tables<Module>>)
                say_foreign_table(words, Module::name(), described<target>::info.name);
        if (!is_query(facts_of<query>.statement) && !Writes && words.empty())
            say_read_only(words, facts_of<query>.statement);
        return words;
    }();
};

template <class Module, class Query, bool Writes>
inline constexpr bool may_run = ownership_refusal<Module, Query, Writes>::sentence.empty();

}  // namespace tenon::inline v0::detail
