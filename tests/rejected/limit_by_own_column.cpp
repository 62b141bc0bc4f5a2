// expect: LIMIT can't depend on a column
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().limit(
                  tenon::scalar(tenon::select(tenon::max("id"_c)).from<customer>())))
        .all();
#else
    return db(tenon::select("id"_c).from<order>().limit(
                  tenon::scalar(tenon::select(tenon::max("id"_c))
                                    .from<customer>()
                                    .where("customers.id"_c < "orders.id"_c))))
        .all();
#endif
}
