// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/module_list.hpp>
#include <tenon/runtime/registry_core.hpp>
#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/session.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class Service, class List>
inline constexpr bool offered_by = false;

template <class Service, class... Modules>
inline constexpr bool offered_by<Service, modules<Modules...>> = (offers<Modules, Service> || ...);

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A module's own way to its database and to the services that it depends on, without naming the program's
/// registry: what a service's constructor takes, `explicit user_service(tenon::module_access<users> db)`.
/// Copies are cheap; they may outlive the registry, and throw NOT_STARTED then.
template <class Module>
class module_access {
public:
    module_access(detail::owning<detail::registry_core> core, std::size_t position)
        : core_(std::move(core)), position_(position) {}

    /// As `registry::integrity_session`.
    tenon::integrity_session<Module> integrity_session(std::string_view purpose) {
        return tenon::integrity_session<Module>(*core_, position_, purpose);
    }

    /// As `registry::integrity_session`, around a callable.
    template <class Work>
    auto integrity_session(std::string_view purpose, Work&& work) {
        return detail::run_and_commit(integrity_session(purpose), work);
    }

    /// As `registry::read_session`.
    tenon::read_session<Module> read_session(std::string_view purpose) {
        return tenon::read_session<Module>(*core_, position_, purpose);
    }

    /// As `registry::attempt`. Needs `<tenon/attempt.hpp>`.
    template <class Work, class Policy = retry_policy>
    auto attempt(std::string purpose, Work&& work) {
        if constexpr (detail::sees_attempts<Policy>())
            return detail::run_attempts<tenon::integrity_session<Module>>(*core_, position_,
                                                                          std::move(purpose), work, Policy{});
    }
    template <class Work, class Policy = retry_policy>
    auto attempt(std::string purpose, Work&& work, const std::type_identity_t<Policy>& policy) {
        return detail::run_attempts<tenon::integrity_session<Module>>(*core_, position_, std::move(purpose),
                                                                      work, policy);
    }

    /// As `registry::group_commit`. Needs `<tenon/group_commit.hpp>`.
    template <class Work, class Session = group_session<Module>>
    auto group_commit(std::string purpose, Work&& work) {
        if constexpr (detail::sees_groups<Session>())
            return detail::run_group<Module>(*core_, position_, std::move(purpose), work);
    }

    /// Whether a module that this one may depend on is part of the program.
    template <class Other>
    [[nodiscard]] bool has() const {
        for (const detail::module_entry& it : core_->modules)
            if (it.name == Other::name()) return true;
        return false;
    }

    /// The service of a module that this one depends on. Throws NOT_STARTED where that module has none now.
    template <class Service>
    Service& service() {
        using seen = typename detail::joined_modules<detail::required_modules<Module>,
                                                     typename Module::may_depend_on>::type;
        static_assert(
            detail::offered_by<Service, seen>,
            "no module that this one depends on offers this service: name it in `using depends_on`");
        for (const detail::module_entry& it : core_->modules)
            if (it.service != nullptr && it.service_type == detail::identity_of_service<Service>())
                return *static_cast<Service*>(it.service.get());
        core_->refuse_service(core_->modules[position_]);
    }

private:
    detail::owning<detail::registry_core> core_;
    std::size_t position_;
};

}  // namespace tenon::inline v0
