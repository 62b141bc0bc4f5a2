// expect: a value orders and groups nothing: name a column, as in "column"_c
#include "shop.hpp"

auto sorted(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<customer>().order_by("name"_c)).all();
#else
    return db(tenon::select<customer>().order_by("name")).all();
#endif
}
