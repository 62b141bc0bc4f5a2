// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/schema/constraint.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0 {

/// A table's description: its name in SQL and what holds for it; `Targets` are the structs that its foreign
/// keys refer to, `void` for other constraints. `fts5` and `view` make it, too.
template <class... Targets>
struct table_description {
    std::string_view name;
    std::array<detail::constraint, sizeof...(Targets)> constraints;
    table_kind kind = table_kind::table;
    std::string_view body{};                  // of a view
    const detail::output* results = nullptr;  // of a view that is described by a query
    std::int16_t result_count = 0;
};

/// Describes the table of a struct: `static constexpr auto table = tenon::table("orders", primary_key("id"),
/// …)` inside it, or a specialisation of `tenon::table_of` outside. Columns are named as the fields are.
template <class... Constraints>
constexpr table_description<typename Constraints::target_type...> table(std::string_view name,
                                                                        const Constraints&... constraints) {
    return {name, {static_cast<const detail::constraint&>(constraints)...}};
}

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

// A description all the same: what uses it goes on without further complaints.
struct no_description : table_description<> {};

template <class T>
constexpr auto description_inside() {
    if constexpr (requires { T::table.constraints; })
        return T::table;
    else
        return no_description{};
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The description of T's table. For a struct that can't be edited:
/// `template <> inline constexpr auto tenon::table_of<legacy> = tenon::table("legacy", …);`
template <class T>
inline constexpr auto table_of = detail::description_inside<T>();

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class T>
inline constexpr bool is_described = !std::is_same_v<decltype(table_of<T>), const no_description>;

}  // namespace tenon::inline v0::detail
