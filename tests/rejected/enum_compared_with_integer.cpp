// expect: `status` (state) and the value (INTEGER) can't be compared: their types differ
#include "shop.hpp"

auto paid(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().where("status"_c == state::paid)).all();
#else
    return db(tenon::select<order>().where("status"_c == 1)).all();
#endif
}
