// expect: table `customers` has no column `nmae`; did you mean `name`?
#include "shop.hpp"

void add(tenon::database& db) {
    db(tenon::insert<customer>().values("nmae"_c = "Ada", "email"_c = "ada@example.com"));
}
