// expect: table `orders` has two columns called `total`
#include <tenon/core.hpp>

struct order {
    double total = 0;
    double sum = 0;

    static constexpr auto table = tenon::table("orders", tenon::column("sum").named("total"));
};

void make(tenon::database& db) { db.create<order>(); }
