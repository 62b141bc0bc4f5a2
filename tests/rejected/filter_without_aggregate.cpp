// expect: FILTER belongs to an aggregate
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::max("total"_c).filter("id"_c > 1)).from<order>()).all();
#else
    return db(tenon::select(tenon::abs("total"_c).filter("id"_c > 1)).from<order>()).all();
#endif
}
