// expect: `created_at` (timestamp) and the value (TEXT) can't be compared: their types differ
#include "shop.hpp"

auto recent(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<order>().where("created_at"_c >= tenon::now())).all();
#else
    return db(tenon::select<order>().where("created_at"_c >= "2024-01-01")).all();
#endif
}
