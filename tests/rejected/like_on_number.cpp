// expect: `total` is REAL, where text is wanted
#include "shop.hpp"

auto tens(tenon::database& db) { return db(tenon::select<order>().where("total"_c.like("1%"))).all(); }
