// expect: a query that stands for a value yields one column
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().where("id"_c == tenon::select("id"_c).from<customer>()))
        .all();
#else
    return db(tenon::select("id"_c).from<order>().where("id"_c ==
                                                        tenon::select("id"_c, "name"_c).from<customer>()))
        .all();
#endif
}
