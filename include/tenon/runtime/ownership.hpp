// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/query/query.hpp>
#include <tenon/runtime/module.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/statement/constant_data.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

template <class Module, class List>
struct attached_of;

template <class Module, class... Tables>
struct attached_of<Module, types<Tables...>> {
    static constexpr std::array<attached_table, sizeof...(Tables)> list{
        attached_table{described<Tables>::info.identity, database_name<Module>()}...};
};

template <class List>
struct dependencies;

/// The tables that a module reads from other modules, and under which names their files are attached.
template <class... Modules>
struct dependencies<modules<Modules...>> {
    using tables = joined<typename Modules::owned_tables...>;

    static constexpr auto attached = [] {
        std::array<attached_table, tables::size == 0 ? 1 : tables::size> all{};
        [[maybe_unused]] std::size_t next = 0;
        (
            [&] {
                for (const attached_table& one : attached_of<Modules, typename Modules::owned_tables>::list)
                    all[next++] = one;
            }(),
            ...);
        return all;
    }();
};

/// A module as the printer sees it: its own tables are in the main file, its dependencies' are attached.
template <class Module>
struct home_of {
    using read = dependencies<typename Module::depends_on>;

    /// Whether the module has a table, itself or by a dependency.
    static constexpr bool knows(std::uint64_t table) {
        for (const attached_table& own : attached_of<Module, typename Module::owned_tables>::list)
            if (own.table == table) return true;
        for (int i = 0; i < attached_count; ++i)
            if (attached[i].table == table) return true;
        return false;
    }

    static constexpr const attached_table* attached = read::attached.data();
    static constexpr int attached_count = static_cast<int>(read::tables::size);
};

/// Why a module's session may not run a query, or nothing.
template <class Module, class Query, bool Writes>
struct ownership_refusal {
    template <class Table>
    static constexpr void check_table(message& words, bool target) {
        if (!words.empty() || contains<Table, typename Module::owned_tables>) return;
        const std::string_view table = described<Table>::info.name;
        if (!contains<Table, typename home_of<Module>::read::tables>) {
            words << "module ";
            words.name(Module::name()) << " neither owns table ";
            words.name(table)
                << " nor depends on a module that does: name that module in `using depends_on = "
                   "tenon::modules<...>`";
        } else if (target) {
            words << "table ";
            words.name(table) << " belongs to another module: ";
            words.name(Module::name()) << " may read it, but only its owner's sessions write it";
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
        if (!is_query(Query::statement) && !Writes && words.empty())
            words << "a read session can't run " << clause_name(Query::statement)
                  << ": use an integrity session";
    }

    static constexpr message sentence = [] {
        message words;
        check_types(words, typename Query::origin_types{});
        return words;
    }();
};

template <class Module, class Query, bool Writes>
inline constexpr bool may_run = ownership_refusal<Module, Query, Writes>::sentence.empty();

}  // namespace tenon::inline v0::detail
