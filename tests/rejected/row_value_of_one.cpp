// expect: a row value has two values or more
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().where("id"_c == 1)).all();
#else
    return db(tenon::select("id"_c).from<order>().where(tenon::row_value("id"_c) == tenon::row_value(1)))
        .all();
#endif
}
