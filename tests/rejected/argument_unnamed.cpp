// expect: arguments are named, as in "name"_p = value, or one struct, or one range of structs
#include "shop.hpp"

auto big(tenon::database& db) { return db(tenon::select<order>().where("total"_c >= "min"_p), 50).all(); }
