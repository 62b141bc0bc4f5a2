// expect: `name` needs a table: the statement has no FROM
#include "shop.hpp"

auto names(tenon::database& db) { return db(tenon::select("name"_c)).all(); }
