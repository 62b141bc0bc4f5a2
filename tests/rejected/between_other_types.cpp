// expect: `total` (REAL) and the value (TEXT) can't be compared: their types differ
#include "shop.hpp"

auto medium(tenon::database& db) {
    return db(tenon::select<order>().where("total"_c.between("1", "5"))).all();
}
