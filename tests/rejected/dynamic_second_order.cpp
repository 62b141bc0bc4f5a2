// expect: SELECT has ORDER BY twice
#include <tenon/dynamic.hpp>

#include "shop.hpp"

void add() {
#ifdef ACCEPTED
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>());
#else
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>().order_by("id"_c));
#endif
    search.order_by("total"_c);
}
