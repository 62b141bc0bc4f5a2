// expect: module `shop` has a table or index called `Tenon_orders`: names that begin with tenon_ are the library's own
#include <tenon/tenon.hpp>

#include <cstdint>

struct order {
    std::int64_t id = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("orders");
#else
    static constexpr auto table = tenon::table("Tenon_orders");
#endif
};

struct shop : tenon::database_module<"shop", order> {};

void start() { tenon::registry<shop>().start(); }
