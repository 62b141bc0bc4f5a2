// expect: RANGE with a distance needs one term in the window's ORDER BY
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::sum("total"_c).over(
                                tenon::order_by("total"_c).range(tenon::preceding(1), tenon::current_row)))
                  .from<order>())
        .all();
#else
    return db(tenon::select(
                  tenon::sum("total"_c).over(
                      tenon::order_by("total"_c, "id"_c).range(tenon::preceding(1), tenon::current_row)))
                  .from<order>())
        .all();
#endif
}
