// expect: set() takes assignments, as in "column"_c = value
#include "shop.hpp"

void reset(tenon::database& db) { db(tenon::update<order>().set("total"_c == 0)); }
