// expect: `name` (TEXT) and the value (INTEGER) can't be compared: their types differ
#include "shop.hpp"

auto find(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<customer>().where("name"_c == "5")).first();
#else
    return db(tenon::select<customer>().where("name"_c == 5)).first();
#endif
}
