// expect: column `full_name` is generated: the database computes it, and nothing can be put there
#include "described.hpp"

void add(tenon::database& db) {
#ifdef ACCEPTED
    db(tenon::insert<person>(), "first"_p = "Ada", "last"_p = "Lovelace");
#else
    db(tenon::insert<person>(), "first"_p = "Ada", "last"_p = "Lovelace", "full_name"_p = "Ada Lovelace");
#endif
}
