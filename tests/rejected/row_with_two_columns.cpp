// expect: the row has several columns `id`: say which, as in `o.id`
#include "shop.hpp"

std::int64_t first_id(tenon::database& db) {
    auto query = tenon::select("o.id"_c, "c.id"_c)
                     .from<order, "o">()
                     .join<customer, "c">("c.id"_c == "o.customer_id"_c);
    auto row = db(query.limit(1)).one();
#ifdef ACCEPTED
    return row["o.id"_c];
#else
    return row["id"_c];
#endif
}
