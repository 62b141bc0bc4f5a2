// expect: `*` stands for all columns of a column list: it can't be named or be part of an expression
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("*"_c).from<order>().order_by("id"_c)).all();
#else
    return db(tenon::select("id"_c).from<order>().order_by("*"_c)).all();
#endif
}
