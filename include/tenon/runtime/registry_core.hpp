// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/meta/suggestion.hpp>
#include <tenon/runtime/owning.hpp>
#include <tenon/runtime/pool_loan.hpp>
#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/setting_value.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/settings_check.hpp>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// A module as a registry runs it.
struct module_entry {
    std::string_view name;
    std::string_view database;
    void (*functions)(sqlite::connection&) = nullptr;
    std::string path{};
    owning<detail::pool> pool{};  // of its file; null before the start
    file_use use{};
    bool started = false;   // written and read atomically: module_access may outlive the registry
    std::string problem{};  // why its start failed
    owned_service service{};
    std::uint64_t service_type = 0;
};

/// The modules of a registry, without their types: what sessions are opened by. Its pools are made by the
/// start and stay, closed, after the stop.
template <class>
struct basic_registry_core : counted {
    settings how;
    bool one_file = false;
    std::vector<module_entry> modules{};
    bool gone = false;                            // the registry is; written and read atomically
    std::vector<owning<detail::pool>> retired{};  // of starts before: another thread may still look at them
    mutable std::mutex mutex{};                   // of the modules' problems

    /// Plans a file for each module; `reads` says, row after row, which modules' tables a module reads.
    /// Threads that open sessions meanwhile find the files as they were, closed, or as they will be.
    void plan(const std::vector<bool>& reads) {
        const std::size_t count = modules.size();
        check_names();
        check_path(how.directory);
        for (module_entry& it : modules) {
            mark_started(it, false, {});
            std::string path = path_of(it);
            check_path(path);
            if (it.path != path) it.path = std::move(path);
        }
        check_places();
        std::vector<owning<detail::pool>> fresh(count);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < i && fresh[i] == nullptr; ++j)
                if (share_file(modules[j], modules[i])) fresh[i] = fresh[j];
            if (fresh[i] == nullptr) fresh[i] = plan_file(i, reads);
        }
        for (std::size_t i = 0; i < count; ++i) {
            file_use use{modules[i].name, 0};
            const std::vector<attachment>& attached = fresh[i]->what().attached;
            for (std::size_t a = 0; a < attached.size(); ++a)
                for (std::size_t j = 0; j < count; ++j)
                    if (reads[i * count + j] && modules[j].database == attached[a].schema)
                        use.attached |= std::uint64_t{1} << a;
            if (modules[i].use.attached != use.attached || modules[i].use.module_name.empty())
                modules[i].use = use;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (modules[i].pool != nullptr) retired.push_back(modules[i].pool);
            static_cast<void>(modules[i].pool.exchange(std::move(fresh[i])));
        }
    }

    /// Says whether a module has started, and if not, why.
    void mark_started(module_entry& it, bool started, std::string problem) {
        __atomic_store_n(&it.started, started, __ATOMIC_RELEASE);
        const std::lock_guard lock(mutex);
        it.problem = std::move(problem);
    }
    [[nodiscard]] std::string problem_of(const module_entry& it) const {
        const std::lock_guard lock(mutex);
        return it.problem;
    }

    loan writer(std::size_t at, std::string_view purpose) {
        return pool_at(at, purpose).writer(modules[at].use, purpose);
    }
    loan reader(std::size_t at, std::string_view purpose) {
        return pool_at(at, purpose).reader(modules[at].use, purpose);
    }
    template <bool Writes>
    loan lend(std::size_t at, std::string_view purpose) {
        if constexpr (Writes)
            return writer(at, purpose);
        else
            return reader(at, purpose);
    }

    pool& pool_at(std::size_t at, std::string_view purpose) {
        pool* const found = modules[at].pool.get();
        if (found == nullptr || !__atomic_load_n(&modules[at].started, __ATOMIC_ACQUIRE)) [[unlikely]]
            refuse_not_started(modules[at], purpose);
        return *found;
    }

    /// Opens the readers that are to be there always.
    void open_least() {
        for (module_entry& it : modules) {
            const settings& own = it.pool->how();
            std::vector<loan> readers;
            for (int i = 0; !it.pool->what().in_memory && i < std::min(own.min_readers, own.max_readers); ++i)
                readers.push_back(it.pool->reader(it.use, "start"));
        }
    }

    /// The position of the module with this name, whole or of its database.
    [[nodiscard]] std::size_t find(std::string_view name, std::string_view purpose) const {
        for (std::size_t i = 0; i < modules.size(); ++i)
            if (modules[i].name == name) return i;
        for (std::size_t i = 0; i < modules.size(); ++i)
            if (modules[i].database == name) return i;
        refuse_unknown(name, purpose);
    }

    /// Closes all files; whether no session was left open at the end.
    bool close(std::chrono::milliseconds wait) {
        const auto until = std::chrono::steady_clock::now() + bounded(wait);
        for (module_entry& it : modules)
            if (it.pool != nullptr) it.pool->close();
        bool all = true;
        for (module_entry& it : modules)
            if (it.pool != nullptr) all = it.pool->wait_for_loans(until) && all;
        return all;
    }

    [[nodiscard]] std::string path_of(const module_entry& it) const {
        const std::string own = how.for_module(it.name, it.database).file;
        if (one_file && own != how.file)
            refuse_place(
                category::configuration, "CONFLICTING_FILES",
                "module `" + std::string(it.name) +
                    "` has a file of its own in the settings, but all modules are to be in one file");
        if (!own.empty()) return own;
        return how.directory + '/' + (one_file ? std::string("database") : std::string(it.database)) + ".db";
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_service(const module_entry& it) const {
        error what;
        what.category = category::usage;
        what.code = "NOT_STARTED";
        what.message = "there is no service of module `" + std::string(it.name) +
                       "` now: start() makes it, after those of the modules that the module depends on";
        what.module_name = it.name;
        raise(std::move(what));
    }

private:
    [[nodiscard]] owning<detail::pool> plan_file(std::size_t of, const std::vector<bool>& reads) const {
        const std::size_t count = modules.size();
        file_description what;
        what.path = modules[of].path;
        what.in_memory = what.path == ":memory:";
        what.one_file = one_file;
        const settings own =
            checked(how.for_module(modules[of].name, modules[of].database), modules[of].name);
        if (own.file.empty()) what.directory = how.directory;
        for (std::size_t i = 0; i < count; ++i) {
            what.modules.push_back(modules[i].name);
            if (!share_file(modules[i], modules[of])) continue;
            if (modules[i].functions != nullptr) what.functions.push_back(modules[i].functions);
            for (std::size_t j = 0; j < count && !one_file; ++j)
                if (reads[i * count + j] && modules[j].database != modules[i].database)
                    attach(what.attached, modules[j]);
        }
        for (const attachment& other : what.attached)
            if (other.path == ":memory:")
                refuse_place(category::configuration, "IN_MEMORY",
                             "module `" + std::string(modules[of].name) +
                                 "` depends on a module in memory, `" + other.schema +
                                 "`: other connections can't see it, so put all modules there");
        return owning<detail::pool>(new detail::pool(std::move(what), own));
    }

    [[nodiscard]] bool share_file(const module_entry& a, const module_entry& b) const noexcept {
        return one_file || a.database == b.database;
    }

    // Modules of one file have declared it: their names were checked while compiling.
    void check_places() const {
        std::vector<std::string> places;
        for (std::size_t i = 0; i < modules.size() && !one_file; ++i) {
            places.push_back(modules[i].path == ":memory:" ? std::string() : resolved_path(modules[i].path));
            for (std::size_t j = 0; j < i; ++j) {
                const bool share = share_file(modules[i], modules[j]);
                if (share ? places[i] == places[j] : places[i] != places[j] || places[i].empty()) continue;
                const std::string both = "modules `" + std::string(modules[j].name) + "` and `" +
                                         std::string(modules[i].name) + "` ";
                refuse_place(category::configuration, "CONFLICTING_FILES",
                             share ? both +
                                         "share a database, but have two files in the settings: give one "
                                         "to `" +
                                         std::string(modules[i].database) + "`, which names both"
                                   : both + "have one file, `" + modules[i].path +
                                         "`: give each its own, or set `file` for all of them");
            }
        }
    }

    // What is meant for a module that nobody knows is meant for one whose name was misspelt.
    void check_names() const {
        for (const module_settings& own : how.modules) {
            bool known = !own.must_exist;
            suggestion nearest(own.module_name);
            for (const module_entry& it : modules) {
                known = known || names_module(own.module_name, it.name, it.database);
                nearest.consider(it.name);
                nearest.consider(it.database);
            }
            if (known) continue;
            std::string words =
                "the settings name a module `" + own.module_name + "`, which is not registered";
            if (!nearest.best().empty()) words += "; did you mean `" + std::string(nearest.best()) + "`?";
            refuse_place(category::configuration, "UNKNOWN_MODULE", std::move(words));
        }
    }

    static void attach(std::vector<attachment>& to, const module_entry& other) {
        for (const attachment& each : to)
            if (each.schema == other.database) return;
        to.push_back({other.path, std::string(other.database)});
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_not_started(const module_entry& it,
                                                                   std::string_view purpose) const {
        error what;
        what.category = category::usage;
        what.code = "NOT_STARTED";
        what.message = "module `" + std::string(it.name) + "` was not started: ";
        const std::string problem = problem_of(it);
        what.message += __atomic_load_n(&gone, __ATOMIC_RELAXED) ? "its registry is gone"
                        : problem.empty()                        ? "call start() first"
                                                                 : "its start has failed: " + problem;
        what.purpose = purpose;
        what.module_name = it.name;
        raise(std::move(what));
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_unknown(std::string_view name,
                                                               std::string_view purpose) const {
        suggestion nearest(name);
        for (const module_entry& it : modules) nearest.consider(it.database);
        error what;
        what.category = category::usage;
        what.code = "UNKNOWN_DATABASE";
        what.message = "Database '" + std::string(name) + "' not found";
        if (!nearest.best().empty())
            what.message += "; did you mean '" + std::string(nearest.best()) + "'?";
        else
            what.message += ": name a module of the registry";
        what.purpose = purpose;
        raise(std::move(what));
    }
};

}  // namespace tenon::inline v0::detail
