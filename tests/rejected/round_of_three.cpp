// expect: ROUND() takes 1 or 2 arguments
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::round("total"_c, 1)).from<order>()).all();
#else
    return db(tenon::select(tenon::round("total"_c, 1, 2)).from<order>()).all();
#endif
}
