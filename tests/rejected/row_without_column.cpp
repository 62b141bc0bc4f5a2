// expect: the row has no column `nmae`; did you mean `name`?
#include "shop.hpp"

std::string first_name(tenon::database& db) {
    auto row = db(tenon::select("name"_c, "email"_c).from<customer>().limit(1)).one();
#ifdef ACCEPTED
    return row["name"_c];
#else
    return row["nmae"_c];
#endif
}
