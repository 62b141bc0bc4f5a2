// expect: SUM() combines rows, which WHERE can't ask for: use HAVING
#include "shop.hpp"

auto big(tenon::database& db) {
    auto query = tenon::select("customer_id"_c).from<order>().group_by("customer_id"_c);
#ifdef ACCEPTED
    return db(query.having(tenon::sum("total"_c) > 100)).all();
#else
    return db(query.where(tenon::sum("total"_c) > 100)).all();
#endif
}
