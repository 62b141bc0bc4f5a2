// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/history.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// What the history calls the way back.
inline constexpr std::string_view undo = "undo ";

/// A diff as messages and the history call it when it is taken back.
inline std::string name_of_diff(std::int64_t version) { return "diff " + std::to_string(version); }

/// The rows of a history that are in force, oldest first: what was taken back is left out, and what took it
/// back.
inline std::vector<history_row> in_force(std::vector<history_row> rows) {
    std::vector<history_row> result;
    for (history_row& each : rows) {
        if (each.name.compare(0, undo.size(), undo) != 0) {
            result.push_back(std::move(each));
            continue;
        }
        const std::string gone = each.name.substr(undo.size());
        for (std::size_t i = result.size(); i-- > 0;)
            if (result[i].name == gone ||
                (result[i].name == "diff" && name_of_diff(result[i].version) == gone)) {
                result.erase(result.begin() + static_cast<std::ptrdiff_t>(i));
                break;
            }
    }
    return result;
}

}  // namespace tenon::inline v0::schema::detail
