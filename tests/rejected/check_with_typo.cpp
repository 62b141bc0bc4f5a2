// expect: check("quantity > 0 AND totl >= 0"): character 18: table `orders` has no column `totl`; did you mean `total`?
#include <tenon/core.hpp>

struct order {
    double total = 0;
    int quantity = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("orders", tenon::check("quantity > 0 AND total >= 0"));
#else
    static constexpr auto table = tenon::table("orders", tenon::check("quantity > 0 AND totl >= 0"));
#endif
};

void make(tenon::database& db) { db.create<order>(); }
