// expect: ABS() takes no OVER: it is neither an aggregate nor a window function
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::max("total"_c).over()).from<order>()).all();
#else
    return db(tenon::select(tenon::abs("total"_c).over()).from<order>()).all();
#endif
}
