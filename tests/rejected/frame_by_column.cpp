// expect: a frame can't depend on a column
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::sum("total"_c).over(
                                tenon::order_by("id"_c).rows(tenon::preceding(2), tenon::current_row)))
                  .from<order>())
        .all();
#else
    return db(tenon::select(tenon::sum("total"_c).over(
                                tenon::order_by("id"_c).rows(tenon::preceding("id"_c), tenon::current_row)))
                  .from<order>())
        .all();
#endif
}
