// expect: foreign_key: no primary_key or unique of `customers` consists of `name`
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("customers", tenon::unique("name"));
#else
    static constexpr auto table = tenon::table("customers");
#endif
};

struct order {
    std::string customer_name;

    static constexpr auto table =
        tenon::table("orders", tenon::foreign_key("customer_name").references<customer>("name"));
};

void make(tenon::database& db) { db.create<customer, order>(); }
