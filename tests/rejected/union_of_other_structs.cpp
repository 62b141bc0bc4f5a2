// expect: the structs of `customers` differ in column `name`: list the columns
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c, "name"_c, "email"_c, "phone"_c)
                  .from<customer>()
                  .union_(tenon::select("id"_c, "phone"_c, "email"_c, "phone"_c).from<customer>()))
        .all();
#else
    return db(tenon::select<customer>().union_(
                  tenon::select("id"_c, "phone"_c, "email"_c, "phone"_c).from<customer>()))
        .all();
#endif
}
