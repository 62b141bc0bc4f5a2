// expect: `name` is TEXT, where a number is wanted
#include "shop.hpp"

auto doubled(tenon::database& db) {
    return db(tenon::select(("name"_c * 2).as<"twice">()).from<customer>()).all();
}
