// expect: the parts of UNION, INTERSECT and EXCEPT yield different numbers of columns
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().union_(tenon::select("id"_c).from<customer>())).all();
#else
    return db(tenon::select("id"_c).from<order>().union_(tenon::select("id"_c, "name"_c).from<customer>()))
        .all();
#endif
}
