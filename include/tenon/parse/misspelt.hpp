// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/suggestion.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

// What a misspelt word may have meant, where a name makes no sense.
inline constexpr std::string_view meant_keywords[] = {
    "SELECT",   "DISTINCT", "FROM",  "WHERE",  "JOIN",   "LEFT",   "RIGHT", "INNER",     "OUTER",
    "CROSS",    "GROUP",    "ORDER", "HAVING", "LIMIT",  "OFFSET", "UNION", "INTERSECT", "EXCEPT",
    "VALUES",   "INSERT",   "INTO",  "UPDATE", "DELETE", "SET",    "USING", "WINDOW",    "RETURNING",
    "CONFLICT", "BETWEEN",  "LIKE",  "ESCAPE", "WHEN",   "THEN",   "ELSE",  "WITH",      "ON",
    "BY",       "AS",       "AND",   "DESC",   "ASC",    "NULLS",  "END",
};

/// The keyword that a word must have been meant for: one slip away, two in a long word. Or none.
constexpr std::string_view meant_keyword(std::string_view misspelt) {
    std::string_view best;
    std::size_t least = misspelt.size() < 3 ? 0 : misspelt.size() < 6 ? 2 : 3;
    for (const std::string_view keyword : meant_keywords) {
        const std::size_t distance = edit_distance(misspelt, keyword);
        if (distance >= least) continue;
        least = distance;
        best = keyword;
    }
    return best;
}

}  // namespace tenon::inline v0::detail
