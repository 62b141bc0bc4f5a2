// expect: a full-text table takes no ON CONFLICT
#include "described.hpp"

#ifdef ACCEPTED
void add(tenon::database& db) { db(tenon::insert<memo>(), "text"_p = "x"); }
#else
void add(tenon::database& db) { db(tenon::insert<memo>().on_conflict().do_nothing(), "text"_p = "x"); }
#endif
