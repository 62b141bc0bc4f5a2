// expect: `customer` has an array as a field: use std::array, std::string or std::vector
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;
    char country[3];

    static constexpr auto table = tenon::table("customers");
};

auto customers(tenon::database& db) { return db(tenon::select<customer>()).all(); }
