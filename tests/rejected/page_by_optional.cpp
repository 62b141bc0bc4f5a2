// expect: page_after(): `phone` can be NULL, which is neither before nor after a value: order by coalesce()
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<customer>().order_by(tenon::coalesce("phone"_c, ""), "id"_c).page_after("1", 1))
        .all();
#else
    return db(tenon::select<customer>().order_by("phone"_c, "id"_c).page_after("1", 1)).all();
#endif
}
