// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/runtime/module_list.hpp>
#include <tenon/runtime/ownership.hpp>
#include <tenon/schema/ddl.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// Whether all modules are in one file: no, or so by the program's own choice, or by its settings, which only
/// running it tells.
enum class one_file : std::uint8_t { no, always, chosen };

template <class Module>
struct root_of_ {
    using type = Module;
};

template <class Module>
    requires requires { typename Module::feature_of; }
struct root_of_<Module> : root_of_<typename Module::feature_of> {};

/// Which modules share a file, by the position of the one that names it.
template <one_file Mode, class... Modules>
constexpr std::array<std::size_t, sizeof...(Modules)> files_of() {
    if constexpr (Mode == one_file::no)
        return {position_of<typename root_of_<Modules>::type, Modules...>()...};
    else
        return {};
}

/// The name of a table or index, and whose it is.
struct owned_name {
    std::string_view prefix;
    std::string_view name;
    std::size_t owner;  // the module's position
    std::size_t file;
};

constexpr std::uint64_t hash_of_name(const owned_name& it) {
    std::uint64_t hash = 0xCBF29CE484222325u + it.file;
    for (const std::string_view part : {it.prefix, it.name})
        for (const char c : part) hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 0x100000001B3u;
    return hash;
}

constexpr bool same_owned_name(const owned_name& a, const owned_name& b) {
    const std::size_t size = a.prefix.size() + a.name.size();
    if (a.file != b.file || size != b.prefix.size() + b.name.size()) return false;
    const auto at = [](const owned_name& it, std::size_t i) {
        return ascii_lower(i < it.prefix.size() ? it.prefix[i] : it.name[i - it.prefix.size()]);
    };
    for (std::size_t i = 0; i < size; ++i)
        if (at(a, i) != at(b, i)) return false;
    return true;
}

/// Some names, found by hash: a registry may have thousands, and compilers count the steps.
template <std::size_t Capacity>
struct name_set {
    std::array<owned_name, 2 * Capacity + 1> slots{};

    /// The name that is there already, or null.
    constexpr const owned_name* add(const owned_name& it) {
        std::size_t at = hash_of_name(it) % slots.size();
        for (; !slots[at].name.empty(); at = (at + 1) % slots.size())
            if (same_owned_name(slots[at], it)) return &slots[at];
        slots[at] = it;
        return nullptr;
    }
};

template <class Table>
constexpr std::size_t count_names() {
    if constexpr (valid_table<Table>)
        return 1 + create_index_sql<Table>.size();
    else
        return 0;
}

template <class... Tables>
constexpr std::size_t count_all_names(types<Tables...>) {
    return (count_names<Tables>() + ... + 0);
}

/// Tables and indexes share the names of a file.
template <class... Modules>
struct name_check {
    static constexpr std::array<std::string_view, sizeof...(Modules)> module_names{Modules::name()...};

    name_set<(count_all_names(typename Modules::owned_tables{}) + ... + 0)> known{};
    message words{};

    constexpr void add(const owned_name& it) {
        if (!words.empty()) return;
        const std::string_view kept = "tenon_";
        if (it.prefix.empty() && it.name.size() >= kept.size() &&
            same_name(it.name.substr(0, kept.size()), kept)) {
            words << "module ";
            words.name(module_names[it.owner]) << " has a table or index called ";
            words.name(it.name) << ": names that begin with tenon_ are the library's own";
            return;
        }
        const owned_name* const other = known.add(it);
        if (other == nullptr) return;
        if (other->owner == it.owner) {
            words << "module ";
            words.name(module_names[it.owner]) << " has two tables or indexes called ";
            words.name(it.name);
        } else {
            words << "modules ";
            words.name(module_names[other->owner]) << " and ";
            words.name(module_names[it.owner]) << " share a file, and both have a table or index called ";
            words.name(it.name) << ": rename one";
        }
    }

    template <class Table>
    constexpr void add_table(owned_name it) {
        if constexpr (valid_table<Table>) {
            it.name = described<Table>::info.name;
            add(it);
            for (const index_ddl& index : create_index_sql<Table>) {
                it.name = index.name;
                add(it);
            }
        }
    }

    template <class... Tables>
    constexpr void add_tables([[maybe_unused]] const owned_name& whose, types<Tables...>) {
        (add_table<Tables>(whose), ...);
    }
};

template <one_file Mode, class... Modules>
constexpr message check_names() {
    constexpr std::array<std::size_t, sizeof...(Modules)> files = files_of<Mode, Modules...>();
    name_check<Modules...> check;
    std::size_t at = 0;
    (
        [&] {
            const std::string_view prefix = Mode == one_file::no ? std::string_view() : prefix_of<Modules>();
            check.add_tables({prefix, {}, at, files[at]}, typename Modules::owned_tables{});
            ++at;
        }(),
        ...);
    return check.words;
}

