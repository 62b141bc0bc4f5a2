// expect: the rows of VALUES have different numbers of values
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::values(tenon::row_value(1, 2), tenon::row_value(3, 4))).all();
#else
    return db(tenon::values(tenon::row_value(1, 2), 3)).all();
#endif
}
