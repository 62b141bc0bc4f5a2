// expect: page_after() takes one value for each term of ORDER BY
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().order_by("total"_c, "id"_c).page_after(1.5, 1)).all();
#else
    return db(tenon::select<order>().order_by("total"_c, "id"_c).page_after(1.5)).all();
#endif
}
