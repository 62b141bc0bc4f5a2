// expect: the value is REAL, but LIMIT takes an integer
#include "shop.hpp"

auto some(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().limit(10)).all();
#else
    return db(tenon::select<order>().limit(10.0)).all();
#endif
}
