// expect: a part of WITH is called `orders` like a table that is read: give it another name
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::with<"others">(tenon::select("id"_c).from<customer>()).select("id"_c).from<order>())
        .all();
#else
    return db(tenon::with<"orders">(tenon::select("id"_c).from<customer>()).select("id"_c).from<order>())
        .all();
#endif
}
