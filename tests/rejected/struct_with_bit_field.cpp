// expect: `customer` has a bit-field or a reference, which can't be read: make it a plain field
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;
    unsigned active : 1;

    static constexpr auto table = tenon::table("customers");
};

auto customers(tenon::database& db) { return db(tenon::select<customer>()).all(); }
