// expect: raw SQL takes one argument for each `?` in it, and no other placeholders
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::raw<double, "total * ?">(1.1)).from<order>()).all();
#else
    return db(tenon::select(tenon::raw<double, "total * ?">()).from<order>()).all();
#endif
}
