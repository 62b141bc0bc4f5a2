// expect: `customer_id` is neither in GROUP BY nor inside an aggregate
#include "shop.hpp"

auto totals(tenon::database& db) {
    return db(tenon::select("customer_id"_c, tenon::sum("total"_c)).from<order>()).all();
}
