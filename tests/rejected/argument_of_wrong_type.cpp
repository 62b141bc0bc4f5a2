// expect: `:min` is REAL and can't take TEXT
#include "shop.hpp"

auto big(tenon::database& db) {
    return db(tenon::select<order>().where("total"_c >= "min"_p), "min"_p = "50").all();
}
