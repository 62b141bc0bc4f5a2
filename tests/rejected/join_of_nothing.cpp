// expect: JOIN needs a FROM before it
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("name"_c).from<customer>()).all();
#else
    return db(tenon::select("name"_c).join<customer>("id"_c == 1)).all();
#endif
}
