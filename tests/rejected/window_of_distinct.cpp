// expect: COUNT() can't have both DISTINCT and OVER
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::count("customer_id"_c).over()).from<order>()).all();
#else
    return db(tenon::select(tenon::count_distinct("customer_id"_c).over()).from<order>()).all();
#endif
}
