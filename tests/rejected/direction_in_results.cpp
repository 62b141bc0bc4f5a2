// expect: asc() and desc() belong to ORDER BY
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().order_by("id"_c.desc())).all();
#else
    return db(tenon::select("id"_c.desc()).from<order>()).all();
#endif
}
