// expect: column `email` of `customers` needs a value: give "email"_p, declare default_("email", ...), or make it optional
#include "shop.hpp"

void add(tenon::database& db) {
#ifdef ACCEPTED
    db(tenon::insert<customer>(), "name"_p = "Ada", "email"_p = "ada@example.com");
#else
    db(tenon::insert<customer>(), "name"_p = "Ada");
#endif
}
