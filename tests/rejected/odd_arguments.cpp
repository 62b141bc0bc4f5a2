// expect: JSON_OBJECT() takes pairs of arguments
#include "shop.hpp"

#ifdef ACCEPTED
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::json_object("id", "id"_c, "name", "name"_c)).from<customer>()).all();
}
#else
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::json_object("id", "id"_c, "name")).from<customer>()).all();
}
#endif
