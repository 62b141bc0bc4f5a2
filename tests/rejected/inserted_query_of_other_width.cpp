// expect: the query yields another number of columns than the INSERT names
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::insert<customer>()
                  .columns("name"_c, "email"_c)
                  .rows(tenon::select("name"_c, "email"_c).from<customer>()));
#else
    return db(tenon::insert<customer>()
                  .columns("name"_c, "email"_c)
                  .rows(tenon::select("name"_c).from<customer>()));
#endif
}
