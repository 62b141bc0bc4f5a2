// expect: ORDER BY of several SELECTs takes names of results, as in "column"_c
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c)
                  .from<order>()
                  .union_(tenon::select("id"_c).from<customer>())
                  .order_by("id"_c))
        .all();
#else
    return db(tenon::select("id"_c)
                  .from<order>()
                  .union_(tenon::select("id"_c).from<customer>())
                  .order_by("id"_c + 1))
        .all();
#endif
}
