// expect: `namesakes` is a view and can't be written: write the tables that it shows
#include "described.hpp"

void rename(tenon::database& db) { db(tenon::update<namesake>().set("full_name"_c = "Ada Lovelace")); }
