// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/environment.hpp>
#include <tenon/runtime/module_files.hpp>
#include <tenon/runtime/registry_core.hpp>
#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/session.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/start_module.hpp>

#include <boost/hana/for_each.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// A registry, of modules with a file each (unless the settings name one for all), or in one file always.
template <one_file Mode, module_type... Modules>
class basic_registry {
    static_assert(accept<modules_refusal<Mode, Modules...>>());

public:
    /// Names the modules; nothing is opened before `start`.
    explicit basic_registry(settings how = settings::from_environment()) : core_(new registry_core) {
        core_->how = std::move(how);
        core_->one_file = Mode == one_file::always || !core_->how.file.empty();
        (core_->modules.push_back({Modules::name(), database_name<Modules>(), functions_of<Modules>()}), ...);
    }
    basic_registry(const basic_registry&) = delete;
    basic_registry& operator=(const basic_registry&) = delete;
    ~basic_registry() {
        stop();
        for (module_entry& it : core_->modules) __atomic_store_n(&it.started, false, __ATOMIC_RELAXED);
        __atomic_store_n(&core_->gone, true, __ATOMIC_RELAXED);
    }

    /// Opens every module's database in the order of `depends_on`; creates what is missing of its file,
    /// tables and indexes, and puts in the initial data once; then makes the modules' services, in the same
    /// order. Each module's part is one transaction: a start that fails or is killed leaves it undone and can
    /// be repeated, by several processes at once too; modules before it have started then; `describe` tells
    /// of each. Throws `schema_error` SCHEMA_MISMATCH where a table is not as its struct describes it,
    /// `configuration_error` BAD_PATH, OUTSIDE_DIRECTORY or NAME_CLASH (two modules in one file with a table
    /// of one name), and what opening a file throws.
    void start() {
        stop();
        if constexpr (Mode == one_file::no)
            if (core_->one_file) check_one_file();
        core_->plan(list_reads());
        lenient_.clear();
        boost::hana::for_each(in_start_order(), [&](auto module_tag) {
            using started = typename decltype(module_tag)::type;
            start_reporting(position<started>(), [&] { this->template start_module<started>(); });
        });
        core_->open_least();
        boost::hana::for_each(in_start_order(), [&](auto module_tag) {
            using started = typename decltype(module_tag)::type;
            if constexpr (offers_service<started>)
                start_reporting(position<started>(), [&] { this->template start_service<started>(); });
        });
    }

    /// Ends the services, in the order contrary to their start, and closes the databases: sessions can't be
    /// opened any more, those that wait for a connection throw NOT_STARTED. Waits so long for open sessions,
    /// and says whether all have ended; those that have not go on, and close their databases when they end.
    bool stop(std::chrono::milliseconds wait = {}) {
        for (std::size_t i = sizeof...(Modules); i-- > 0;) core_->modules[order.positions[i]].service.reset();
        return core_->close(wait);
    }

    /// Opens a transaction that may write the module's database; the purpose is part of every error. Waits
    /// for another one to end; throws POOL_TIMEOUT, BUSY, SECOND_WRITER or NOT_STARTED.
    template <module_type Module>
    tenon::integrity_session<Module> integrity_session(std::string_view purpose) {
        return tenon::integrity_session<Module>(*core_, position<Module>(), purpose);
    }

    /// Calls `work` with such a session, commits when it returns, and returns what it returned: unless it has
    /// ended the session itself, or returns a `result` with an error. What it throws rolls back.
    template <module_type Module, class Work>
    auto integrity_session(std::string_view purpose, Work&& work) {
        return run_and_commit(this->integrity_session<Module>(purpose), work);
    }

    /// Opens a session that reads the module's database, and those that it depends on, as of one moment each.
    /// Throws POOL_TIMEOUT or NOT_STARTED.
    template <module_type Module>
    tenon::read_session<Module> read_session(std::string_view purpose) {
        return tenon::read_session<Module>(*core_, position<Module>(), purpose);
    }

    /// Calls `work` as `integrity_session` does, again where the database was busy, and returns a `result`:
    /// of what it returned, or the error. Needs `<tenon/attempt.hpp>`.
    template <module_type Module, class Work, class Policy = retry_policy>
    auto attempt(std::string purpose, Work&& work) {
        if constexpr (sees_attempts<Policy>())
            return run_attempts<tenon::integrity_session<Module>>(*core_, position<Module>(),
                                                                  std::move(purpose), work, Policy{});
    }

    /// The same, as often and as long as a policy says.
    template <module_type Module, class Work, class Policy = retry_policy>
    auto attempt(std::string purpose, Work&& work, const std::type_identity_t<Policy>& policy) {
        return run_attempts<tenon::integrity_session<Module>>(*core_, position<Module>(), std::move(purpose),
                                                              work, policy);
    }

    /// Calls `work` with a `group_session`, and commits it together with the work of others who wait: see
    /// docs/modules.md. Needs `<tenon/group_commit.hpp>`.
    template <module_type Module, class Work, class Session = group_session<Module>>
    auto group_commit(std::string purpose, Work&& work) {
        if constexpr (sees_groups<Session>())
            return run_group<Module>(*core_, position<Module>(), std::move(purpose), work);
    }

    /// Opens a transaction on a database that is named at run time, by the name of its module or of its file,
    /// for raw SQL. Throws `usage_error` UNKNOWN_DATABASE, and what `integrity_session` throws.
    raw_session session(std::string_view name, std::string_view purpose) {
        const std::size_t at = core_->find(name, purpose);
        return raw_session(*core_, at, purpose);
    }

    /// The same for reading only.
    raw_read_session read_session(std::string_view name, std::string_view purpose) {
        const std::size_t at = core_->find(name, purpose);
        return raw_read_session(*core_, at, purpose);
    }

