// expect: a window's frame can't end before it begins
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::sum("total"_c).over(
                                tenon::order_by("id"_c).rows(tenon::preceding(1), tenon::current_row)))
                  .from<order>())
        .all();
#else
    return db(tenon::select(tenon::sum("total"_c).over(
                                tenon::order_by("id"_c).rows(tenon::current_row, tenon::preceding(1))))
                  .from<order>())
        .all();
#endif
}
