// expect: module `shop` has two tables or indexes called `orders`
#include <tenon/tenon.hpp>

#include <cstdint>

struct order {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

struct old_order {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

struct shop : tenon::database_module<"shop", order, old_order> {};

void start() {
    tenon::registry<shop> db;
    db.start();
}
