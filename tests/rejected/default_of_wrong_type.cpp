// expect: default_: column `total` is REAL and can't take TEXT
#include <tenon/core.hpp>

struct order {
    double total = 0;

    static constexpr auto table = tenon::table("orders", tenon::default_("total", "none"));
};

void make(tenon::database& db) { db.create<order>(); }
