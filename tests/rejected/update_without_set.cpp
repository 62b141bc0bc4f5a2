// expect: UPDATE of `orders` is given no value: add set("column"_c = value)
#include "shop.hpp"

void pay(tenon::database& db) { db(tenon::update<order>().where("id"_c == 7)); }
