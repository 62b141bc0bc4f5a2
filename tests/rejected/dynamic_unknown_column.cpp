// expect: table `orders` has no column `totl`; did you mean `total`?
#include <tenon/dynamic.hpp>

#include "shop.hpp"

void add(double least) {
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>());
#ifdef ACCEPTED
    search.where_any([&](auto& any) { any.add("total"_c > least); });
#else
    search.where_any([&](auto& any) { any.add("totl"_c > least); });
#endif
}
