// expect: column `name` belongs to table `customers`, which is not part of the statement
#include "shop.hpp"

auto names(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::c<&customer::name>).from<customer>()).all();
#else
    return db(tenon::select(tenon::c<&customer::name>).from<order>()).all();
#endif
}
