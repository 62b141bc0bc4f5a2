// expect: a foreign key of table `orders` refers to `customers`, which is not in module `shop`: foreign keys end at the file, so let one module own both
#include <tenon/tenon.hpp>

#include <cstdint>

struct customer {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

struct order {
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::foreign_key("customer_id").references<customer>("id"));
};

#ifdef ACCEPTED
struct shop : tenon::database_module<"shop", customer, order> {};

void start() {
    tenon::registry<shop> db;
#else
struct people : tenon::database_module<"people", customer> {};

struct shop : tenon::database_module<"shop", order> {
    using depends_on = tenon::modules<people>;
};

void start() {
    tenon::registry<people, shop> db;
#endif
    db.start();
}
