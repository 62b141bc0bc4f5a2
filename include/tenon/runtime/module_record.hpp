// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/history.hpp>
#include <tenon/runtime/module.hpp>
#include <tenon/schema/ddl.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

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

/// What a database file says of the modules that own it: that their initial data is in. Not a struct of its
/// own, whose statements every program would compile.
inline constexpr const char* create_module_records =
    "CREATE TABLE IF NOT EXISTS main.tenon_modules (\"name\" TEXT NOT NULL, \"initialised_at\" TEXT NOT NULL "
    "DEFAULT "
    "(strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'), PRIMARY KEY (\"name\")) STRICT";

/// Whether the module has put its initial data into the file.
template <class = void>
bool has_initial_data(sqlite::connection& on, std::string_view module_name) {
    if (!schema::detail::has_table(on, "tenon_modules")) return false;
    sqlite::statement lookup = schema::detail::lease(on, "SELECT 1 FROM main.tenon_modules WHERE name = ?1");
    lookup.bind_text(1, module_name, lifetime::outlives);
    return lookup.step();
}

/// Whether the file is new to the module; from then on it is not.
template <class = void>
bool claim_initial_data(sqlite::connection& on, std::string_view module_name) {
    on.execute(create_module_records);  // which has the connection look at the schema anew, too
    sqlite::statement claim = schema::detail::lease(
        on, "INSERT INTO main.tenon_modules (name) VALUES (?1) ON CONFLICT DO NOTHING RETURNING 1");
    claim.bind_text(1, module_name, lifetime::outlives);
    return claim.step();
}

}  // namespace tenon::inline v0::detail
