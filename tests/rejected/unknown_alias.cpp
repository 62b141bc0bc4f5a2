// expect: `cu.name`: no table or alias here is called `cu`; did you mean `c`?
#include "shop.hpp"

auto names(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("c.name"_c).from<customer, "c">()).all();
#else
    return db(tenon::select("cu.name"_c).from<customer, "c">()).all();
#endif
}
