// expect: LIMIT can't depend on a column
#include "shop.hpp"

auto some(tenon::database& db) { return db(tenon::select<order>().limit("id"_c)).all(); }
