// expect: check("total > > 0"): character 9: found `>` where an expression was expected
#include <tenon/core.hpp>

struct order {
    double total = 0;

    static constexpr auto table = tenon::table("orders", tenon::check("total > > 0"));
};

void make(tenon::database& db) { db.create<order>(); }
