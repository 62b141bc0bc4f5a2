// expect: two tables of the statement are called `customers`: give one an alias
#include "shop.hpp"

auto pairs(tenon::database& db) {
#ifdef ACCEPTED
    auto query =
        tenon::select("a.id"_c, "b.id"_c).from<customer, "a">().join<customer, "b">("a.name"_c == "b.name"_c);
#else
    auto query = tenon::select("id"_c, "name"_c).from<customer>().join<customer>("phone"_c == "phone"_c);
#endif
    return db(query).all();
}
