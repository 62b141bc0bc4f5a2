// expect: primary_key: table `customers` has no column `numbr`; did you mean `number`?
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

struct customer {
    std::int64_t number = 0;
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("numbr"));
};

void make(tenon::database& db) { db.create<customer>(); }
