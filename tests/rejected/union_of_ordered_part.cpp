// expect: a part of UNION takes no ORDER BY
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c)
                  .from<order>()
                  .union_(tenon::select("id"_c).from<customer>())
                  .order_by("id"_c))
        .all();
#else
    return db(tenon::select("id"_c).from<order>().order_by("id"_c).union_(
                  tenon::select("id"_c).from<customer>()))
        .all();
#endif
}
