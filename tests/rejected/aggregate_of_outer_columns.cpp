// expect: SUM() combines rows of the query around it: move it there
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order, "o">().where(
                  tenon::scalar(tenon::select(tenon::sum("o.total"_c * "customers.id"_c)).from<customer>()) >
                  3))
        .all();
#else
    return db(tenon::select("id"_c).from<order, "o">().where(
                  tenon::scalar(tenon::select(tenon::sum("o.total"_c)).from<customer>()) > 3))
        .all();
#endif
}
