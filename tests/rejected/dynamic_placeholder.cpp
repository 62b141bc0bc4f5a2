// expect: what is added at run time takes values, not placeholders
#include <tenon/dynamic.hpp>

#include "shop.hpp"

void add(double least) {
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>());
#ifdef ACCEPTED
    search.where("total"_c > least);
#else
    search.where("total"_c > least && "id"_c > "last"_p);
#endif
}
