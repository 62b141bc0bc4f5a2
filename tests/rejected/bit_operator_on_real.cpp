// expect: `total` is REAL, but a bit operator takes an integer
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c & 1).from<order>()).all();
#else
    return db(tenon::select("total"_c & 1).from<order>()).all();
#endif
}
