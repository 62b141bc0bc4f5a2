// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/core.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What each of two shared objects, built with hidden visibility, does with a connection that it is given.
struct visit {
    std::int64_t id = 0;
    std::string place{};
    std::int64_t guests = 0;

    static constexpr auto table = tenon::table("visits", tenon::primary_key("id"));
};

namespace first_object {
[[gnu::visibility("default")]] void add(tenon::database& db, const std::string& place, std::int64_t guests);
[[gnu::visibility("default")]] std::string place_of(tenon::database& db, std::int64_t id);
[[gnu::visibility("default")]] std::vector<std::int64_t> shared_query(tenon::database& db,
                                                                      std::int64_t least);
[[gnu::visibility("default")]] void read_the_only_one(tenon::database& db);
}  // namespace first_object

namespace second_object {
[[gnu::visibility("default")]] std::int64_t guests_of(tenon::database& db, std::int64_t id);
[[gnu::visibility("default")]] std::vector<std::int64_t> shared_query(tenon::database& db,
                                                                      std::int64_t least);
[[gnu::visibility("default")]] std::int64_t count_pairs(tenon::database& db, std::int64_t least);
}  // namespace second_object
