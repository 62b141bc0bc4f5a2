// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/module_list.hpp>
#include <tenon/runtime/module_record.hpp>
#include <tenon/runtime/pool.hpp>
#include <tenon/runtime/session.hpp>
#include <tenon/runtime/settings.hpp>

#include <boost/hana/for_each.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace tenon::inline v0 {

/// The modules of a program and their databases. Sessions may be opened from any thread once it has started;
/// it may go while sessions are open, which keep what they need.
template <module_type... Modules>
class registry {
    static_assert(detail::accept<detail::modules_refusal<Modules...>>());

public:
    /// Names the modules; nothing is opened before `start`.
    explicit registry(settings how = settings::from_environment()) : settings_(std::move(how)) {}

    /// Opens every module's database in the order of `depends_on`; creates the file, its tables and indexes
    /// where they are missing, and puts in the initial data once. Each module's part is one transaction: a
    /// start that fails or is killed leaves it undone and can be repeated, also by several processes at once.
    /// Throws `schema_error` SCHEMA_MISMATCH where a table is not as its struct describes it, and what
    /// opening a file throws.
    void start() {
        make_directory();
        boost::hana::for_each(in_start_order(), [&](auto module_tag) {
            this->template start_module<typename decltype(module_tag)::type>();
        });
    }

    /// Closes the databases; sessions that are still open close theirs when they end.
    void stop() {
        for (std::shared_ptr<detail::pool>& pool : pools_) pool.reset();
    }

    /// Opens a transaction that may write the module's database; the purpose is part of every error. Waits
    /// for another one to end; throws POOL_TIMEOUT, BUSY, SECOND_WRITER or NOT_STARTED.
    template <module_type Module>
    tenon::integrity_session<Module> integrity_session(std::string purpose) {
        return tenon::integrity_session<Module>(pool_of<Module>(purpose).writer(std::move(purpose)));
    }

    /// Opens a session that reads the module's database, and those that it depends on, as of one moment each.
    /// Throws POOL_TIMEOUT or NOT_STARTED.
    template <module_type Module>
    tenon::read_session<Module> read_session(std::string purpose) {
        return tenon::read_session<Module>(pool_of<Module>(purpose).reader(std::move(purpose)));
    }

    /// The path of the module's file.
    template <module_type Module>
    std::string path() const {
        return settings_.directory + '/' + std::string(detail::database_name<Module>()) + ".db";
    }

    /// Whether a module is part of this registry: for dependencies that are optional.
    template <class Module>
    static constexpr bool has() {
        return (std::is_same_v<Module, Modules> || ...);
    }

private:
    static constexpr detail::start_order<Modules...> order{};

    static constexpr auto in_start_order() {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return boost::hana::tuple_t<detail::type_at<detail::types<Modules...>, order.positions[I]>...>;
        }(std::make_index_sequence<sizeof...(Modules)>{});
    }

    template <class Module>
    static constexpr std::size_t position() {
        static_assert(detail::accept<detail::membership_refusal<Module, Modules...>>());
        return detail::position_of<Module, Modules...>();
    }

    template <class Module>
    detail::pool& pool_of(const std::string& purpose) {
        detail::pool* pool = pools_[position<Module>()].get();
        if (pool == nullptr) [[unlikely]]
            refuse_not_started(Module::name(), purpose);
        return *pool;
    }

    template <class Module>
    void start_module() {
        std::shared_ptr<detail::pool> pool = std::make_shared<detail::pool>(describe<Module>(), settings_);
        {
            tenon::integrity_session<Module> session(pool->writer("start"));
            sqlite::connection& connection = session.connection();
            detail::create_tables(connection, typename Module::owned_tables{});
            const bool is_new = detail::claim_initial_data(connection, Module::name());
            if constexpr (requires { Module::initial_data(session); })
                if (is_new) Module::initial_data(session);
            session.commit();
        }
        pool->set_verified();  // the connections that have come back, too
        pools_[position<Module>()] = std::move(pool);
    }

    template <class Module>
    detail::pool::description describe() const {
        detail::pool::description result;
        result.module_name = Module::name();
        result.path = path<Module>();
        add_tables(result, typename Module::owned_tables{});
        add_dependencies(result, typename Module::depends_on{});
        if constexpr (requires { &Module::functions; }) {
            constexpr bool fits =
                requires(void (*functions)(sqlite::connection&)) { functions = &Module::functions; };
            static_assert(
                fits,
                "a module's functions are declared as `static void functions(tenon::sqlite::connection&)`");
            if constexpr (fits) result.functions = &Module::functions;
        }
        return result;
    }

    template <class... Dependencies>
    void add_dependencies(detail::pool::description& to, modules<Dependencies...>) const {
        (to.attached.push_back({path<Dependencies>(), std::string(detail::database_name<Dependencies>())}),
         ...);
        (add_tables(to, typename Dependencies::owned_tables{}), ...);
    }

    template <class... Tables>
    static void add_tables(detail::pool::description& to, detail::types<Tables...>) {
        (to.tables.push_back(detail::described<Tables>::info.name), ...);
    }

    void make_directory() const {
        std::error_code failed;
        std::filesystem::create_directories(settings_.directory, failed);
        if (!failed) return;
        error what;
        what.category = category::connection;
        what.code = "CANNOT_OPEN";
        what.message = "the directory `" + settings_.directory + "` can't be made: " + failed.message();
        raise(std::move(what));
    }

    [[noreturn, gnu::cold, gnu::noinline]] static void refuse_not_started(std::string_view name,
                                                                          const std::string& purpose) {
        error what;
        what.category = category::usage;
        what.code = "NOT_STARTED";
        what.message = "module `" + std::string(name) + "` was not started: call start() first";
        what.purpose = purpose;
        what.module_name = name;
        raise(std::move(what));
    }

    settings settings_;
    std::array<std::shared_ptr<detail::pool>, sizeof...(Modules)> pools_{};
};

}  // namespace tenon::inline v0
