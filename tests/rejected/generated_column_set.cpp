// expect: column `full_name` is generated: the database computes it, and nothing can be put there
#include "described.hpp"

#ifdef ACCEPTED
void rename(tenon::database& db) { db(tenon::update<person>().set("first"_c = "Ada")); }
#else
void rename(tenon::database& db) { db(tenon::update<person>().set("full_name"_c = "Ada Lovelace")); }
#endif
