// expect: `c.id` is INTEGER, where a condition is wanted
#include "shop.hpp"

auto pairs(tenon::database& db) {
    return db(tenon::select("o.id"_c).from<order, "o">().join<customer, "c">("c.id"_c)).all();
}
