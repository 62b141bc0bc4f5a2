// expect: a full-text table takes no RETURNING
#include "described.hpp"

#ifdef ACCEPTED
std::int64_t add(tenon::database& db) { return db(tenon::insert<memo>(), "text"_p = "x").last_id; }
#else
std::int64_t add(tenon::database& db) {
    return db(tenon::insert<memo>().returning("rowid"_c), "text"_p = "x").scalar();
}
#endif
