// expect: `:min` is given twice
#include "shop.hpp"

auto big(tenon::database& db) {
    return db(tenon::select<order>().where("total"_c >= "min"_p), "min"_p = 50, "min"_p = 60).all();
}
