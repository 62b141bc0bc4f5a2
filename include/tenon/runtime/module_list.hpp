// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/message.hpp>
#include <tenon/runtime/module.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

template <class Module, class... Modules>
constexpr std::size_t position_of() {
    std::size_t position = 0;
    static_cast<void>(((std::is_same_v<Module, Modules> || (++position, false)) || ...));
    return position;
}

/// Which modules each module depends on, by position; one past the end stands for a module that is not
/// registered.
template <class... Modules>
struct dependency_table {
    static constexpr std::size_t count = sizeof...(Modules);
    using row = std::array<bool, count + 1>;

    template <class... Dependencies>
    static constexpr row make_row(modules<Dependencies...>) {
        row result{};
        ((result[position_of<Dependencies, Modules...>()] = true), ...);
        return result;
    }

    /// Those that must have started before.
    static constexpr std::array<row, count> rows{make_row(
        typename joined_modules<required_modules<Modules>, typename Modules::may_depend_on>::type{})...};
    /// Those whose tables are read.
    static constexpr std::array<row, count> reads{make_row(read_modules<Modules>{})...};
};

/// An order in which every module comes after those that it depends on; `count` is the number that could be
/// ordered.
template <class... Modules>
struct start_order {
    std::array<std::size_t, sizeof...(Modules)> positions{};
    std::size_t count = 0;

    constexpr start_order() {
        std::array<bool, sizeof...(Modules)> placed{};
        for (bool progress = true; progress;) {
            progress = false;
            for (std::size_t m = 0; m < placed.size(); ++m) {
                if (placed[m]) continue;
                bool ready = true;
                for (std::size_t d = 0; d < placed.size(); ++d)
                    ready = ready && (!dependency_table<Modules...>::rows[m][d] || placed[d]);
                if (!ready) continue;
                placed[m] = progress = true;
                positions[count++] = m;
            }
        }
    }
};

template <class... Modules, class... Dependencies>
constexpr void check_registered(message& words, std::string_view name, std::string_view how,
                                modules<Dependencies...>) {
    [[maybe_unused]] const auto check_one = [&](std::string_view dependency, bool registered) {
        if (registered || !words.empty()) return;
        words << "module ";
        words.name(name) << how;
        words.name(dependency) << ", which is not registered: name it in the registry too";
    };
    (check_one(Dependencies::name(), position_of<Dependencies, Modules...>() < sizeof...(Modules)), ...);
}

/// Names the modules of a circle, each before one that it depends on.
template <class... Modules>
constexpr void explain_circle(message& words, const start_order<Modules...>& order) {
    constexpr std::size_t count = sizeof...(Modules);
    const std::array<std::string_view, count> names{Modules::name()...};
    std::array<bool, count> placed{};
    for (std::size_t i = 0; i < order.count; ++i) placed[order.positions[i]] = true;
    const auto next = [&](std::size_t from) {
        std::size_t to = 0;
        while (placed[to] || !dependency_table<Modules...>::rows[from][to]) ++to;
        return to;
    };
    // Whoever could not be placed depends on a circle, perhaps from outside: after that many steps one is in
    // it.
    std::size_t first = 0;
    while (placed[first]) ++first;
    for (std::size_t step = 0; step < count; ++step) first = next(first);
    words << "modules depend on each other in a circle: ";
    std::size_t at = first;
    do {
        words.name(names[at]) << " on ";
        at = next(at);
    } while (at != first);
    words.name(names[first]);
}

/// Why a registry of these modules has no session for Module, or nothing.
template <class Module, class... Modules>
struct membership_refusal {
    static constexpr message sentence = [] {
        message words;
        if (position_of<Module, Modules...>() == sizeof...(Modules)) {
            words << "module ";
            words.name(Module::name()) << " is not part of this registry";
        }
        return words;
    }();
};

}  // namespace tenon::inline v0::detail
