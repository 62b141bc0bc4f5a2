// expect: `o.total` (REAL) and `c.name` (TEXT) can't be compared: their types differ
#include "shop.hpp"

auto find(tenon::database& db) {
    return db(tenon::select("o.id"_c).from<order, "o">().join<customer, "c">("o.total"_c == "c.name"_c))
        .all();
}
