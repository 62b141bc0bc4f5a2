// expect: column `total` is given twice
#include "shop.hpp"

void reset(tenon::database& db) { db(tenon::update<order>().set("total"_c = 0, "total"_c = 1)); }
