// expect: column `full_name` is generated: the database computes it, and nothing can be put there
#include "described.hpp"

struct form {
    std::string first, last;
#ifndef ACCEPTED
    std::string full_name;
#endif
};

void add(tenon::database& db, const form& filled) { db(tenon::insert<person>(), filled); }