/// Foreign keys and triggers end at the file, and at what a module has declared that it uses.
template <one_file Mode, class Module, class... Tables>
constexpr void check_foreign_keys(message& words, types<Tables...>) {
    [[maybe_unused]] const auto check_table = [&]<class Table>(const Table*) {
        for (const constraint& c : described<Table>::constraints) {
            if (!words.empty() || !c.has_target) continue;
            const std::uint64_t target = c.target->identity;
            if (has_table(written_tables<Module>{}, target)) continue;
            if (Mode == one_file::always && has_table(read_tables<Module>{}, target)) continue;
            const bool key = c.kind == constraint_kind::foreign_key;
            words << (key ? "a foreign key of table " : "the content of full-text table ");
            words.name(described<Table>::info.name) << (key ? " refers to " : " is ");
            words.name(c.target->name) << ", which is not in module ";
            words.name(Module::name());
            if (Mode == one_file::always)
                words << " and in none that it depends on: declare `using depends_on = tenon::modules<...>`";
            else
                words << (key ? ": foreign keys end" : ": triggers end")
                      << " at the file, so let one module own both";
        }
    };
    (check_table(static_cast<const Tables*>(nullptr)), ...);
}

/// Each file has one owner, with a name that can be a file's, and attaches no more files than SQLite can.
template <class... Modules>
constexpr void check_files(message& words) {
    constexpr std::size_t count = sizeof...(Modules);
    constexpr std::array<std::size_t, count> files = files_of<one_file::no, Modules...>();
    const std::array<std::string_view, count> names{Modules::name()...};
    const std::array<std::string_view, count> databases{database_name<Modules>()...};
    const std::array<std::string_view, count> prefixes{prefix_of<Modules>()...};
    std::array<std::array<bool, count>, count> attached{};
    for (std::size_t i = 0; i < count && words.empty(); ++i)
        for (std::size_t j = 0; j < count; ++j)
            if (dependency_table<Modules...>::reads[i][j] && files[i] != files[j])
                attached[files[i]][files[j]] = true;
    for (std::size_t i = 0; i < count && words.empty(); ++i) {
        if (!is_file_name(databases[i])) {
            words << "module ";
            words.name(names[i]) << ": ";
            words.name(databases[i]) << " can't be a file's name: use letters, digits, _ and -";
        } else if (same_name(databases[i], "main") || same_name(databases[i], "temp")) {
            words << "module ";
            words.name(names[i]) << ": a database can't be called ";
            words.name(databases[i]) << ", which SQLite keeps for itself";
        }
        for (std::size_t j = 0; j < i && words.empty(); ++j)
            if (files[i] != files[j] && same_name(databases[i], databases[j])) {
                words << "modules ";
                words.name(names[j]) << " and ";
                words.name(names[i]) << " both claim the database ";
                words.name(databases[i]) << ": give one `static constexpr std::string_view database`";
            }
        for (const char c : prefixes[i])
            if (words.empty() && !is_identifier_char(c)) {
                words << "module ";
                words.name(names[i]) << ": ";
                words.name(prefixes[i]) << " can't stand before a name: use letters, digits and _";
            }
        int attachments = 0;
        for (std::size_t j = 0; j < count; ++j) attachments += attached[i][j] ? 1 : 0;
        if (words.empty() && attachments > 10) {
            words << "module ";
            words.name(names[i]) << " depends on more than 10 modules, the files that SQLite can attach";
        }
    }
}

template <class... Tables>
constexpr bool only_plain_tables(types<Tables...>) {
    return ((described<Tables>::info.kind == table_kind::table) && ...);
}

// The texts of views and triggers name tables as they are.
template <class Module>
constexpr void check_prefix(message& words) {
    if (!words.empty() || prefix_of<Module>().empty()) return;
    if (only_plain_tables(written_tables<Module>{})) return;
    words << "module ";
    words.name(Module::name()) << " has a view or a full-text table: its tables can't have a prefix";
}

/// Why these modules can't be registered together, or nothing.
template <one_file Mode, class... Modules>
struct modules_refusal {
    static constexpr message sentence = [] {
        message words;
        check_files<Modules...>(words);
        (check_registered<Modules...>(words, Modules::name(), " is a feature of ", owner_of<Modules>{}), ...);
        (check_registered<Modules...>(words, Modules::name(), " depends on ", typename Modules::depends_on{}),
         ...);
        constexpr start_order<Modules...> order;
        if (words.empty() && order.count < sizeof...(Modules)) explain_circle(words, order);
        (check_prefix<Modules>(words), ...);
        if (words.empty()) words = check_names<Mode, Modules...>();
        if (words.empty()) (check_foreign_keys<Mode, Modules>(words, typename Modules::owned_tables{}), ...);
        return words;
    }();
};

}  // namespace tenon::inline v0::detail
