// expect: JSON_EXTRACT() yields a value of a type that is known only when it runs: say which by cast<...>()
#include "shop.hpp"

#ifdef ACCEPTED
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::json_extract("phone"_c, "$.home") == "5").from<customer>()).all();
}
#else
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::json_extract("phone"_c, "$.home")).from<customer>()).all();
}
#endif
