// expect: field `total` of table `orders` has a type that no tenon::codec stores: specialise tenon::codec for it
#include <tenon/core.hpp>

#include <cstdint>

struct money {
    std::int64_t cents = 0;
};

struct order {
    std::int64_t id = 0;
    money total;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

auto orders(tenon::database& db) { return db(tenon::select<order>()).all(); }
