// expect: check("total + 1"): character 7: the expression is REAL, where a condition is wanted
#include <tenon/core.hpp>

struct order {
    double total = 0;

    static constexpr auto table = tenon::table("orders", tenon::check("total + 1"));
};

void make(tenon::database& db) { db.create<order>(); }