    /// What a module of the registry offers by `using service = Service;`. The start makes it from what its
    /// constructor takes: the registry, or a `module_access` (`<tenon/service.hpp>`) of its module. Throws
    /// NOT_STARTED before the start, in the constructor of a service that comes before it, and after the
    /// stop.
    template <class Service>
    Service& service() {
        constexpr std::size_t at = service_position<Service>();
        static_assert(at < sizeof...(Modules), "no module of this registry offers this service");
        module_entry& it = core_->modules[at];
        if (it.service == nullptr) static_cast<void>(core_->pool_at(at, {}));
        if (it.service == nullptr) core_->refuse_service(it);
        return *static_cast<Service*>(it.service.get());
    }

    /// The path of the module's file.
    template <module_type Module>
    std::string path() const {
        return core_->path_of(core_->modules[position<Module>()]);
    }

    /// Whether a module is part of this registry: for dependencies that are optional.
    template <class Module>
    static constexpr bool has() {
        return (std::is_same_v<Module, Modules> || ...);
    }

    /// What the connections to a module's file have done since the start.
    template <module_type Module>
    pool_counts counts() const {
        return core_->pool_at(position<Module>(), {}).counts();
    }

private:
    template <class>
    friend struct registry_access;
    static constexpr start_order<Modules...> order{};

    static constexpr auto in_start_order() {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return boost::hana::tuple_t<type_at<types<Modules...>, order.positions[I]>...>;
        }(std::make_index_sequence<sizeof...(Modules)>{});
    }

    template <class Module>
    static constexpr std::size_t position() {
        static_assert(accept<membership_refusal<Module, Modules...>>());
        return position_of<Module, Modules...>();
    }

    template <class Service>
    static constexpr std::size_t service_position() {
        std::size_t at = 0;
        return static_cast<void>(((offers<Modules, Service> || (++at, false)) || ...)), at;
    }

    template <class Module>
    static auto functions_of() -> void (*)(sqlite::connection&) {
        if constexpr (requires { &Module::functions; }) {
            constexpr bool fits = requires(void (*add)(sqlite::connection&)) { add = &Module::functions; };
            static_assert(
                fits,
                "a module's functions are declared as `static void functions(tenon::sqlite::connection&)`");
            if constexpr (fits) return &Module::functions;
        }
        return nullptr;
    }

    static std::vector<bool> list_reads() {
        std::vector<bool> reads;
        for (const auto& row : dependency_table<Modules...>::reads)
            reads.insert(reads.end(), row.begin(), row.end() - 1);
        return reads;
    }

    [[gnu::cold]] static void check_one_file() {
        const message clash = check_names<one_file::chosen, Modules...>();
        if (!clash.empty())
            refuse_place(category::configuration, "NAME_CLASH",
                         "the settings put all modules in one file, but " + std::string(clash.view()) +
                             ", or give one module `static constexpr std::string_view prefix`");
    }

    // An error says which module could not start, and so does the registry from then on.
    void start_reporting(std::size_t at, auto start) {
        module_entry& it = core_->modules[at];
        try {
            start();
        } catch (const exception& thrown) {
            error what = thrown.details();
            core_->mark_started(it, false, what.message);
            if (!what.module_name.empty()) throw;
            what.module_name = it.name;
            if (what.purpose.empty()) what.purpose = "start";
            raise(std::move(what));
        } catch (const std::exception& thrown) {
            core_->mark_started(it, false, thrown.what());
            throw;
        }
        core_->mark_started(it, true, {});
    }

    template <class Module>
    void start_module() {
        const module_entry& it = core_->modules[position<Module>()];
        bring_to_declared<Module>(*it.pool, it.use, core_->how.for_module(it.name, it.database), lenient_,
                                  &tables_of_others<Module, Modules...>);
        std::vector<std::string_view> tables;
        list_tables(tables, joined<typename Module::owned_tables, read_tables<Module>>{});
        it.pool->trust(tables);  // the connections that have come back, too
    }

    template <class... Tables>
    void list_tables(std::vector<std::string_view>& to, types<Tables...>) const {
        [[maybe_unused]] const auto add = [&](std::string_view name) {
            for (const std::string_view other : lenient_)
                if (other == name) return;
            to.push_back(name);
        };
        (add(described<Tables>::info.name), ...);
    }

    template <class Module>
    void start_service() {
        using service = typename Module::service;
        module_entry& it = core_->modules[position<Module>()];
        it.service_type = identity_of_service<service>();
        if constexpr (std::is_constructible_v<service, basic_registry&>)
            it.service = owned_service(new service(*this));
        else if constexpr (std::is_constructible_v<service, module_access<Module>>)
            it.service = owned_service(new service(module_access<Module>(core_, position<Module>())));
        else
            it.service = owned_service(new service());
    }

    owning<registry_core> core_;
    std::vector<std::string_view> lenient_;  // tables that are not as strict as their structs
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The modules of a program and their databases: a file each in the directory of the settings, or all in the
/// one that the settings name. Sessions may be opened from any thread once it has started; it may go while
/// sessions are open, which keep what they need.
template <module_type... Modules>
class registry : public detail::basic_registry<detail::one_file::no, Modules...> {
public:
    using detail::basic_registry<detail::one_file::no, Modules...>::basic_registry;
};

/// The same with one file for all modules, whatever the settings say: `database.db` in their directory, or
/// the file that they name. Foreign keys may lead to modules that are declared in `depends_on`; two tables or
/// indexes of one name don't compile.
template <module_type... Modules>
class one_file_registry : public detail::basic_registry<detail::one_file::always, Modules...> {
public:
    using detail::basic_registry<detail::one_file::always, Modules...>::basic_registry;
};

}  // namespace tenon::inline v0
