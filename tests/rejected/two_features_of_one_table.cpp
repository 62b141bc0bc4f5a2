// expect: modules `standard.shop` and `shop.vouchers` share a file, and both have a table or index called `ORDERS`: rename one
#include "modules.hpp"

struct voucher {
    std::int64_t id = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("vouchers");
#else
    static constexpr auto table = tenon::table("ORDERS");
#endif
};

struct vouchers : tenon::feature_module<"shop.vouchers", shop, voucher> {};

void start() { tenon::registry<people, shop, vouchers>().start(); }
