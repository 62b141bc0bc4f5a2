// expect: column `name` can't be NULL, but the value can: give another by coalesce()
#include "shop.hpp"

void rename(tenon::database& db) {
#ifdef ACCEPTED
    db(tenon::update<customer>().set("name"_c = tenon::coalesce("phone"_c, "email"_c)));
#else
    db(tenon::update<customer>().set("name"_c = "phone"_c));
#endif
}
