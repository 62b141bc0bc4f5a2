// expect: what is added at run time takes values, not placeholders
#include <tenon/dynamic.hpp>

#include "shop.hpp"

void add() {
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>().where("total"_c > "least"_p));
    search.order_by("total"_c - "least"_p);
}
