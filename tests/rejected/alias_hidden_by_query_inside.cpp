// expect: two tables of the statement are called `x`: give one an alias
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order, "x">().where(tenon::exists(
                  tenon::select("id"_c).from<customer, "y">().where(tenon::c<&order::total> > 3))))
        .all();
#else
    return db(tenon::select("id"_c).from<order, "x">().where(tenon::exists(
                  tenon::select("id"_c).from<customer, "x">().where(tenon::c<&order::total> > 3))))
        .all();
#endif
}
