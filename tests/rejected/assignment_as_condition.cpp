// expect: `id` is assigned where a value is wanted: compare by ==
#include "shop.hpp"

auto find(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<customer>().where("id"_c == 5)).first();
#else
    return db(tenon::select<customer>().where("id"_c = 5)).first();
#endif
}
