// expect: `phone` (TEXT) and the value (INTEGER) can't be arguments of one COALESCE(): their types differ
#include "shop.hpp"

auto phones(tenon::database& db) {
    return db(tenon::select(tenon::coalesce("phone"_c, 0).as<"phone">()).from<customer>()).all();
}
