// expect: HAVING needs a GROUP BY or an aggregate: use where()
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().where("id"_c > 1)).all();
#else
    return db(tenon::select("id"_c).from<order>().having("id"_c > 1)).all();
#endif
}
