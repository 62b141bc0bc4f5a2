// expect: `customers.name`: no table or alias here is called `customers`; did you mean `c`?
#include "shop.hpp"

auto names(tenon::database& db) { return db(tenon::select("customers.name"_c).from<customer, "c">()).all(); }
