// expect: `name` is TEXT, where SUBSTR() takes an integer
#include "shop.hpp"

#ifdef ACCEPTED
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::substr("name"_c, tenon::length("name"_c))).from<customer>()).all();
}
#else
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::substr("name"_c, "name"_c)).from<customer>()).all();
}
#endif
