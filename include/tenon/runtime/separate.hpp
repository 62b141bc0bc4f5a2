// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/defined_type.hpp>
#include <tenon/meta/hash.hpp>
#include <tenon/meta/type_name.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

// What registries offer, but only programs that include its header pay for.
namespace tenon::inline v0 {

struct retry_policy;

template <class Module>
class module_access;

class migrations;

template <class Module>
class group_session;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class = void>
struct basic_registry_core;
using registry_core = basic_registry_core<>;

template <class Session, class Work>
auto run_attempts(registry_core& core, std::size_t module, std::string purpose, Work& work,
                  const retry_policy& policy);

template <class Module, class Work>
class group_work;

template <class Module, class Work>
auto run_group(registry_core& core, std::size_t module, std::string purpose, Work& work);

template <class Session>
constexpr bool sees_groups() {
    static_assert(defined_type<Session>, "include <tenon/group_commit.hpp> for shared commits");
    return defined_type<Session>;
}

template <class Policy>
constexpr bool sees_attempts() {
    static_assert(defined_type<Policy>, "include <tenon/attempt.hpp> for attempts");
    return defined_type<Policy>;
}

/// A module's written migrations, for its start.
template <class Module>
struct written_part;

template <class Module>
concept has_written = requires { &Module::migrations; };

/// Whether a module has written migrations, which its start runs.
template <class Module, class Migrations = migrations>
constexpr bool runs_written() {
    if constexpr (!has_written<Module>) {
        return false;
    } else if constexpr (!defined_type<Migrations>) {
        static_assert(defined_type<Migrations>, "include <tenon/migrations.hpp> for a module's migrations");
        return false;
    } else {
        constexpr bool fits = requires(void (*add)(Migrations&)) { add = &Module::migrations; };
        static_assert(
            fits, "a module's migrations are declared as `static void migrations(tenon::migrations& to)`");
        return fits;
    }
}

struct no_written {};

template <class Module>
auto written_of([[maybe_unused]] bool one_file) {
    if constexpr (runs_written<Module>())
        return written_part<Module>(one_file);
    else
        return no_written{};
}

// A module that is itself called `service` has this name inside it, too.
template <class Module>
concept offers_service =
    requires { typename Module::service; } && !std::is_same_v<typename Module::service, Module>;

template <class Module, class Service>
inline constexpr bool offers = false;

template <offers_service Module, class Service>
inline constexpr bool offers<Module, Service> = std::is_same_v<typename Module::service, Service>;

template <class Service>
constexpr std::uint64_t identity_of_service() {
    return hash_of(type_name<Service>());
}

}  // namespace tenon::inline v0::detail
