// expect: foreign_key: table `customers` has no column `numbr`; did you mean `number`?
#include <tenon/core.hpp>

#include <cstdint>

struct customer {
    std::int64_t number = 0;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("number"));
};

struct order {
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::foreign_key("customer_id").references<customer>("numbr"));
};

void make(tenon::database& db) { db.create<customer, order>(); }
