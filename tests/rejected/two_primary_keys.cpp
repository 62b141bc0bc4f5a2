// expect: table `orders` has two primary keys: name all columns in one
#include <tenon/core.hpp>

#include <cstdint>

struct order {
    std::int64_t shop = 0;
    std::int64_t number = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("orders", tenon::primary_key("shop", "number"));
#else
    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("shop"), tenon::primary_key("number"));
#endif
};

void make(tenon::database& db) { db.create<order>(); }
