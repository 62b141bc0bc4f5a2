// expect: a column of `q` has no name: give it one by as<"...">()
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::all).from<"q">(tenon::select(("id"_c + 1).as<"n">()).from<order>())).all();
#else
    return db(tenon::select(tenon::all).from<"q">(tenon::select("id"_c + 1).from<order>())).all();
#endif
}
