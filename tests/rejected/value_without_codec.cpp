// expect: a value of type `money` can't be bound: no tenon::codec stores it
#include "shop.hpp"

struct money {
    int cents;
};

auto exact(tenon::database& db) { return db(tenon::select<order>().where("total"_c == money{5})).all(); }
