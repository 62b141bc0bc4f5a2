// expect: `customer` has a base class, whose fields can't be read: list all fields in the struct itself
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

struct entity {
    std::int64_t id = 0;
};

struct customer : entity {
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

auto customers(tenon::database& db) { return db(tenon::select<customer>()).all(); }
