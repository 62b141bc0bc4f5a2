// expect: column `name` can't be NULL
#include "shop.hpp"

void forget(tenon::database& db) { db(tenon::update<customer>().set("name"_c = std::nullopt)); }
