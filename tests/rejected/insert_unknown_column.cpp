// expect: table `customers` has no column `emial`; did you mean `email`?
#include "shop.hpp"

std::int64_t add(tenon::database& db) {
    return db(tenon::insert<customer>().returning("id"_c), "name"_p = "Ada", "emial"_p = "ada@example.com")
        .scalar();
}
