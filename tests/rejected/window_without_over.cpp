// expect: ROW_NUMBER() needs OVER
#include "shop.hpp"

auto answer(tenon::database& db) { return db(tenon::select(tenon::row_number()).from<customer>()).all(); }
