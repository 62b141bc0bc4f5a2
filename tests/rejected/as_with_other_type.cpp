// expect: as(): column `total` is REAL, but the field is TEXT
#include "shop.hpp"

struct line {
    std::int64_t id;
    std::string total;
};

auto lines(tenon::database& db) { return db(tenon::select<order>()).as<line>().all(); }
