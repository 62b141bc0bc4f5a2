// expect: GROUP BY is empty
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().group_by("id"_c)).all();
#else
    return db(tenon::select("id"_c).from<order>().group_by()).all();
#endif
}
