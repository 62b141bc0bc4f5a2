// expect: a foreign key of table `orders` refers to `customers`, which is not in module `shop` and in none that it depends on: declare `using depends_on = tenon::modules<...>`
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

struct people : tenon::database_module<"people", customer> {};
struct shop : tenon::database_module<"shop", order> {
#ifdef ACCEPTED
    using depends_on = tenon::modules<people>;
#endif
};

void start() { tenon::one_file_registry<people, shop>().start(); }
