// expect: OFFSET needs a LIMIT
#include "shop.hpp"

auto rest(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().limit(10).offset(10)).all();
#else
    return db(tenon::select<order>().offset(10)).all();
#endif
}
