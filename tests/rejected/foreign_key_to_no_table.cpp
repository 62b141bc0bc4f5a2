// expect: foreign_key: the struct that `customer_id` refers to describes no table
#include <tenon/core.hpp>

#include <cstdint>

struct customer {
    std::int64_t id = 0;
};

struct order {
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::foreign_key("customer_id").references<customer>("id"));
};

void make(tenon::database& db) { db.create<order>(); }
