// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "visits.hpp"

using namespace tenon::literals;

/// The same query, of which each object has a copy of its own.
inline constexpr auto busy_visits =
    tenon::select("id"_c).from<visit>().where("guests"_c >= "least"_p).order_by("id"_c);

inline std::vector<std::int64_t> run_shared_query(tenon::database& db, std::int64_t least) {
    std::vector<std::int64_t> found;
    for (const auto& [id] : db(busy_visits, "least"_p = least)) found.push_back(id);
    return found;
}
