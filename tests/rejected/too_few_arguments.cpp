// expect: SUBSTR() takes 2 or 3 arguments
#include "shop.hpp"

#ifdef ACCEPTED
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::substr("name"_c, 2)).from<customer>()).all();
}
#else
auto answer(tenon::database& db) { return db(tenon::select(tenon::substr("name"_c)).from<customer>()).all(); }
#endif
