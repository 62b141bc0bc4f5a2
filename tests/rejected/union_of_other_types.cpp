// expect: column `id` is INTEGER in one part and TEXT in another
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().union_(tenon::select("id"_c).from<customer>())).all();
#else
    return db(tenon::select("id"_c).from<order>().union_(tenon::select("name"_c).from<customer>())).all();
#endif
}
