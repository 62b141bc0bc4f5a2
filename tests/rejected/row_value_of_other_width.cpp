// expect: a row value is compared with a row of as many values, nothing else
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().where(tenon::row_value("id"_c, "total"_c) ==
                                                        tenon::row_value(1, 2.5)))
        .all();
#else
    return db(tenon::select("id"_c).from<order>().where(tenon::row_value("id"_c, "total"_c) ==
                                                        tenon::row_value(1, 2.5, 3)))
        .all();
#endif
}
