// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/history.hpp>
#include <tenon/runtime/module.hpp>
#include <tenon/schema/ddl.hpp>
#include <tenon/sqlite/create.hpp>
#include <tenon/statement/run.hpp>
#include <tenon/types/timestamp.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace tenon::inline v0::detail {

/// What a database file says of the module that owns it: that its initial data is in.
struct module_record {
    std::string name;
    timestamp initialised_at;

    static constexpr auto table =
        tenon::table("tenon_modules", primary_key("name"), default_("initialised_at", current_timestamp));
};

/// Parents before children; tables that refer to each other come in the order of the module's list.
template <class... Tables>
constexpr std::array<std::size_t, sizeof...(Tables)> creation_order(types<Tables...>) {
    constexpr std::size_t count = sizeof...(Tables);
    const std::array<std::uint64_t, count> identities{described<Tables>::info.identity...};
    std::array<std::array<bool, count>, count> refers{};
    std::size_t row = 0;
    [[maybe_unused]] const auto fill = [&](const auto& constraints, std::uint64_t self) {
        for (const constraint& c : constraints)
            for (std::size_t target = 0; c.has_target && target < count; ++target)
                if (identities[target] == c.target->identity && identities[target] != self)
                    refers[row][target] = true;
        ++row;
    };
    (fill(described<Tables>::constraints, described<Tables>::info.identity), ...);
    std::array<std::size_t, count> order{};
    std::array<bool, count> placed{};
    std::size_t next = 0;
    for (bool forced = false; next < count;) {
        const std::size_t before = next;
        for (std::size_t t = 0; t < count; ++t) {
            bool ready = !placed[t];
            for (std::size_t d = 0; d < count; ++d) ready = ready && (forced || !refers[t][d] || placed[d]);
            if (!ready) continue;
            placed[t] = true;
            order[next++] = t;
            forced = false;
        }
        forced = next == before;
    }
    return order;
}

/// Whether the module has put its initial data into the file.
inline bool has_initial_data(sqlite::connection& on, std::string_view module_name) {
    if (!schema::detail::has_table(on, "tenon_modules")) return false;
    sqlite::statement lookup = schema::detail::lease(on, "SELECT 1 FROM main.tenon_modules WHERE name = ?1");
    lookup.bind_text(1, module_name, lifetime::outlives);
    return lookup.step();
}

/// Whether the file is new to the module; from then on it is not.
inline bool claim_initial_data(sqlite::connection& on, std::string_view module_name) {
    sqlite::create_table<module_record>(on);
    constexpr auto claim = insert<module_record>()
                               .values(column_name<"name">() = placeholder<"name">())
                               .on_conflict()
                               .do_nothing();
    return run<no_module>(on, claim, placeholder<"name">() = module_name).rows == 1;
}

}  // namespace tenon::inline v0::detail
