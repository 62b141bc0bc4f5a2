// expect: USING: `total` is not a column of both sides of the join
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("name"_c).from<order>().join<customer>(tenon::using_("id"_c))).all();
#else
    return db(tenon::select("name"_c).from<order>().join<customer>(tenon::using_("total"_c))).all();
#endif
}
