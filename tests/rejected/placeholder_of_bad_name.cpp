// expect: `:a-b` is no name for a placeholder: use letters, digits and _
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().where("id"_c == 1)).all();
#else
    return db(tenon::select("id"_c).from<order>().where("id"_c == "a-b"_p)).all();
#endif
}
