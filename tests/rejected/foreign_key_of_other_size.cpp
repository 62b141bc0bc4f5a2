// expect: foreign_key: 2 columns can't refer to 1
#include <tenon/core.hpp>

#include <cstdint>

struct customer {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

struct order {
    std::int64_t shop_id = 0;
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::foreign_key("shop_id", "customer_id").references<customer>("id"));
};

void make(tenon::database& db) { db.create<customer, order>(); }
