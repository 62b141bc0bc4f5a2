// expect: table `customers` has no column `nmae`; did you mean `name`?
#include "shop.hpp"

std::int64_t find(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("c.id"_c).from<customer, "c">().where("c.name"_c == "name"_p), "name"_p = "Ada")
        .scalar();
#else
    return db(tenon::select("c.id"_c).from<customer, "c">().where("c.nmae"_c == "name"_p), "name"_p = "Ada")
        .scalar();
#endif
}
