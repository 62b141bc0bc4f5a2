// expect: OVER belongs to an aggregate or window function
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::max("total"_c).over()).from<order>()).all();
#else
    return db(tenon::select(tenon::abs("total"_c).over()).from<order>()).all();
#endif
}
