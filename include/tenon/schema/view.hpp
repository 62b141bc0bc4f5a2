// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/table.hpp>

#include <string_view>

namespace tenon::inline v0 {

/// Describes a view: `CREATE VIEW … AS …`. The body is a SELECT whose results bear the names of the fields,
/// in any order. It is parsed while compiling; SQLite looks at its tables and columns when the view is
/// created (NO_SUCH_TABLE, NO_SUCH_COLUMN). A view is read like a table and never written. Columns are
/// checked whenever they are read. `column(…).named(…)` may follow.
template <class... Constraints>
constexpr table_description<typename Constraints::target_type...> view(std::string_view name,
                                                                       std::string_view body,
                                                                       const Constraints&... constraints) {
    return {name, {static_cast<const detail::constraint&>(constraints)...}, table_kind::view, body};
}

}  // namespace tenon::inline v0
