// expect: SELECT has LIMIT twice
#include "shop.hpp"

auto some(tenon::database& db) { return db(tenon::select<order>().limit(10).limit(20)).all(); }
