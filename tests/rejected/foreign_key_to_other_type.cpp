// expect: foreign_key: column `customer_id` is INTEGER, but `code` of `customers` is TEXT
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

struct customer {
    std::string code;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("code"));
};

struct order {
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::foreign_key("customer_id").references<customer>("code"));
};

void make(tenon::database& db) { db.create<customer, order>(); }
