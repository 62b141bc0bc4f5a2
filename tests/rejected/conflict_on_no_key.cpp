// expect: ON CONFLICT: no primary_key or unique of `customers` consists of `name`
#include "shop.hpp"

void add(tenon::database& db) {
    auto added = tenon::insert<customer>().values("name"_c = "Ada", "email"_c = "ada@example.com");
#ifdef ACCEPTED
    db(added.on_conflict("email"_c).do_nothing());
#else
    db(added.on_conflict("name"_c).do_nothing());
#endif
}
