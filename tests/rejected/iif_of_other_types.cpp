// expect: `name` (TEXT) and `id` (INTEGER) can't be arguments of one IIF(): their types differ
#include "shop.hpp"

#ifdef ACCEPTED
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::iif("id"_c > 5, "name"_c, std::nullopt)).from<customer>()).all();
}
#else
auto answer(tenon::database& db) {
    return db(tenon::select(tenon::iif("id"_c > 5, "name"_c, "id"_c)).from<customer>()).all();
}
#endif
