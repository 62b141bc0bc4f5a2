// expect: `total` is REAL, where a condition is wanted
#include "shop.hpp"

auto paid(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().where("total"_c != 0)).all();
#else
    return db(tenon::select<order>().where("total"_c)).all();
#endif
}
