// expect: NULL is no use as an argument of COALESCE()
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::coalesce("phone"_c, "")).from<customer>()).all();
#else
    return db(tenon::select(tenon::coalesce("phone"_c, std::nullopt)).from<customer>()).all();
#endif
}
