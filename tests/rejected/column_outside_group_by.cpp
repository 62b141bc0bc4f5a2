// expect: `total` is neither in GROUP BY nor inside an aggregate
#include "shop.hpp"

auto totals(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("customer_id"_c, tenon::sum("total"_c)).from<order>().group_by("customer_id"_c))
        .all();
#else
    return db(tenon::select("customer_id"_c, "total"_c).from<order>().group_by("customer_id"_c)).all();
#endif
}
