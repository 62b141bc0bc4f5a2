// expect: the expression yields a value of a type that is known only when it runs: say which by cast<...>()
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select(tenon::cast<std::string>("name"_c.json_get_text("$.a"))).from<customer>()).all();
#else
    return db(tenon::select("name"_c.json_get_text("$.a")).from<customer>()).all();
#endif
}
