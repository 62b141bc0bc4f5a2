// expect: `:what` is TEXT in one place and REAL in another
#include "shop.hpp"

auto find(tenon::database& db) {
    auto query = tenon::select("o.id"_c)
                     .from<order, "o">()
                     .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                     .where("c.name"_c == "what"_p || "o.total"_c == "what"_p);
    return db(query, "what"_p = "5").all();
}
