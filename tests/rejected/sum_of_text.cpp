// expect: `name` is TEXT, where a number is wanted
#include "shop.hpp"

auto total(tenon::database& db) { return db(tenon::select(tenon::sum("name"_c)).from<customer>()).scalar(); }
