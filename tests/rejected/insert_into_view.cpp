// expect: `namesakes` is a view and can't be written: write the tables that it shows
#include "described.hpp"

#ifdef ACCEPTED
void add(tenon::database& db) { db(tenon::insert<person>(), "first"_p = "Ada", "last"_p = "Lovelace"); }
#else
void add(tenon::database& db) { db(tenon::insert<namesake>(), "full_name"_p = "Ada Lovelace"); }
#endif
