// expect: `:min` is given no value
#include "shop.hpp"

auto big(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().where("total"_c >= "min"_p), "min"_p = 50).all();
#else
    return db(tenon::select<order>().where("total"_c >= "min"_p)).all();
#endif
}
