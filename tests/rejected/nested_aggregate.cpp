// expect: SUM() can't stand inside MAX(): both combine rows
#include "shop.hpp"

auto most(tenon::database& db) {
    return db(tenon::select(tenon::max(tenon::sum("total"_c))).from<order>().group_by("customer_id"_c)).all();
}
