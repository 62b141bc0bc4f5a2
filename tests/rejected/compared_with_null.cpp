// expect: a comparison of `phone` with NULL is never true: use is_null() or is_not_null()
#include "shop.hpp"

auto unreachable(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<customer>().where("phone"_c.is_null())).all();
#else
    return db(tenon::select<customer>().where("phone"_c == std::nullopt)).all();
#endif
}
