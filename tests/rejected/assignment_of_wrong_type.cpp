// expect: column `total` is REAL and can't take TEXT
#include "shop.hpp"

void reset(tenon::database& db) {
#ifdef ACCEPTED
    db(tenon::update<order>().set("total"_c = 0).where("id"_c == 7));
#else
    db(tenon::update<order>().set("total"_c = "0").where("id"_c == 7));
#endif
}
