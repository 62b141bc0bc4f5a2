// expect: view `order_totals`: its query yields no column `totl`
#include "shop.hpp"

struct order_total {
    std::int64_t id = 0;
#ifdef ACCEPTED
    double total = 0;
#else
    double totl = 0;
#endif

    static constexpr auto table = tenon::view("order_totals", tenon::select("id"_c, "total"_c).from<order>());
};

static_assert(!tenon::sql_text(tenon::select<order_total>()).empty());
