// expect: `:min` is given a type that no tenon::codec stores
#include "shop.hpp"

struct money {
    int cents;
};

auto big(tenon::database& db) {
    return db(tenon::select<order>().where("total"_c >= "min"_p), "min"_p = money{50}).all();
}
