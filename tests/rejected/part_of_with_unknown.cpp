// expect: there is no table or part of WITH called `bigg`; did you mean `big`?
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::with<"big">(tenon::select("id"_c).from<order>()).select("id"_c).from<"big">()).all();
#else
    return db(tenon::with<"big">(tenon::select("id"_c).from<order>()).select("id"_c).from<"bigg">()).all();
#endif
}
