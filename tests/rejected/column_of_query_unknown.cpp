// expect: table `q` has no column `totl`; did you mean `total`?
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("q.total"_c).from<"q">(tenon::select("total"_c).from<order>())).all();
#else
    return db(tenon::select("q.totl"_c).from<"q">(tenon::select("total"_c).from<order>())).all();
#endif
}
