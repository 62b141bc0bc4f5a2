// expect: `id` is a column of several tables: say which, as in `o.id`
#include "shop.hpp"

auto ids(tenon::database& db) {
#ifdef ACCEPTED
    auto query = tenon::select("o.id"_c);
#else
    auto query = tenon::select("id"_c);
#endif
    return db(query.from<customer, "c">().join<order, "o">("o.customer_id"_c == "c.id"_c)).all();
}
