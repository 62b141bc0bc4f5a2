// expect: `person_texts` follows the table of its content and can't be written: write that one
#include "described.hpp"

#ifdef ACCEPTED
void add(tenon::database& db) { db(tenon::insert<memo>(), memo{.text = "Ada"}); }
#else
void add(tenon::database& db) { db(tenon::insert<person_text>(), person_text{.last = "Lovelace"}); }
#endif
