// expect: two windows are called `w`
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::sum("total"_c).over<"w">())
                  .from<order>()
                  .window<"w">(tenon::order_by("id"_c)))
        .all();
#else
    return db(tenon::select(tenon::sum("total"_c).over<"w">())
                  .from<order>()
                  .window<"w">(tenon::order_by("id"_c))
                  .window<"w">(tenon::order_by("id"_c)))
        .all();
#endif
}
