// expect: column `name` belongs to table `customers`, which is not part of the statement as `k`, but as `c`
#include "shop.hpp"

auto names(tenon::database& db) {
    return db(tenon::select(tenon::c<&customer::name, "k">).from<customer, "c">()).all();
}
