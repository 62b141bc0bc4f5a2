// expect: `customer` has a bit-field or a reference, which can't be read: make it a plain field
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;
    const std::string& country;

    static constexpr auto table = tenon::table("customers");
};

void make(tenon::database& db) { db.create<customer>(); }
