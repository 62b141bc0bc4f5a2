// expect: SUM() combines rows and can't stand in WHERE: it belongs in the results, HAVING or ORDER BY of a SELECT
#include "shop.hpp"

auto big(tenon::database& db) {
    auto query = tenon::select("customer_id"_c).from<order>().group_by("customer_id"_c);
#ifdef ACCEPTED
    return db(query.having(tenon::sum("total"_c) > 100)).all();
#else
    return db(query.where(tenon::sum("total"_c) > 100)).all();
#endif
}
