// expect: table `customers` stands in the statement more than once: say which, as in c<..., "a">
#include "shop.hpp"

auto pairs(tenon::database& db) {
#ifdef ACCEPTED
    auto query = tenon::select(tenon::c<&customer::name, "b">);
#else
    auto query = tenon::select(tenon::c<&customer::name>);
#endif
    return db(query.from<customer, "a">().join<customer, "b">("a.phone"_c == "b.phone"_c)).all();
}
