// expect: an SQL function needs one signature: give a function, or a lambda without `auto` parameters
#include <tenon/functions.hpp>
#include "shop.hpp"

void add(tenon::database& db) {
#ifdef ACCEPTED
    db.connection().add_function("same", [](std::int64_t value) { return value; });
#else
    db.connection().add_function("same", [](auto value) { return value; });
#endif
}
