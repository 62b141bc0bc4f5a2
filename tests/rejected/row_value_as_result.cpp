// expect: a row value can be compared and looked for by in(), nothing else
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c, "total"_c).from<order>()).all();
#else
    return db(tenon::select(tenon::row_value("id"_c, "total"_c)).from<order>()).all();
#endif
}
