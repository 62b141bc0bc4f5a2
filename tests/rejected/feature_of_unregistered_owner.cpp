// expect: module `shop.vouchers` is a feature of `standard.shop`, which is not registered: name it in the registry too
#include "modules.hpp"

struct vouchers : tenon::feature_module<"shop.vouchers", shop> {};

void start() {
#ifdef ACCEPTED
    tenon::registry<vouchers, shop, people>().start();
#else
    tenon::registry<vouchers, people>().start();
#endif
}
