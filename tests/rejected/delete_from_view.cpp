// expect: `namesakes` is a view and can't be written: write the tables that it shows
#include "described.hpp"

void clear(tenon::database& db) { db(tenon::delete_from<namesake>()); }
