// expect: page_after() needs an ORDER BY that tells all rows apart: let it end in a key of the first table
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().order_by("total"_c, "id"_c).page_after(1.5, 1)).all();
#else
    return db(tenon::select<order>().order_by("total"_c).page_after(1.5)).all();
#endif
}
