// expect: `customer` describes no table: give it a `static constexpr auto table = tenon::table(...)` or specialise tenon::table_of
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;
};

void make(tenon::database& db) { db.create<customer>(); }
