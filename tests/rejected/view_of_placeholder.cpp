// expect: a view has no one to bind values: write them as constant<...>
#include "shop.hpp"

struct dear_order {
    std::int64_t id = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::view(
        "dear_orders", tenon::select("id"_c).from<order>().where("total"_c > tenon::constant<100>));
#else
    static constexpr auto table =
        tenon::view("dear_orders", tenon::select("id"_c).from<order>().where("total"_c > 100.0));
#endif
};

static_assert(!tenon::sql_text(tenon::select<dear_order>()).empty());
