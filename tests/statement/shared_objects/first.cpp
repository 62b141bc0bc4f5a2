// SPDX-License-Identifier: BSL-1.0
#include "shared_query.hpp"

void first_object::add(tenon::database& db, const std::string& place, std::int64_t guests) {
    db(tenon::insert<visit>(), "place"_p = place, "guests"_p = guests);
}

std::string first_object::place_of(tenon::database& db, std::int64_t id) {
    return db(tenon::select("place"_c).from<visit>().where("id"_c == "id"_p), "id"_p = id).scalar();
}

std::vector<std::int64_t> first_object::shared_query(tenon::database& db, std::int64_t least) {
    return run_shared_query(db, least);
}

void first_object::read_the_only_one(tenon::database& db) { (void)db(tenon::select<visit>()).one(); }
