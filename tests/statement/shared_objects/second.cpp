// SPDX-License-Identifier: BSL-1.0
#include "shared_query.hpp"

std::int64_t second_object::guests_of(tenon::database& db, std::int64_t id) {
    return db(tenon::select("guests"_c).from<visit>().where("id"_c == "id"_p), "id"_p = id).scalar();
}

std::vector<std::int64_t> second_object::shared_query(tenon::database& db, std::int64_t least) {
    return run_shared_query(db, least);
}

// The other object's query runs inside this one's loop.
std::int64_t second_object::count_pairs(tenon::database& db, std::int64_t least) {
    std::int64_t pairs = 0;
    for (const auto& [id] : db(busy_visits, "least"_p = least))
        for (const std::int64_t other : first_object::shared_query(db, least)) pairs += other != id;
    return pairs;
}
